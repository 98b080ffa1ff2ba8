import { describe, expect, it } from "vitest";
import { cohort } from "../sample";
import { agesOf, shareOf, tint, together } from "./shares";

const young = cohort({ key: "2026-02", accounts: 1, mrr: 0, stands: [{ accounts: 1, mrr: 0 }] });

describe("the triangle", () => {
  it("holds what is left against the start", () => {
    expect(shareOf(cohort(), 1, "accounts")).toBe(0.75);
    expect(shareOf(cohort(), 1, "mrr")).toBe(1.25);
    expect(shareOf(cohort(), 9, "mrr")).toBeNull();
    expect(shareOf(young, 0, "mrr")).toBeNull();
    expect(agesOf([cohort(), young])).toBe(3);
    expect(agesOf([])).toBe(0);
  });

  it("adds up those that have reached an age, and no others", () => {
    const all = [cohort(), young];
    expect(together(all, 0, "accounts")).toMatchObject({ cohorts: 2, start: 5, now: 5, share: 1 });
    expect(together(all, 2, "accounts")).toMatchObject({ cohorts: 1, start: 4, share: 0.5 });
  });

  it("is the fainter the less is left, and tells growth by another colour", () => {
    expect(tint(0).percent).toBe(0);
    expect(tint(0.5).percent).toBeLessThan(tint(1).percent);
    expect(tint(1).tone).toBe("kept");
    expect(tint(1.2).tone).toBe("grown");
    expect(tint(9).percent).toBeLessThanOrEqual(60);
    expect(tint(null).tone).toBe("none");
  });
});
