import { describe, expect, it } from "vitest";
import { quarter } from "../sample";
import { howTheyDid, restsOn } from "./words";

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
