import { describe, expect, it } from "vitest";
import {
  addedAt,
  addedInGap,
  domainOf,
  movedTo,
  niceStep,
  nudged,
  pointsAt,
  sorted,
  ticksOf,
  without,
} from "./curve";
import type { Point } from "./types";

const CURVE: Point[] = [
  [0, 0],
  [0.25, 5],
  [0.5, 28],
  [1, 90],
];

describe("a curve", () => {
  it("has lines between its points and is flat outside", () => {
    expect([-1, 0, 0.125, 0.75, 1, 9].map((x) => pointsAt(CURVE, x))).toEqual([
      0, 0, 2.5, 59, 90, 90,
    ]);
    expect(pointsAt([], 3)).toBe(0);
  });

  it("shows some room beside its points, with round numbers on the axis", () => {
    expect(domainOf(CURVE)).toEqual({ low: -0.08, high: 1.08 });
    expect(ticksOf({ low: -0.08, high: 1.08 })).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticksOf({ low: -67, high: 190 })).toEqual([-50, 0, 50, 100, 150]);
    expect(domainOf([[7, 50]])).toEqual({ low: 6.44, high: 7.56 });
  });

  it.each([
    [0.031, 0.02],
    [0.05, 0.05],
    [19, 10],
    [0, 1],
  ])("steps of about %d are %d", (size, step) => expect(niceStep(size)).toBe(step));
});

describe("moving a point", () => {
  it("keeps it between its neighbours and 0 to 100, on round numbers", () => {
    expect(movedTo(CURVE, 1, [0.313, 12.4], 0.01)[1]).toEqual([0.31, 12]);
    expect(movedTo(CURVE, 1, [3, 140], 0.01)[1]).toEqual([0.49, 100]);
    expect(movedTo(CURVE, 1, [-3, -8], 0.01)[1]).toEqual([0.01, 0]);
  });

  it("leaves the outermost free on their side", () => {
    expect(movedTo(CURVE, 3, [1.4, 95], 0.05)[3]).toEqual([1.4, 95]);
    expect(movedTo(CURVE, 0, [-0.2, 1], 0.05)[0]).toEqual([-0.2, 1]);
  });

  it("stays between neighbours that are nearer than a step", () => {
    const near: Point[] = [
      [0, 0],
      [0.001, 50],
      [0.002, 100],
    ];
    const [, middle] = movedTo(near, 1, [5, 50], 1);
    expect(middle?.[0]).toBeGreaterThan(0);
    expect(middle?.[0]).toBeLessThan(0.002);
  });

  it("goes by steps with the keys, and stops at a neighbour", () => {
    expect(nudged(CURVE, 2, [1, 0], 0.02)[2]).toEqual([0.52, 28]);
    expect(nudged(CURVE, 2, [0, -10], 0.02)[2]).toEqual([0.5, 18]);
    expect(nudged(CURVE, 2, [30, 0], 0.02)[2]).toEqual([0.5, 28]);
    expect(nudged(CURVE, 3, [0, 20], 0.02)[3]).toEqual([1, 100]);
    expect(nudged(CURVE, 9, [1, 1], 0.02)).toBe(CURVE);
  });
});

describe("points more and fewer", () => {
  it("adds one in its place, but none where one is", () => {
    expect(addedAt(CURVE, [0.752, 61.6], 0.05)).toEqual([
      ...CURVE.slice(0, 3),
      [0.75, 62],
      [1, 90],
    ]);
    expect(addedAt(CURVE, [0.49, 3], 0.05)).toBe(CURVE);
  });

  it("adds one in the widest gap, on the line", () => {
    expect(addedInGap(CURVE)[3]).toEqual([0.8, 59]);
    expect(addedInGap([[4, 50]])).toEqual([
      [4, 50],
      [5, 50],
    ]);
  });

  it("removes all but two", () => {
    expect(without(CURVE, 1)).toHaveLength(3);
    const line = CURVE.slice(0, 2);
    expect(without(line, 0)).toBe(line);
  });

  it("puts typed ones in order", () => {
    expect(
      sorted([
        [2, 1],
        [1, 2],
      ]),
    ).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });
});
