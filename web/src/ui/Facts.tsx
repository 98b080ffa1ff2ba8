import { useState } from "react";
import { formatDaysIn } from "~/lib/time";
import classes from "./Facts.module.css";

const FIRST = 5;

/** The facts behind a figure, one a line; nothing where there are none. */
export function Facts({
  facts,
  of,
}: {
  facts: string[];
  /** What they are behind. */
  of: string;
}) {
  const [open, setOpen] = useState(false);
  if (facts.length === 0) return null;
  const all = [...new Set(facts)];
  // A line that opens to one more takes as much room as that one.
  const shown = open || all.length <= FIRST + 1 ? all : all.slice(0, FIRST);
  return (
    <ul className={classes.facts} aria-label={`Facts behind ${of}`}>
      {shown.map((fact) => (
        <li key={fact}>{told(fact)}</li>
      ))}
      {shown.length < all.length && (
        <li className={classes.more}>
          <button type="button" onClick={() => setOpen(true)}>
            Show {all.length - shown.length} more
            <span className="visually-hidden"> facts behind {of}</span>
          </button>
        </li>
      )}
    </ul>
  );
}

/** First letter raised, but not that of an e-mail address. */
function told(fact: string): string {
  const text = formatDaysIn(fact);
  return /^\S+@/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
