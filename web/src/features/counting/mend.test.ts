import { describe, expect, it } from "vitest";
import { asItIs, draftOf, isTaken, mended, wrongIn } from "./mend";
import { flaw } from "./sample";

const row = flaw("overlaps", {
  started_at: "2026-01-01T09:30:00Z",
  ended_at: "2026-03-31T22:30:00Z",
  mrr: { minor: 99_050, currency: "USD" },
  seats: 7,
  status: "paused",
}).row;

describe("a row that is corrected", () => {
  const before = draftOf(row, "Europe/Berlin", "EUR");

  it("shows days of the company's zone and major units", () => {
    expect(before).toEqual({
      started_at: "2026-01-01",
      ended_at: "2026-04-01",
      term_end: "",
      mrr: 990.5,
      currency: "USD",
    });
  });

  it("is sent back as it is, with what was changed", () => {
    expect(mended(row, before, before)).toEqual(asItIs(row));
    const draft = { ...before, ended_at: "", mrr: 12.35, term_end: "2026-06-01" };
    expect(mended(row, draft, before)).toEqual({
      ...asItIs(row),
      ended_at: null,
      mrr: 1_235,
      term_end: "2026-06-01",
    });
  });

  it("counts a price in the minor units of its new currency", () => {
    const draft = { ...before, currency: "JPY" };
    expect(mended(row, draft, before)).toMatchObject({ mrr: 991, currency: "JPY" });
    expect(mended(row, { ...before, mrr: "" }, before)).toMatchObject({ mrr: null });
  });

  it("takes the company's currency where it has no price", () => {
    expect(draftOf({ ...row, mrr: null }, "UTC", "EUR")).toMatchObject({
      mrr: "",
      currency: "EUR",
    });
  });

  it("needs a start and a currency; the rest is the server's to judge", () => {
    expect(wrongIn(before)).toEqual({});
    expect(wrongIn({ ...before, ended_at: "2020-01-01", mrr: -1 })).toEqual({});
    expect(Object.keys(wrongIn({ ...before, started_at: "", currency: "US" }))).toEqual([
      "started_at",
      "currency",
    ]);
  });

  it("can't come back where the server would refuse it", () => {
    expect(isTaken(row)).toBe(true);
    expect(isTaken({ ...row, mrr: { minor: -1, currency: "USD" } })).toBe(false);
    expect(isTaken({ ...row, ended_at: "2025-12-31T00:00:00Z" })).toBe(false);
  });
});
