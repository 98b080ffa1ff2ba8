import { useEffect, useRef } from "react";
import type { SqlTable } from "~/api/types";
import { type Handle, open, type Range } from "./codemirror";
import classes from "./Sql.module.css";

/** A word to put where the cursor is. A new object is a new wish. */
export interface Insert {
  word: string;
}

/** The text of a query, with colours and completion. */
export function Editor({
  text,
  change,
  tables,
  run,
  insert,
  wrong,
}: {
  text: string;
  change: (text: string) => void;
  tables: SqlTable[];
  /** Runs what is marked, or all of it. */
  run: (text: string) => void;
  insert: Insert | undefined;
  /** What of the text is wrong. */
  wrong: Range | undefined;
}) {
  const box = useRef<HTMLDivElement>(null);
  const handle = useRef<Handle | null>(null);
  const calls = useRef({ change, run });
  calls.current = { change, run };
  const first = useRef(text);

  useEffect(() => {
    if (!box.current) return;
    const opened = open(box.current, first.current, tables, {
      change: (next) => calls.current.change(next),
      run: (query) => calls.current.run(query),
    });
    handle.current = opened;
    opened.focus();
    return () => {
      first.current = opened.text();
      opened.close();
      handle.current = null;
    };
  }, [tables]);

  useEffect(() => handle.current?.replace(text), [text]);
  useEffect(() => {
    if (insert) handle.current?.insert(insert.word);
  }, [insert]);
  const [from, to] = [wrong?.from, wrong?.to];
  useEffect(() => {
    handle.current?.mark(from === undefined || to === undefined ? undefined : { from, to });
  }, [from, to]);

  return <div ref={box} className={classes.editor} />;
}
