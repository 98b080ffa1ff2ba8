import { describe, expect, it } from "vitest";
import { account, accounts, row } from "../sample";
import { behind, FIGURE_KEYS, figureOf, kindsOf } from "./figures";

const all = accounts.accounts;
const names = (key: Parameters<typeof behind>[1]) => behind(all, key).rows.map(({ name }) => name);

describe("the accounts behind a figure", () => {
  it("come to exactly what each movement says", () => {
    const whole = row();
    for (const key of ["new", "expansion", "reactivation", "contraction", "churn"] as const) {
      expect(behind(all, key).figure).toBe(figureOf(key).of(whole));
    }
    expect(behind(all, "mrr_end").sum - behind(all, "mrr_start").sum).toBe(behind(all, "all").sum);
    expect(behind(all, "all").figure).toBe(figureOf("all").of(whole));
  });

  it("stand in the order of what they move", () => {
    expect(names("expansion")).toEqual(["Acme", "Bolt"]);
    expect(names("all")).toEqual(["Nova", "Dune", "Acme", "Crane", "Bolt"]);
  });

  it("are told apart by whether they left, shrank or grew", () => {
    expect(names("accounts_lost")).toEqual(["Dune"]);
    expect(names("accounts_shrunk")).toEqual(["Crane"]);
    expect(names("accounts_grown")).toEqual(["Acme", "Bolt"]);
    expect(behind(all, "accounts_lost").figure).toBe(1);
  });

  it("count a paused customer as one, and as none that left", () => {
    expect(names("accounts_start")).toEqual(["Acme", "Bolt", "Crane", "Dune", "Ease"]);
    expect(names("accounts_end")).toEqual(["Acme", "Bolt", "Crane", "Nova", "Ease"]);
    const pauses = account({ mrr_start: 100, contraction: 100, customer_end: true });
    const left = account({ mrr_start: 100, churn: 100 });
    expect(behind([pauses, left], "accounts_lost").rows).toEqual([left]);
    expect(behind([pauses, left], "accounts_shrunk").rows).toEqual([pauses]);
  });

  it("are counted by kind", () => {
    const kinds = kindsOf(all).map(({ key, accounts: n, sum }) => `${key} ${n} ${sum}`);
    expect(kinds).toEqual([
      "new 1 20000",
      "expansion 2 10050",
      "reactivation 0 0",
      "contraction 1 5000",
      "churn 1 10000",
    ]);
  });

  it("have a name for every figure", () => {
    for (const key of FIGURE_KEYS) expect(figureOf(key).name).not.toBe("");
  });
});
