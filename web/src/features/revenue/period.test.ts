import { describe, expect, it } from "vitest";
import {
  cutOf,
  daysText,
  namedPeriod,
  PERIOD_NAMES,
  periodBefore,
  periodName,
  periodOf,
} from "./period";

const TODAY = "2026-11-16";

describe("the days of a report", () => {
  it("has names, and those that run end with today", () => {
    const days = Object.fromEntries(
      PERIOD_NAMES.map((name) => {
        const { from, to } = namedPeriod(name, TODAY);
        return [name, `${from} ${to}`];
      }),
    );
    expect(days).toEqual({
      twelve_months: "2025-12-01 2026-11-17",
      twelve_full: "2025-11-01 2026-11-01",
      this_month: "2026-11-01 2026-11-17",
      last_month: "2026-10-01 2026-11-01",
      this_quarter: "2026-10-01 2026-11-17",
      last_quarter: "2026-07-01 2026-10-01",
      this_year: "2026-01-01 2026-11-17",
      last_year: "2025-01-01 2026-01-01",
    });
    expect(namedPeriod("last_quarter", "2026-02-10").from).toBe("2025-10-01");
  });

  it("takes days of its own before a name", () => {
    const own = { from: "2026-02-03", to: "2026-02-10" };
    expect(periodOf({ ...own, period: "last_year" }, TODAY)).toEqual(own);
    expect(periodOf({ from: "2026-02-10", to: "2026-02-10" }, TODAY).to).toBe("2026-11-17");
  });

  it("knows the period before, just as long", () => {
    const earlier = (from: string, to: string) => Object.values(periodBefore({ from, to }));
    expect(earlier("2026-03-01", "2026-04-01")).toEqual(["2026-02-01", "2026-03-01"]);
    expect(earlier("2026-01-01", "2027-01-01")).toEqual(["2025-01-01", "2026-01-01"]);
    expect(earlier("2026-11-01", "2026-11-17")).toEqual(["2026-10-16", "2026-11-01"]);
  });

  it("is told with the last day that is in it", () => {
    expect(daysText({ from: "2026-01-01", to: "2026-02-01" })).toBe("Jan 1, 2026 – Jan 31, 2026");
    expect(daysText({ from: "2026-01-01", to: "2026-01-02" })).toBe("Jan 1, 2026");
    expect(["2026-03", "2026-Q4", "growth"].map(periodName)).toEqual([
      "Mar 2026",
      "Q4 2026",
      "growth",
    ]);
  });

  it("knows what is cut off, and where", () => {
    expect(cutOf({ from: "2026-10-01", to: "2026-11-01" }, "month")).toBeUndefined();
    expect(cutOf({ from: "2026-10-01", to: "2026-11-01" }, "quarter")).toBe("end");
    expect(cutOf({ from: "2026-11-01", to: "2026-11-17" }, "month")).toBe("end");
    expect(cutOf({ from: "2025-12-01", to: "2026-01-01" }, "quarter")).toBe("start");
  });
});
