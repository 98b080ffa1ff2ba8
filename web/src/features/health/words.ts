// Health over all customers and hidden risk, in words.

import type { CoverageBin, LooksWell } from "~/api/types";
import { formatPercent, humanise } from "~/lib/format";

export const GREEN_OUTSIDE = "Green outside, red inside";

const WELL: Record<LooksWell, string> = {
  score: "score",
  use: "use",
  both: "score and use",
};

/** By what an account looks well: `score and use`. */
export function wellBy(looks: LooksWell | null): string | null {
  return looks && WELL[looks];
}

/** The same as a sentence, with what is seen of the use. */
export function wellSentence(looks: LooksWell | null, seen: string): string {
  const by = {
    score: "It looks well by its score",
    use: "It looks well by its use",
    both: "It looks well by its score and its use",
  };
  const told = seen.trim().replace(/[.]$/, "");
  const head = looks ? by[looks] : "It does not look well from outside";
  return told ? `${head}: ${told}.` : `${head}.`;
}

/** A band's name in little room: "High hidden risk" is high. */
export function riskWord(name: string | null | undefined, key: string | null | undefined): string {
  const short = name?.replace(/\s*hidden risk$/i, "").trim();
  return (short || (key ? humanise(key) : "")).toLowerCase();
}

/** The sentence without its opening, where that only repeats the risk beside it. */
export function hiddenReason(sentence: string): string {
  const rest = sentence.replace(/^[^:]*\bat \d+(?:,[^:;.]*)?: /, "");
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** The share of a score's weight that has data, in words. */
export function coverageWord({ from }: CoverageBin): string {
  if (from >= 0.75) return "Nearly all of it";
  if (from >= 0.5) return "More than half";
  return from >= 0.25 ? "Less than half" : "Hardly any";
}

export function coverageRange({ from, to }: CoverageBin): string {
  return `${formatPercent(from)} to ${formatPercent(to)}`;
}

/** The accounts of a bin as a condition. The last one has its upper end. */
export function coverageCondition({ from, to }: CoverageBin): string {
  const upper = to < 1 ? ` and coverage < ${to}` : "";
  return `coverage >= ${from}${upper}`;
}

/** `built in`, `version 3`. */
export function versionWord(version: number): string {
  return version > 0 ? `version ${version}` : "built in";
}
