import { Children, type ReactNode } from "react";
import classes from "./Crumbs.module.css";

/** The title of a page below others: links that lead up, then the page's own name. */
export function Crumbs({ up, children }: { up: ReactNode; children: ReactNode }) {
  return (
    <span className={classes.crumbs}>
      {Children.map(Children.toArray(up), (link) => (
        <>
          {link}
          <span aria-hidden="true" className="quiet">
            /
          </span>
        </>
      ))}
      {children}
    </span>
  );
}
