import { describe, expect, it } from "vitest";
import { lifetime } from "./sample";
import { marksOf, pointsOf, tickDays } from "./survival";

describe("a survival curve", () => {
  it("starts with everybody and goes on until the longest life", () => {
    const points = pointsOf(lifetime());
    expect(points[0]).toEqual({ days: 0, at_risk: 412, share: 1, low: 1, high: 1 });
    expect(points.at(-1)).toMatchObject({ days: 1461, share: 0.4 });
    expect(pointsOf(lifetime({ curve: [], known_days: 90 }))).toHaveLength(2);
    expect(pointsOf(lifetime({ known_days: 1200 }))).toHaveLength(5);
  });

  it("marks quarters, halves or years, by how much is known", () => {
    expect(tickDays(1461)).toBe(365.25);
    expect(tickDays(700)).toBe(182.625);
    expect(tickDays(200)).toBe(91.3125);
    expect(marksOf(lifetime({ known_days: 300 }))).toEqual([91, 183, 274]);
    expect(marksOf(lifetime({ known_days: 30 }))).toEqual([]);
  });
});
