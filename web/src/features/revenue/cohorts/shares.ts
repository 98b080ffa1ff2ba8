// What the triangle shows: each cohort's part at each age.

import type { RevenueCohort } from "~/api/types";

export type Counted = "accounts" | "mrr";

/** What a cohort began with. */
export const startOf = (cohort: RevenueCohort, of: Counted) => cohort[of];

/** Its part of the start; nothing where it started with nothing. */
export function shareOf(cohort: RevenueCohort, age: number, of: Counted): number | null {
  const start = startOf(cohort, of);
  const stand = cohort.stands[age];
  return stand && start > 0 ? stand[of] / start : null;
}

/** So many ages stand beside each other. */
export function agesOf(cohorts: RevenueCohort[]): number {
  return Math.max(0, ...cohorts.map(({ stands }) => stands.length));
}

export interface Together {
  cohorts: number;
  accounts: number;
  start: number;
  now: number;
  share: number | null;
}

/** All cohorts that have reached an age, the large ones counting for more. */
export function together(cohorts: RevenueCohort[], age: number, of: Counted): Together {
  const reached = cohorts.filter(({ stands }) => stands[age] !== undefined);
  const sum = (part: (one: RevenueCohort) => number) =>
    reached.reduce((all, one) => all + part(one), 0);
  const start = sum((one) => startOf(one, of));
  const now = sum((one) => one.stands[age]?.[of] ?? 0);
  return {
    cohorts: reached.length,
    accounts: sum((one) => one.accounts),
    start,
    now,
    share: start > 0 ? now / start : null,
  };
}

/** How strongly a cell is coloured, in percent of the colour; numbers on it stay readable. */
const STRONGEST = 46;

/** From here on it reads as more than 100 %. */
const GROWN_FROM = 1.005;

/** Less than was there is tinted the fainter the less it is; more than that is tinted as growth. */
export function tint(share: number | null): { tone: "kept" | "grown" | "none"; percent: number } {
  if (share === null) return { tone: "none", percent: 0 };
  // As strong as what was kept whole, and stronger the more it grew.
  if (share >= GROWN_FROM) {
    return { tone: "grown", percent: Math.round(STRONGEST * Math.min(1.3, share - 0.3)) };
  }
  // Most cohorts keep more than half: the shades are spread over what is seen.
  return { tone: "kept", percent: Math.round(Math.min(1, share) ** 2 * STRONGEST) };
}
