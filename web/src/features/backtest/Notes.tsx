import classes from "./Backtest.module.css";
import { sentence } from "./words";

/** What to bear in mind about the numbers. */
export function Notes({ notes }: { notes: string[] }) {
  if (notes.length === 0) return null;
  return (
    <ul className={classes.notes} aria-label="What to bear in mind">
      {notes.map((note) => (
        <li key={note}>{sentence(note)}</li>
      ))}
    </ul>
  );
}
