// A survival curve as it is drawn and told.

import type { LifetimeOf, SurvivalPoint } from "~/api/types";

const YEAR = 365.25;
const QUARTER = YEAR / 4;

/** From everybody at the start to the longest life that was seen. */
export function pointsOf({ curve, lives, known_days }: LifetimeOf): SurvivalPoint[] {
  const start = { days: 0, at_risk: lives, share: 1, low: 1, high: 1 };
  const last = curve.at(-1) ?? start;
  const points = [start, ...curve];
  // The line goes on level until nobody is seen any more.
  return known_days > last.days ? [...points, { ...last, days: known_days }] : points;
}

/** How far the axis' marks lie apart, in days. */
export function tickDays(known: number): number {
  if (known > 3 * YEAR) return YEAR;
  return known > YEAR ? 2 * QUARTER : QUARTER;
}

/** The days that the table tells: quarters of a year, then years. */
export function marksOf({ known_days }: LifetimeOf): number[] {
  const step = known_days > 4 * YEAR ? 2 * QUARTER : QUARTER;
  const count = Math.floor(known_days / step);
  return Array.from({ length: count }, (_, at) => Math.round((at + 1) * step));
}
