import { describe, expect, it } from "vitest";
import { asOfSearch, isDay, pastOnly } from "~/lib/asOf";
import { monthsBefore, quickChoices, weeksOf } from "./days";

describe("months before", () => {
  it("keeps the date, or takes the month's last", () => {
    expect(monthsBefore("2026-05-17", 1)).toBe("2026-04-17");
    expect(monthsBefore("2026-03-31", 1)).toBe("2026-02-28");
    expect(monthsBefore("2024-03-31", 1)).toBe("2024-02-29");
    expect(monthsBefore("2026-01-31", 12)).toBe("2025-01-31");
    expect(monthsBefore("2026-12-31", -2)).toBe("2027-02-28");
  });

  it("gives only earlier days to choose", () => {
    for (const { day } of quickChoices("2026-03-31")) expect(day < "2026-03-31").toBe(true);
  });
});

describe("a month", () => {
  it("has each of its days once, under its weekday", () => {
    const weeks = weeksOf("2026-05-17");
    expect(weeks[0]).toEqual([null, null, null, null, "2026-05-01", "2026-05-02", "2026-05-03"]);
    expect(weeks.flat().filter(Boolean)).toHaveLength(31);
    expect(weeksOf("2027-02-01").flat()).toHaveLength(28);
  });
});

describe("the day in the address", () => {
  it("is kept when the calendar has it", () => {
    expect(asOfSearch({ as_of: "2026-05-01", tab: "x" })).toEqual({ as_of: "2026-05-01" });
    for (const bad of ["2026-02-30", "yesterday", "2026-5-1", "", 7]) {
      expect(isDay(bad)).toBe(false);
      expect(asOfSearch({ as_of: bad })).toEqual({});
    }
  });

  it("is nothing for today and later", () => {
    expect(pastOnly("2026-05-01", "2026-05-02")).toBe("2026-05-01");
    expect(pastOnly("2026-05-02", "2026-05-02")).toBeUndefined();
  });
});
