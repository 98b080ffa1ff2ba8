// What is judged: the scorecards in use, one of them, hidden risk, or a metric.

import type { BacktestSearch } from "./search";

/** How what is judged stands in the URL: one of them, or none for the scorecards in use. */
export type Judge = Pick<BacktestSearch, "metric" | "scorecard" | "hidden_risk">;

// Keys have no colon.
export const IN_USE = ":in_use";
export const HIDDEN_RISK = ":hidden_risk";
const SCORECARD = "scorecard:";

/** The value that stands for a scorecard in the list of what can be judged. */
export const choiceOfScorecard = (key: string) => SCORECARD + key;

/** The value in that list. A metric's is its key. */
export function choiceOf({ metric, scorecard, hidden_risk }: Judge): string {
  if (metric) return metric;
  if (scorecard) return choiceOfScorecard(scorecard);
  return hidden_risk ? HIDDEN_RISK : IN_USE;
}

/** A choice from that list; it takes the place of what was judged before. */
export function judgeOf(value: string): Judge {
  const none: Judge = { metric: undefined, scorecard: undefined, hidden_risk: undefined };
  if (value === IN_USE) return none;
  if (value === HIDDEN_RISK) return { ...none, hidden_risk: "true" };
  return value.startsWith(SCORECARD)
    ? { ...none, scorecard: value.slice(SCORECARD.length) }
    : { ...none, metric: value };
}

interface Named {
  key: string;
  name: string;
}

/** What the page is called; by its key until the name is known. */
export function titleOf(judge: Judge, metrics: Named[] = [], scorecards: Named[] = []): string {
  const name = (all: Named[], key: string) => all.find((one) => one.key === key)?.name ?? key;
  const { metric, scorecard, hidden_risk } = judge;
  if (metric) return `Backtest of ${name(metrics, metric)}`;
  if (scorecard) return `Backtest of the scorecard ${name(scorecards, scorecard)}`;
  return hidden_risk ? "Backtest of hidden risk" : "Backtest";
}
