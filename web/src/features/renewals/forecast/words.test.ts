import { describe, expect, it } from "vitest";
import type { ForecastQuarter } from "~/api/types";
import { howTheyDid, restsOn } from "./words";

const quarter = (fields: Partial<ForecastQuarter>): ForecastQuarter => ({
  key: "2026-Q1",
  from: "2026-01-01",
  to: "2026-04-01",
  terms: 9,
  acv: 100,
  expected: 80,
  low: 60,
  middle: 81,
  high: 95,
  came: null,
  learnt_from: 40,
  ...fields,
});

describe("how past forecasts did", () => {
  it("counts those within the range and says by how much they missed", () => {
    const told = howTheyDid([quarter({ came: 70 }), quarter({ came: 50 }), quarter({})]);
    expect(told).toContain("1 of the last 2 quarters came out within the range");
    expect(told).toContain("25 % less than expected");
  });

  it("is silent while nothing is over, and without terms", () => {
    expect(howTheyDid([quarter({}), quarter({ terms: 0, came: 0 })])).toBeUndefined();
  });

  it("says what is exact", () => {
    expect(howTheyDid([quarter({ came: 80 })])).toContain("just what was expected");
  });
});

it("says what it rests on", () => {
  expect(restsOn([quarter({ learnt_from: 0 })])).toContain("four of five are assumed");
  expect(restsOn([quarter({})])).toContain("Learnt from 40 terms");
});
