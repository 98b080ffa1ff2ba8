import { type ReactNode, useId } from "react";
import classes from "./Card.module.css";

/** A titled part of a page. */
export function Card({
  title,
  hint,
  actions,
  children,
  flush = false,
  className = "",
}: {
  title?: ReactNode;
  hint?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** Lets lists and tables reach the edges. */
  flush?: boolean;
  className?: string;
}) {
  const titleId = useId();
  return (
    <section
      className={`${classes.card} ${className}`}
      data-flush={flush || undefined}
      aria-labelledby={title ? titleId : undefined}
    >
      {title && (
        <header className={classes.head}>
          <h2 className={classes.title} id={titleId}>
            {title}
          </h2>
          {hint && <span className={classes.hint}>{hint}</span>}
          {actions && <div className={classes.actions}>{actions}</div>}
        </header>
      )}
      <div className={classes.body}>{children}</div>
    </section>
  );
}
