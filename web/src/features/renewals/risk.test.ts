import { describe, expect, it } from "vitest";
import { risksOf } from "./risk";
import { call, term } from "./sample";

describe("what puts a term at risk", () => {
  it("names each reason", () => {
    expect(risksOf(term(), 50)).toEqual([]);
    expect(risksOf(term({ band: "wobbling" }), 50)).toEqual(["health"]);
    expect(risksOf(term({ hidden_risk: 49.6 }), 50)).toEqual(["hidden"]);
    expect(risksOf(term({ hidden_risk: 49.4 }), 50)).toEqual([]);
    expect(risksOf(term({ notice: "2026-11-01" }), 50)).toEqual(["notice"]);
    expect(risksOf(term({ call: call({ expects: "at_risk" }) }), 50)).toEqual(["call"]);
    const all = term({
      band: "critical",
      hidden_risk: 90,
      notice: "2026-11-01",
      call: call({ expects: "lost" }),
    });
    expect(risksOf(all, 50)).toEqual(["health", "hidden", "notice", "call"]);
  });

  it("leaves out what is over", () => {
    expect(risksOf(term({ outcome: "lost", band: "critical" }), 50)).toEqual([]);
  });

  it("takes nothing that is unknown for a risk", () => {
    expect(risksOf(term({ band: null, score: null, hidden_risk: null }), 50)).toEqual([]);
  });
});
