import { Button } from "@mantine/core";
import { corrected, readExpressionError } from "~/lib/caret";
import classes from "./Editor.module.css";

/** What is wrong with a text, the place marked, the nearest valid word offered. */
export function FieldError({
  detail,
  source,
  use,
}: {
  detail: string;
  source: string;
  use: (next: string) => void;
}) {
  const found = readExpressionError(detail);
  const better = corrected(source, found);
  return (
    <span className={classes.error} role="alert">
      {found.place && (
        <span className={classes.place}>
          {found.place.line}
          {"\n"}
          {found.place.carets}
        </span>
      )}
      <span className={found.place ? undefined : classes.lines}>{found.sentence}</span>{" "}
      {better && (
        <Button size="compact-xs" variant="default" onClick={() => use(better.source)}>
          Use {better.word}
        </Button>
      )}
    </span>
  );
}
