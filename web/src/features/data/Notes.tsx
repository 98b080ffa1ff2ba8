import type { ImportRun } from "~/api/types";
import { formatCount, plural } from "~/lib/format";
import classes from "./Data.module.css";
import { grouped } from "./grouped";

/** So many line numbers are told of one reason. */
const LINES = 3;

/** Places in a file, each with what is wrong there; one reason of many lines is told once. */
export function Notes({ notes }: { notes: ImportRun["refusals"] }) {
  return (
    <ul className={classes.notes}>
      {grouped(notes).map(({ note, lines }) => (
        <li key={`${note.line}-${note.column}-${note.reason}`}>
          <span className="num">
            {lines.length === 1 ? "line" : "lines"}{" "}
            {lines.slice(0, LINES).map(formatCount).join(", ")}
          </span>
          <code>{note.column}</code>
          <span>
            {note.reason}
            {lines.length > LINES && (
              <span className="quiet"> ({plural(lines.length, "line")} like this)</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
