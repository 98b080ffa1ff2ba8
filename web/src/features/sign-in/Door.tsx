import { type ReactNode, useEffect } from "react";
import { Logo } from "~/ui/Logo";
import classes from "./Door.module.css";

/** The frame of the pages before one is signed in. */
export function Door({
  name,
  title,
  text,
  children,
}: {
  name: string;
  title: string;
  text?: string;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${name} · Perennial`;
  }, [name]);
  return (
    <main className={classes.page}>
      <div className={classes.box}>
        <div className={classes.head}>
          <Logo size={40} />
          <h1 className={classes.title}>{title}</h1>
          {text && <p className={classes.text}>{text}</p>}
        </div>
        {children}
      </div>
    </main>
  );
}
