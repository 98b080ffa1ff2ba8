// What a draft comes to, in words.

import type { MetricRow } from "~/api/types";
import { formatMetric, formatNumber, formatPercent, formatSigned, plural } from "~/lib/format";
import type { Estimate, Exception, Preview } from "./types";

export type Outcome = "better" | "worse" | "same" | "unclear" | "unknown";

/** Holds two figures against each other; where their intervals overlap nothing is claimed. */
export function outcomeOf(before: Estimate, after: Estimate, good: "higher" | "lower"): Outcome {
  if (before.value === null || after.value === null) return "unknown";
  if (before.value === after.value) return "same";
  if (before.low === null || before.high === null) return "unclear";
  if (after.low === null || after.high === null) return "unclear";
  const higher = after.low > before.high;
  const lower = after.high < before.low;
  if (!higher && !lower) return "unclear";
  return (good === "higher") === higher ? "better" : "worse";
}

export const OUTCOMES: Record<Outcome, string> = {
  better: "better",
  worse: "worse",
  same: "the same",
  unclear: "no clear difference",
  unknown: "can't be told",
};

/** How many accounts change by how much. */
export function changeWords({ changed, accounts, mean_change, changed_band }: Preview): string {
  if (changed === 0 && changed_band === 0) return "No account changes by half a point or more.";
  const mean =
    mean_change === null ? "" : `, over all accounts by ${formatSigned(mean_change)} on average`;
  const bands =
    changed_band === 0
      ? "None changes band"
      : `${plural(changed_band, "account")} ${changed_band === 1 ? "changes" : "change"} band`;
  return `${plural(changed, "account")} of ${formatNumber(accounts)} ${changed === 1 ? "changes" : "change"} by half a point or more${mean}. ${bands}.`;
}

/** What publishing does, before it is done. */
export function publishWords({ changed, changed_band }: Preview): string {
  const bands =
    changed_band === 0
      ? "No account changes band"
      : `${plural(changed_band, "account")} ${changed_band === 1 ? "changes" : "change"} band`;
  return `${bands}, ${plural(changed, "score")} ${changed === 1 ? "changes" : "change"} by half a point or more. Everybody sees it at once, and the history of every account is worked out anew.`;
}

/** What emphasis does. */
export function emphasisWords(emphasis: number): string {
  if (emphasis <= 0) return "A weak side counts as much as a strong one.";
  return `A side at 0 points counts ${formatNumber(1 + emphasis)} times its weight, one at 100 just its weight: the higher, the less a weak side is averaged away.`;
}

export function coverageWords(least: number): string {
  if (least <= 0) return "There is a score as soon as anything has data.";
  return `No score while less than ${formatPercent(least)} of the weight has data behind it.`;
}

/** An exception as a sentence: At most 40 while Days overdue is at least 30 days. */
export function exceptionWords(
  { metric, at_least, at_most, most }: Exception,
  known: Pick<MetricRow, "name" | "unit"> | undefined,
  currency: string,
): string {
  const name = known?.name ?? metric;
  const said = (value: number) => formatMetric(value, known?.unit ?? "number", currency);
  const limits = [
    at_least !== null && `at least ${said(at_least)}`,
    at_most !== null && `at most ${said(at_most)}`,
  ].filter(Boolean);
  if (limits.length === 0) return "It has no limit yet, so it can't hold.";
  return `At most ${formatNumber(most)} while “${name}” is ${limits.join(" and ")}.`;
}
