// What the backtest keeps in its URL.

import { oneOf, text } from "~/lib/url";

/** In days; what is left out of the URL is the default below. */
export const HORIZONS = ["30", "60", "90", "180", "365"] as const;
export const BLACKOUTS = ["0", "7", "14", "30"] as const;
export const STEPS = ["7", "14", "28"] as const;
export const CALLS = ["5", "10", "20", "50"] as const;
export const CHURNS = ["subscription", "silence:60d", "silence:90d", "silence:180d"] as const;

const DEFAULTS = { horizon: "90", blackout: "0", every: "7", calls: "20" } as const;

export interface BacktestSearch {
  /** A metric's key. Without this and the next two the scorecards in use are judged. */
  metric?: string;
  /** The key of one of several scorecards in use. */
  scorecard?: string;
  hidden_risk?: "true";
  horizon?: (typeof HORIZONS)[number];
  blackout?: (typeof BLACKOUTS)[number];
  every?: (typeof STEPS)[number];
  /** What counts as having left; the server chooses where it is left out. */
  churn?: (typeof CHURNS)[number];
  calls?: (typeof CALLS)[number];
  /** Which of those who left are listed; all where it is left out. */
  show?: "surprises";
}

export function backtestSearch(raw: Record<string, unknown>): BacktestSearch {
  const search: BacktestSearch = {};
  const metric = text(raw.metric);
  const scorecard = text(raw.scorecard);
  const horizon = oneOf(raw.horizon, HORIZONS);
  const blackout = oneOf(raw.blackout, BLACKOUTS);
  const every = oneOf(raw.every, STEPS);
  const churn = oneOf(raw.churn, CHURNS);
  const calls = oneOf(raw.calls, CALLS);
  // Only one is judged.
  if (metric) search.metric = metric;
  else if (scorecard) search.scorecard = scorecard;
  else if (raw.hidden_risk === "true") search.hidden_risk = "true";
  if (horizon && horizon !== DEFAULTS.horizon) search.horizon = horizon;
  if (blackout && blackout !== DEFAULTS.blackout) search.blackout = blackout;
  if (every && every !== DEFAULTS.every) search.every = every;
  if (churn) search.churn = churn;
  if (calls && calls !== DEFAULTS.calls) search.calls = calls;
  if (raw.show === "surprises") search.show = raw.show;
  return search;
}

/** What is asked of the server: every setting, with the defaults filled in. */
export function questionOf(search: BacktestSearch) {
  const { horizon, blackout, every, calls } = { ...DEFAULTS, ...search };
  return {
    metric: search.metric,
    scorecard: search.scorecard,
    hidden_risk: search.hidden_risk && true,
    horizon: `${horizon}d`,
    blackout: `${blackout}d`,
    every: `${every}d`,
    churn: search.churn,
    calls: Number(calls),
  };
}

/** Each choice as the toolbar shows it. */
export function chosenOf(search: BacktestSearch) {
  return { ...DEFAULTS, ...search };
}
