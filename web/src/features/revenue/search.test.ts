import { expect, it } from "vitest";
import { parseSearch, stringifySearch } from "~/lib/url";
import { cohortsSearch } from "./cohorts/search";
import { questionBehind, questionOf, rowOf } from "./question";
import { report, row } from "./sample";
import { filtersOn, revenueSearch } from "./search";

it("a whole view survives the URL", () => {
  const view = {
    from: "2026-01-01",
    to: "2026-07-01",
    by: "plan",
    segment: "large",
    owner: "none",
    plan: "growth",
    currency: "EUR",
    rates: "each",
    sort: "nrr",
    dir: "asc",
    open: "churn",
    of: "growth",
  } as const;
  expect(revenueSearch(parseSearch(stringifySearch(view)))).toEqual(view);
  const cohorts = { by: "quarter", months: "36", of: "mrr", as: "absolute", plan: "a" } as const;
  expect(cohortsSearch(parseSearch(stringifySearch(cohorts)))).toEqual(cohorts);
  expect(filtersOn(view)).toBe(4);
});

it("drops what it doesn't know and what is the default", () => {
  const raw = { period: "twelve_months", by: "month", rates: "last", open: "evil", of: "x" };
  expect(revenueSearch(raw)).toEqual({});
  expect(revenueSearch({ from: "2026-02-01", to: "2026-01-01", period: "last_year" })).toEqual({
    period: "last_year",
  });
  expect(revenueSearch({ currency: "euro", dir: "asc" })).toEqual({});
  expect(cohortsSearch({ months: "24", by: "month" })).toEqual({});
});

it("compares segments without one of them narrowing the rest", () => {
  expect(revenueSearch({ by: "segment", segment: "large" })).toEqual({ by: "segment" });
});

it("asks for what nobody has by an empty word", () => {
  const period = { from: "2026-01-01", to: "2026-03-01" };
  const question = questionOf({ owner: "none", plan: "growth" }, period, "2026-03-05", "plan");
  expect(question).toMatchObject({ ...period, owner: "", plan: "growth", as_of: "2026-03-05" });
  const none = questionBehind(question, row({ key: "" }), "plan", report());
  expect(none).toMatchObject({ plan: "", owner: "" });
  expect(none).not.toHaveProperty("by");
});

it("asks for the accounts of a month by its days", () => {
  const found = report();
  const february = rowOf(found, "2026-02");
  const question = questionOf({}, { from: found.from, to: found.to }, undefined, "month");
  if (!february) throw new Error("February is there");
  const behind = questionBehind(question, february, "month", found);
  expect(behind).toMatchObject({ from: "2026-02-01", to: "2026-03-01", rates: found.rates_of });
  expect(rowOf(found, undefined)).toBe(found.whole);
  expect(rowOf(found, "2031-01")).toBeUndefined();
});
