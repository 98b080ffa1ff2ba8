import { describe, expect, it } from "vitest";
import { row } from "../sample";
import { axisStart, stepsOf } from "./steps";

describe("the waterfall", () => {
  it("goes from the opening over each movement to the closing", () => {
    const steps = stepsOf(row()).map(({ key, from, to, value }) => [key, from, to, value]);
    expect(steps).toEqual([
      ["mrr_start", 0, 100_000, 100_000],
      ["new", 100_000, 120_000, 20_000],
      ["expansion", 120_000, 130_050, 10_050],
      ["reactivation", 130_050, 130_050, 0],
      ["contraction", 125_050, 130_050, -5_000],
      ["churn", 115_050, 125_050, -10_000],
      ["mrr_end", 0, 115_050, 115_050],
    ]);
  });

  it("begins its axis at 0, or where the movements can be told apart", () => {
    expect(axisStart(stepsOf(row()))).toBe(70_000);
    expect(axisStart(stepsOf(row({ mrr_start: 0 })))).toBe(0);
    const nothing = { mrr_start: 0, new: 0, expansion: 0, contraction: 0, churn: 0, mrr_end: 0 };
    expect(axisStart(stepsOf(row(nothing)))).toBe(0);
    const still = { new: 0, expansion: 0, contraction: 0, churn: 0, mrr_end: 100_000 };
    expect(axisStart(stepsOf(row(still)))).toBe(0);
  });
});
