import { describe, expect, it } from "vitest";
import { filtersOn, renewalsSearch } from "./search";

describe("the address of the renewals board", () => {
  it("keeps what it knows", () => {
    const raw = {
      from: "2026-01-01",
      to: "2026-13-01",
      owner: "none",
      outcome: "lost",
      risk: "hidden",
      month: "2026-12",
      other: "x",
    };
    expect(renewalsSearch(raw)).toEqual({
      from: "2026-01-01",
      owner: "none",
      outcome: "lost",
      risk: "hidden",
      month: "2026-12",
    });
    expect(renewalsSearch({ outcome: "won", risk: "all", month: "2026-12-01" })).toEqual({});
  });

  it("counts filters, not days", () => {
    expect(filtersOn({ from: "2026-01-01", owner: "none", risk: "any" })).toBe(2);
  });
});
