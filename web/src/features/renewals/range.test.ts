import { describe, expect, it } from "vitest";
import { monthOf, monthsOf, nameOf, rangeOf, readRange } from "./range";

const TODAY = "2026-11-30";

describe("the months of the board", () => {
  it("counts months over the years", () => {
    expect(monthOf(TODAY)).toBe("2026-11-01");
    expect(monthOf(TODAY, 2)).toBe("2027-01-01");
    expect(monthOf("2026-01-31", -1)).toBe("2025-12-01");
    expect(monthOf("2026-01-31", -13)).toBe("2024-12-01");
  });

  it("knows ranges by name", () => {
    expect(rangeOf("usual", TODAY)).toEqual({ from: "2026-08-01", to: "2027-11-01" });
    expect(rangeOf("quarter", TODAY)).toEqual({ from: "2026-10-01", to: "2027-01-01" });
    expect(rangeOf("next_quarter", TODAY)).toEqual({ from: "2027-01-01", to: "2027-04-01" });
    expect(rangeOf("year", TODAY)).toEqual({ from: "2026-01-01", to: "2027-01-01" });
    expect(nameOf({ from: "2025-11-01", to: "2026-11-01" }, TODAY)).toBe("past_year");
    expect(nameOf({ from: "2025-11-02", to: "2026-11-01" }, TODAY)).toBeUndefined();
  });

  it("reads an address, and leaves out what is no day", () => {
    expect(readRange({ from: "2026-02-30" }, TODAY).from).toBe("2026-08-01");
    expect(readRange({ to: "2026-12-24" }, TODAY)).toEqual({
      from: "2026-08-01",
      to: "2026-12-24",
    });
  });

  it("lists the months that a range touches", () => {
    expect(monthsOf({ from: "2026-11-15", to: "2027-01-01" })).toEqual([
      "2026-11-01",
      "2026-12-01",
    ]);
    expect(monthsOf({ from: "2027-01-01", to: "2026-01-01" })).toEqual([]);
  });
});
