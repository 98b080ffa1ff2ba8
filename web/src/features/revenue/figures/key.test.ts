import { describe, expect, it } from "vitest";
import { row } from "../sample";
import { KEY_FIGURES, keyFigure, moved, valueText } from "./key";

describe("the key figures", () => {
  it("say their formula in words, and what they rest on", () => {
    for (const figure of KEY_FIGURES) expect(figure.formula).toMatch(/\.$/);
    expect(keyFigure("nrr").formula).toContain("÷");
    expect(keyFigure("logo_churn").sample(row())).toBe("1 of 10 customers");
    expect(keyFigure("renewal_rate").sample(row())).toBe("of 4 ended terms");
    expect(keyFigure("mrr").sample(row({ accounts_end: 1 }))).toBe("1 customer");
  });

  it("are shown in their unit, and as a dash where unknown", () => {
    expect(valueText(115_050, "money", "USD")).toBe("$1,151");
    expect(valueText(0.9505, "share", "USD")).toBe("95.1%");
    expect(valueText(1, "share", "USD")).toBe("100.0%");
    expect(valueText(2.003, "number", "USD")).toBe("2");
    expect(valueText(null, "share", "USD")).toBe("–");
  });

  it("move by points, by percent, or as they are", () => {
    expect(moved(0.95, 0.9, "share")).toBeCloseTo(5);
    expect(moved(115, 100, "money")).toBeCloseTo(0.15);
    expect(moved(115, 0, "money")).toBeNull();
    expect(moved(2, 3, "number")).toBe(-1);
    expect(moved(null, 1, "share")).toBeNull();
  });
});
