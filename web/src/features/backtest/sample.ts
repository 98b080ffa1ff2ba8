// A small answer for tests.

import type { Backtest, Estimate } from "./types";

export function estimate(value: number, half = 0.05): Estimate {
  return { value, low: value - half, high: value + half };
}

const NOTHING: Estimate = { value: null, low: null, high: null };

export function sample(fields: Partial<Backtest> = {}): Backtest {
  return {
    judged: {
      kind: "scorecard",
      key: null,
      name: "Default",
      unit: null,
      risk: "low",
      warns_beyond: 69.5,
      warning: "a score below 70",
    },
    settings: {
      horizon_days: 90,
      blackout_days: 0,
      every_days: 7,
      churn: "subscription",
      calls: 20,
      as_of_days: 88,
      first: "2024-12-07",
      last: "2026-09-01",
      draws: 400,
    },
    n: 10_671,
    positives: 420,
    accounts: 193,
    left: 38,
    unwarned: 9,
    nothing: null,
    roc_auc: estimate(0.823),
    pr_auc: estimate(0.31),
    precision_at_k: estimate(0.55),
    median_warning_days: { value: 41, low: 30, high: 55 },
    base_rate: 0.04,
    calls_that_left: { of: 1_738, are: 956 },
    surprise_churn: [30, 60, 90].map((days) => ({
      days,
      by_count: estimate(days / 300),
      by_revenue: estimate(days / 250),
      n: 38,
    })),
    calibration: [
      { from: 3, to: 66.4, n: 1_000, left: 300, share: 0.3, low: 0.27, high: 0.33 },
      { from: 66.6, to: 99, n: 9_671, left: 120, share: 0.012, low: 0.01, high: 0.015 },
    ],
    roc: [
      [0, 0],
      [0.1, 0.7],
      [1, 1],
    ],
    precision_recall: [
      [0.1, 0.6],
      [0.7, 0.3],
      [1, 0.04],
    ],
    baselines: [
      {
        key: "days_since_last_seen",
        name: "days since last seen",
        roc_auc: estimate(0.7),
        pr_auc: estimate(0.2),
        precision_at_k: estimate(0.3),
        calls_that_left: { of: 1_738, are: 521 },
      },
      {
        key: "coin",
        name: "a coin",
        roc_auc: { value: 0.5, low: 0.5, high: 0.5 },
        pr_auc: NOTHING,
        precision_at_k: NOTHING,
        calls_that_left: { of: 0, are: 0 },
      },
    ],
    false_alarms: [
      { key: "all", name: "all of them", days: 6_290, warned: 755, rate: 0.12 },
      {
        key: "year_end",
        name: "from 20 December to 10 January",
        days: 410,
        warned: 16,
        rate: 0.039,
      },
      { key: "new", name: "accounts in their first 90 days", days: 0, warned: 0, rate: null },
    ],
    words: [
      "Of the 20 accounts that you would have called each week, 11 did leave within 90 days.",
    ],
    notes: ["names and owners are today's"],
    leavers: [
      {
        account_id: "acme",
        name: "Acme",
        left_on: "2026-08-07",
        arr: { minor: 1_200_000, currency: "USD" },
        warned_days: 41,
        said: [
          { days: 90, value: 81.2, warned: false },
          { days: 60, value: 72, warned: false },
          { days: 30, value: 38, warned: true },
        ],
      },
      {
        account_id: "bolt",
        name: "Bolt",
        left_on: "2026-07-01",
        arr: null,
        warned_days: 0,
        said: [
          { days: 90, value: null, warned: null },
          { days: 60, value: 92, warned: false },
          { days: 30, value: 91, warned: false },
        ],
      },
    ],
    leavers_in_all: 2,
    ...fields,
  };
}

/** As the server answers where hidden risk is judged. */
export function hiddenSample(): Backtest {
  return sample({
    judged: {
      kind: "hidden_risk",
      key: null,
      name: "Hidden risk",
      unit: null,
      risk: "high",
      warns_beyond: 49.5,
      warning: "a hidden risk of 50 or more",
    },
  });
}

/** As the server answers where nobody left. */
export function nobodyLeft(fields: Partial<Backtest> = {}): Backtest {
  const none = { of: 0, are: 0 };
  return sample({
    positives: 0,
    left: 0,
    unwarned: 0,
    nothing: "nobody_left",
    roc_auc: NOTHING,
    pr_auc: NOTHING,
    precision_at_k: NOTHING,
    median_warning_days: NOTHING,
    base_rate: 0,
    calls_that_left: none,
    surprise_churn: [],
    calibration: [],
    roc: [],
    precision_recall: [],
    baselines: [],
    false_alarms: [],
    words: [],
    notes: ["no subscription has ended yet"],
    leavers: [],
    leavers_in_all: 0,
    ...fields,
  });
}
