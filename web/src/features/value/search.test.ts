import { describe, expect, it } from "vitest";
import { assumedOf, lifetimeQuestion, ratesOf, valueSearch } from "./search";

describe("the address of the value page", () => {
  it("keeps what differs from the usual", () => {
    expect(valueSearch({ margin: "0.8", discount: "0.12", months: "x", cost: "1200" })).toEqual({
      discount: "0.12",
      cost: "1200",
    });
    expect(valueSearch({ by: "month", beyond: "yes" })).toEqual({});
    expect(valueSearch({ by: "plan", beyond: "true", churn: "0.1, 0.3" })).toEqual({
      by: "plan",
      beyond: "true",
      churn: "0.1,0.3",
    });
  });

  it("takes no list that is half wrong", () => {
    expect(ratesOf("0.1,0.3")).toEqual([0.1, 0.3]);
    expect(ratesOf("0.1,,0.3")).toBeUndefined();
    expect(ratesOf("a")).toBeUndefined();
  });

  it("asks with the usual terms filled in", () => {
    expect(lifetimeQuestion({ by: "plan", margin: "0.7", beyond: "true" })).toEqual({
      by: "plan",
      segment: undefined,
      margin: 0.7,
      discount: 0.1,
      months: 60,
      beyond: true,
      cost: undefined,
    });
  });

  it("assumes the company's own numbers, or a thousand customers at a hundred", () => {
    const own = { customers: 420, arpa: 311.234 };
    expect(assumedOf({}, own)).toEqual({
      customers: 420,
      price: 311.23,
      growth: 0.5,
      churn: "0.05,0.1,0.2,0.3",
      years: 3,
    });
    const none = assumedOf({ years: "5" }, { customers: undefined, arpa: null });
    expect(none).toMatchObject({ customers: 1000, price: 100, years: 5 });
    expect(assumedOf({}, { customers: 0, arpa: null })).toMatchObject({ customers: 1000 });
  });
});
