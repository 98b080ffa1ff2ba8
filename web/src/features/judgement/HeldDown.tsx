import { IconArrowBarToDown } from "@tabler/icons-react";
import type { CeilingPart, ExceptionPart, Explanation } from "~/api/types";
import { formatScore } from "~/lib/format";
import classes from "./Override.module.css";

/** "At most 40 while a payment is late", first letter raised, without a full stop. */
function raised(text: string): string {
  const bare = text.replace(/\.$/, "");
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}

/** The exception that takes something off a score; others may hold too, but take nothing. */
export function holding({ exceptions }: Explanation): ExceptionPart | undefined {
  return exceptions.find(({ contribution }) => contribution < 0);
}

/** What holds the score down now, whatever the groups come to; nothing where nothing does. */
export function HeldDown({ explanation }: { explanation: Explanation }) {
  const exception = holding(explanation);
  if (!exception) return null;
  const before = explanation.score_before_exceptions;
  return (
    <section className={classes.held} aria-label="What holds the score down">
      <IconArrowBarToDown size={16} stroke={1.8} aria-hidden />
      <p>
        {raised(exception.sentence)}
        {before !== null && `: would be ${formatScore(before)}`}.
      </p>
    </section>
  );
}

/** What holds a group down; nothing where nothing does. */
export function Ceiling({ ceiling }: { ceiling: CeilingPart | null }) {
  if (!ceiling) return null;
  return (
    <p className={classes.ceiling}>
      <IconArrowBarToDown size={14} stroke={1.8} aria-hidden />
      {raised(ceiling.sentence)}.
    </p>
  );
}
