import { describe, expect, it } from "vitest";
import {
  formatFinePercent,
  formatMetric,
  formatMetricChange,
  formatMoney,
  formatMoneyExact,
  formatMoneyShort,
  formatSignedPercent,
  humanise,
  initials,
  plural,
} from "./format";

describe("money", () => {
  it("counts in minor units of its currency", () => {
    expect(formatMoney({ minor: 1_240_050, currency: "USD" })).toBe("$12,401");
    expect(formatMoney({ minor: 5000, currency: "JPY" })).toBe("¥5,000");
    expect(formatMoney({ minor: 5_000_000, currency: "KWD" })).toMatch(/5,000$/);
  });

  it("is short where there is little room", () => {
    expect(formatMoneyShort({ minor: 124_000_000, currency: "USD" })).toBe("$1.2M");
    expect(formatMoneyShort({ minor: 84_000_00, currency: "USD" })).toBe("$84K");
  });

  it("is exact to the minor unit where sums must be seen to agree", () => {
    expect(formatMoneyExact({ minor: 1_240_050, currency: "USD" })).toBe("$12,400.50");
    expect(formatMoneyExact({ minor: -5000, currency: "JPY" })).toBe("-¥5,000");
    expect(formatMoneyExact(null)).toBe("–");
  });

  it("is a dash where nothing is known", () => {
    expect(formatMoney(null)).toBe("–");
  });
});

it("tells tenths of a percent, also where they are none", () => {
  expect([1.034, 1, 0.92, null].map(formatFinePercent)).toEqual(["103.4%", "100.0%", "92.0%", "–"]);
});

describe("metrics", () => {
  it("carry their unit", () => {
    expect(formatMetric(-0.42, "ratio", "USD")).toBe("-42%");
    expect(formatMetric(0.42, "ratio", "USD")).toBe("42%");
    expect(formatMetric(0.034, "ratio", "USD")).toBe("3.4%");
    expect(formatMetric(0.25, "number", "USD")).toBe("0.25");
    expect(formatMetric(7.25, "hours", "USD")).toBe("7.3 h");
    expect(formatMetric(20_779, "date", "USD")).toBe("Nov 22, 2026");
    expect(formatMetric(1, "days", "USD")).toBe("1 day");
    expect(formatMetric(12, "days", "USD")).toBe("12 days");
    expect(formatMetric(48_000, "money", "EUR")).toBe("€48,000");
    expect(formatMetric(null, "events", "USD")).toBe("–");
    expect(formatMetric(Number.NaN, "events", "USD")).toBe("–");
  });

  it("change in their unit", () => {
    expect(formatMetricChange(0.12, "ratio", "USD")).toBe("+12 pts");
    expect(formatMetricChange(-3, "days", "USD")).toBe("-3 days");
    expect(formatMetricChange(1200, "money", "USD")).toBe("+$1,200");
    expect(formatMetricChange(null, "events", "USD")).toBe("–");
  });

  it("show no sign at zero", () => {
    expect(formatSignedPercent(0)).toBe("0%");
    expect(formatSignedPercent(0.31)).toBe("+31%");
  });
});

it("says words as people do", () => {
  expect(humanise("economic_buyer")).toBe("Economic buyer");
  expect(humanise("crm_id")).toBe("CRM ID");
  expect(initials("Ana Silva-Costa")).toBe("AS");
  expect(plural(1, "account")).toBe("1 account");
  expect(plural(1200, "reply", "replies")).toBe("1,200 replies");
});
