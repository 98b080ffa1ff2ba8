import { describe, expect, it } from "vitest";
import type { OverrideRow } from "~/api/types";
import { bothSay } from "./says";
import { ageWords, saidOf } from "./words";

describe("what is said", () => {
  it("has a number where it is a step of five, and a word", () => {
    expect(saidOf("pulse", "2")).toBe("2 Worried");
    expect(saidOf("relationship", "trusted_adviser")).toBe("Trusted adviser");
    expect(saidOf("fit", "what_is_this")).toBe("what_is_this");
  });

  it("is told by the day for a year, since a pulse fades by the day", () => {
    expect([0, 1, 58, 91, 800].map(ageWords)).toEqual([
      "today",
      "yesterday",
      "58 days ago",
      "91 days ago",
      "2 years ago",
    ]);
  });
});

describe("an override in one sentence", () => {
  const override = {
    score: 80,
    band: "healthy",
    computed_score: 52,
    computed_band: "wobbling",
    reason: "The renewal is signed",
    owner_email: "ana@example.com",
    until: "2027-01-03",
  } as OverrideRow;

  it("names both scores", () => {
    expect(bothSay(override, "Ana", [])).toBe(
      "Ana says 80 Healthy until Jan 3, 2027: “The renewal is signed”. The scorecard says 52 Wobbling.",
    );
  });

  it("says so where the scorecard has none", () => {
    const alone = { ...override, computed_score: null, computed_band: null };
    expect(bothSay(alone, "Ana", [])).toMatch(/The scorecard gives no score\.$/);
  });
});
