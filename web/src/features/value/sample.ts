// Answers of the server for tests.

import type { ChurnScenario, LifetimeOf, Lifetimes, LifetimeValue } from "~/api/types";

export function value(some: Partial<LifetimeValue> = {}): LifetimeValue {
  return {
    value: 9300,
    low: 8100,
    high: 10400,
    known_months: 48,
    extrapolated_share: 0,
    payback_months: null,
    value_to_cost: null,
    ...some,
  };
}

export function lifetime(some: Partial<LifetimeOf> = {}): LifetimeOf {
  return {
    key: "",
    name: "All customers",
    customers: 316,
    lives: 412,
    left: 96,
    arpa: 310,
    median_days: 840,
    curve: [
      { days: 200, at_risk: 380, share: 0.9, low: 0.87, high: 0.93 },
      { days: 365, at_risk: 300, share: 0.8, low: 0.75, high: 0.84 },
      { days: 840, at_risk: 120, share: 0.5, low: 0.44, high: 0.56 },
      { days: 1200, at_risk: 40, share: 0.4, low: 0.32, high: 0.48 },
    ],
    known_days: 1461,
    value: value(),
    problem: null,
    ...some,
  };
}

export function lifetimes(some: Partial<Lifetimes> = {}): Lifetimes {
  return {
    day: "2026-11-30",
    currency: "USD",
    margin: 0.8,
    discount: 0.1,
    months: 60,
    whole: lifetime(),
    groups: [],
    ...some,
  };
}

/** A company that stands still, so that a reader can check the figures. */
export function scenario(churn: number, some: Partial<ChurnScenario> = {}): ChurnScenario {
  const months = Array.from({ length: 37 }, (_, month) => {
    const customers = 1000 * (1 - churn) ** (month / 12);
    return { month, customers, mrr: customers * 100, revenue_so_far: month * customers * 100 };
  });
  const share = { mrr: (1 - churn) ** 3, revenue: 1 - churn };
  return { churn, months, evenly: share, compounding: share, ...some };
}
