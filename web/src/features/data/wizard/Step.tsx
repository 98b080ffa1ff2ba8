import type { ReactNode } from "react";
import classes from "./Wizard.module.css";

/** A numbered step with its heading. */
export function Step({
  number,
  title,
  hint,
  children,
}: {
  number: number;
  title: string;
  hint?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={classes.step} aria-label={title}>
      <span className={classes.number} aria-hidden>
        {number}
      </span>
      <div className={classes.stepBody}>
        <h3 className={classes.stepTitle}>
          {title} {hint && <span className={classes.stepHint}>{hint}</span>}
        </h3>
        {children}
      </div>
    </section>
  );
}
