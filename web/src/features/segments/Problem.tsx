import { readExpressionError } from "~/lib/caret";
import classes from "./Segments.module.css";

/** Why a segment has no accounts to show: its condition names what is gone. */
export function BrokenCondition({ marked }: { marked: string }) {
  const { sentence, place } = readExpressionError(marked);
  return (
    <div className={classes.broken} role="alert">
      {place && (
        <pre className={classes.marked}>
          {place.line}
          {"\n"}
          {place.carets}
        </pre>
      )}
      The condition does not hold good any more: {sentence}
    </div>
  );
}
