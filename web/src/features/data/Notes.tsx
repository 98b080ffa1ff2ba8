import type { ImportRun } from "~/api/types";
import { formatCount } from "~/lib/format";
import classes from "./Data.module.css";

/** Places in a file, each with what is wrong there. */
export function Notes({ notes }: { notes: ImportRun["refusals"] }) {
  return (
    <ul className={classes.notes}>
      {notes.map((note) => (
        <li key={`${note.line}-${note.column}-${note.reason}`}>
          <span className="num">line {formatCount(note.line)}</span>
          <code>{note.column}</code>
          <span>{note.reason}</span>
        </li>
      ))}
    </ul>
  );
}
