import { describe, expect, it } from "vitest";
import { risksOf } from "./risk";
import { renewals, term } from "./sample";
import { byMonth, listed, narrowed, sumsOf, type Term } from "./sums";

const terms: Term[] = renewals().renewals.map((one) => ({ ...one, risks: risksOf(one, 50) }));
const names = (some: Term[]) => some.map(({ account_name }) => account_name);

describe("sums over terms", () => {
  it("add up by outcome", () => {
    const sums = sumsOf(terms);
    expect(sums.all).toEqual({ terms: 4, acv: 3_400_000 });
    expect(sums.by.open).toEqual({ terms: 2, acv: 1_800_000 });
    expect(sums.by.lost).toEqual({ terms: 1, acv: 400_000 });
    const parts = Object.values(sums.by);
    expect(parts.reduce((sum, { acv }) => sum + acv, 0)).toBe(sums.all.acv);
  });

  it("count a term at risk once, and in each of its reasons", () => {
    const { atRisk, risks } = sumsOf(terms);
    expect(atRisk).toEqual({ terms: 1, acv: 600_000 });
    expect(risks.health.acv).toBe(600_000);
    expect(risks.hidden.acv).toBe(600_000);
    expect(risks.notice).toEqual({ terms: 0, acv: 0 });
  });

  it("make the renewal rate of what ended, at what it brought before", () => {
    const { rate, stayed } = sumsOf(terms);
    expect(stayed).toBe(1_200_000);
    expect(rate).toBe(0.75);
    const grown = { ...term({ outcome: "expanded", acv: 100, acv_after: 900 }), risks: [] };
    expect(sumsOf([grown]).rate).toBe(1);
    expect(sumsOf([{ ...term(), risks: [] }]).rate).toBeNull();
  });

  it("tell what has no amount", () => {
    const sums = sumsOf([{ ...term({ acv: null }), risks: [] }]);
    expect(sums.withoutAcv).toBe(1);
    expect(sums.all).toEqual({ terms: 1, acv: 0 });
  });

  it("stand by month, also where no term ends", () => {
    const months = byMonth(terms, ["2026-10-01", "2026-11-01", "2026-12-01", "2027-01-01"]);
    expect(months.map(({ sums }) => sums.all.terms)).toEqual([2, 0, 1, 1]);
  });
});

describe("which terms are listed", () => {
  it("those of an owner or a plan", () => {
    expect(names(narrowed(terms, { owner: "none" }))).toEqual(["Bolt"]);
    expect(names(narrowed(terms, { owner: "ana@example.com" }))).toEqual(["Oak", "Elm", "Acme"]);
    expect(narrowed(terms, { plan: "none" })).toEqual([]);
  });

  it("those of a sum that was pressed", () => {
    expect(names(listed(terms, { outcome: "lost" }))).toEqual(["Elm"]);
    expect(names(listed(terms, { risk: "any" }))).toEqual(["Bolt"]);
    expect(names(listed(terms, { risk: "notice" }))).toEqual([]);
    expect(names(listed(terms, { month: "2026-12" }))).toEqual(["Acme"]);
  });
});
