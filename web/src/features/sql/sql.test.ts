import { describe, expect, it } from "vitest";
import { Problem } from "~/api/problem";
import type { SqlAnswer, SqlTable } from "~/api/types";
import { asText, shown, widths } from "./cells";
import { found } from "./found";
import { readHistory, remember } from "./history";
import { placeOf, rangeOf } from "./place";

const answer: SqlAnswer = {
  columns: [
    { name: "name", type: "text" },
    { name: "arr", type: "number" },
  ],
  rows: [
    ["Acme\tInc", 1.5],
    [null, null],
  ],
  limit: null,
  milliseconds: 3,
};

function memory(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as Storage;
}

describe("values", () => {
  it("stay as they are written, and null is none", () => {
    expect(shown(null, "text")).toBeUndefined();
    expect(shown("2026-01-31T23:30:00Z", "time")).toBe("2026-01-31 23:30:00");
    expect(shown("2026-01-31", "day")).toBe("2026-01-31");
    expect(shown("1299.50", "decimal")).toBe("1299.50");
    expect(shown(true, "bool")).toBe("true");
  });

  it("go to a spreadsheet one per cell", () => {
    expect(asText(answer)).toBe("name\tarr\nAcme Inc\t1.5\n\t");
  });

  it("make columns as wide as they need, within bounds", () => {
    const long = { ...answer, rows: [["x".repeat(500), 1]] };
    expect(widths(long)[0]).toBe(420);
    expect(widths(answer)[1]).toBeGreaterThanOrEqual(72);
  });
});

describe("the place of a mistake", () => {
  it("is read from the problem and found in the text", () => {
    const field = "query, line 2, column 6";
    const problem = new Problem(400, { status: 400, errors: [{ field, detail: "" }] });
    const place = placeOf(problem);
    expect(place).toEqual({ line: 2, column: 6 });
    expect(place && rangeOf("SELECT *\nFROM acounts", place)).toEqual({ from: 14, to: 21 });
    expect(placeOf(new Error("x"))).toBeUndefined();
  });
});

describe("the history", () => {
  it("has each query once, the latest first, and forgives what is broken", () => {
    const storage = memory();
    const at = new Date("2026-01-31T00:00:00Z");
    remember("select 1", at, storage);
    remember("select 2", at, storage);
    remember(" select 1 ", at, storage);
    expect(readHistory(storage).map((past) => past.query)).toEqual(["select 1", "select 2"]);
    storage.setItem("perennial.sql.history", "{");
    expect(readHistory(storage)).toEqual([]);
  });
});

describe("tables and columns", () => {
  const column = (name: string, about: string) =>
    ({ name, about, type: "text", required: true }) as const;
  const tables: SqlTable[] = [
    { name: "accounts", about: "customers", columns: [column("tier", "How important")] },
    { name: "tickets", about: "support", columns: [column("cause", "Why"), column("csat", "How")] },
  ];

  it("are found by name and by what they say", () => {
    const names = (query: string) =>
      found(tables, query).map((t) => `${t.name}:${t.columns.map((c) => c.name)}`);
    expect(names("ticket")).toEqual(["tickets:cause,csat"]);
    expect(names("important")).toEqual(["accounts:tier"]);
    expect(names("nothing")).toEqual([]);
  });
});
