import { Button } from "@mantine/core";
import { Problem, sentenceOf } from "~/api/problem";
import { corrected, readExpressionError } from "~/lib/caret";
import classes from "./Toolbar.module.css";

/** What is wrong with a condition, the place marked, the nearest valid word offered. */
export function ConditionError({
  source,
  error,
  use,
}: {
  source: string;
  error: unknown;
  use: (next: string) => void;
}) {
  const part =
    error instanceof Problem
      ? error.errors.find(({ field }) => /^(where|condition), character/.test(field))
      : undefined;
  const found = readExpressionError(part?.detail ?? sentenceOf(error));
  const better = corrected(source, found);
  return (
    <div className={classes.problem} role="alert">
      {found.place && (
        <pre className={classes.place}>
          {found.place.line}
          {"\n"}
          {found.place.carets}
        </pre>
      )}
      {found.sentence}{" "}
      {better && (
        <Button size="compact-xs" variant="default" onClick={() => use(better.source)}>
          Use {better.word}
        </Button>
      )}
    </div>
  );
}
