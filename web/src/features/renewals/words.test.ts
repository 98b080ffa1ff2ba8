import { describe, expect, it } from "vitest";
import { daysToGo, nearness, riskWords } from "./words";

const TODAY = "2026-11-30";

describe("terms in words", () => {
  it("tells days to go", () => {
    expect(daysToGo("2026-12-12", TODAY)).toBe("in 12 days");
    expect(daysToGo("2026-12-01", TODAY)).toBe("in 1 day");
    expect(daysToGo(TODAY, TODAY)).toBe("today");
    expect(daysToGo("2026-11-28", TODAY)).toBe("2 days ago");
  });

  it("tells how near the last day for notice is", () => {
    expect(nearness("2026-11-29", TODAY)).toBe("past");
    expect(nearness(TODAY, TODAY)).toBe("near");
    expect(nearness("2026-12-30", TODAY)).toBe("near");
    expect(nearness("2026-12-31", TODAY)).toBe("far");
  });

  it("names risks in little room", () => {
    expect(riskWords(["health", "hidden"])).toBe("health, hidden risk");
  });
});
