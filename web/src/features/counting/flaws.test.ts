import { describe, expect, it } from "vitest";
import { groupsOf } from "./flaws";
import { flaw } from "./sample";

describe("flaws of the ledger", () => {
  it("are grouped by what is wrong, those that bend figures most first", () => {
    const groups = groupsOf([
      flaw("term_before_start"),
      flaw("no_rate", { mrr: { minor: 1, currency: "GBP" } }),
      flaw("something_new"),
      flaw("no_rate", { mrr: { minor: 1, currency: "EUR" } }),
      flaw("no_rate", { mrr: { minor: 2, currency: "GBP" } }),
    ]);
    expect(groups.map(({ flaw: key, rows }) => `${key} ${rows.length}`)).toEqual([
      "no_rate 3",
      "term_before_start 1",
      "something_new 1",
    ]);
    expect(groups[0]?.currencies).toEqual(["GBP", "EUR"]);
    expect(groups[2]?.name).toBe("Something new");
  });
});
