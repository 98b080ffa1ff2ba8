import type { ForecastQuarter } from "~/api/types";
import { formatCount, plural } from "~/lib/format";

/** How past forecasts did, in a sentence. Nothing where no quarter with terms is over. */
export function howTheyDid(quarters: ForecastQuarter[]): string | undefined {
  const over = quarters.filter(({ came, terms }) => came !== null && terms > 0);
  if (over.length === 0) return undefined;
  const within = over.filter(({ came, low, high }) => low <= (came ?? 0) && (came ?? 0) <= high);
  const expected = over.reduce((sum, one) => sum + one.expected, 0);
  const came = over.reduce((sum, one) => sum + (one.came ?? 0), 0);
  const missed = expected > 0 ? (came - expected) / expected : 0;
  const by = `${formatCount(Math.abs(Math.round(missed * 100)))} %`;
  const way =
    Math.abs(missed) < 0.005
      ? "just what was expected"
      : `${by} ${missed < 0 ? "less" : "more"} than expected`;
  if (over.length === 1) {
    const where = within.length === 1 ? "within" : "outside of";
    return `Made the same way when it began, the last quarter came out ${where} the range, and came to ${way}.`;
  }
  return `Made the same way when they began, ${within.length} of the last ${plural(over.length, "quarter")} came out within the range (8 of 10 should), and together they came to ${way}.`;
}

/** What a forecast rests on, in a sentence. */
export function restsOn(quarters: ForecastQuarter[]): string {
  const learnt = quarters.at(-1)?.learnt_from ?? 0;
  if (learnt === 0) {
    return "No term has been decided yet, so four of five are assumed to be kept.";
  }
  return `Learnt from ${plural(learnt, "term")} that ended: what became of those whose accounts were in the same band, and of those of which your team expected the same.`;
}
