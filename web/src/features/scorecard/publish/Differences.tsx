import { useMemo } from "react";
import { type Line, linesOf, partsOf } from "./diff";
import classes from "./Publish.module.css";

const MARKS: Record<Line["of"], string> = { both: " ", theirs: "−", mine: "+" };

/** Where two texts differ: what only theirs has, and what only one's own has. */
export function Differences({ theirs, mine }: { theirs: string; mine: string }) {
  const parts = useMemo(() => partsOf(linesOf(theirs, mine)), [theirs, mine]);
  if (parts.length === 0) return <p className={classes.said}>Both say the same.</p>;
  return (
    <>
      <p className={classes.legend}>
        <span data-of="theirs">− only in theirs</span> <span data-of="mine">+ only in yours</span>
      </p>
      <section className={classes.differences} aria-label="Differences" tabIndex={0}>
        {parts.map((part, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part has no other identity
          <pre key={at}>
            {part.map((line, on) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other identity
              <span key={on} data-of={line.of}>
                {MARKS[line.of]} {line.text}
                {"\n"}
              </span>
            ))}
          </pre>
        ))}
      </section>
    </>
  );
}
