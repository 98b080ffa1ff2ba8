import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { FigureKey } from "./behind/figures";
import classes from "./Opens.module.css";

/** A figure as a link to the accounts that it is made of. */
export function Opens({
  figure,
  of,
  label,
  className = "",
  children,
}: {
  figure: FigureKey;
  /** The row that it stands in; none for the whole period. */
  of?: string;
  /** What is read aloud, where the figure alone doesn't say what it is. */
  label?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Link
      from="/revenue"
      to="/revenue"
      search={(before) => ({ ...before, open: figure, of })}
      resetScroll={false}
      preload={false}
      aria-label={label}
      className={`${classes.opens} ${className}`}
    >
      {children}
    </Link>
  );
}
