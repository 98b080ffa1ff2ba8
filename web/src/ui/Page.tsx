import { type ReactNode, useEffect } from "react";
import classes from "./Page.module.css";

/** A page with its title bar; the title names the browser tab too. */
export function Page({
  title,
  name,
  meta,
  actions,
  children,
  fill = false,
}: {
  title: ReactNode;
  /** The title as plain text, for the tab. */
  name: string;
  meta?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** The page's body takes the window's height and scrolls inside. */
  fill?: boolean;
}) {
  useEffect(() => {
    document.title = `${name} · Perennial`;
  }, [name]);
  return (
    <div className={classes.page} data-fill={fill || undefined}>
      <header className={classes.bar}>
        <h1 className={classes.title}>{title}</h1>
        {meta && <div className={classes.meta}>{meta}</div>}
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      <div className={classes.body}>{children}</div>
    </div>
  );
}
