// An account's hidden risk, side by side.

import type { HiddenSide, HiddenSign } from "~/api/types";

export interface Step {
  side: HiddenSide;
  /** Where its part of the risk begins: where that of the side before ends. */
  from: number;
}

/** The sides that something is known of, those that add most first, each beginning where the one
 * before ends. */
export function stepsOf(sides: HiddenSide[]): Step[] {
  let from = 0;
  return sides
    .filter(({ alarm }) => alarm !== null)
    .toSorted((a, b) => b.contribution - a.contribution || (b.alarm ?? 0) - (a.alarm ?? 0))
    .map((side) => {
      const step = { side, from };
      from += side.contribution;
      return step;
    });
}

export function unknownOf(sides: HiddenSide[]): HiddenSide[] {
  return sides.filter(({ alarm }) => alarm === null);
}

/** The most alarming sign first, those without a value last. */
export function signsOf(side: HiddenSide): HiddenSign[] {
  return side.signs.toSorted((a, b) => (b.alarm ?? -1) - (a.alarm ?? -1));
}
