import type { ReactNode } from "react";
import classes from "./Tag.module.css";

export type Tone = "neutral" | "good" | "warn" | "bad" | "info" | "accent";

/** A small word in a soft box. */
export function Tag({
  tone = "neutral",
  icon,
  title,
  children,
}: {
  tone?: Tone;
  icon?: ReactNode;
  title?: string;
  children: ReactNode;
}) {
  return (
    <span className={classes.tag} data-tone={tone} title={title}>
      {icon}
      {children}
    </span>
  );
}
