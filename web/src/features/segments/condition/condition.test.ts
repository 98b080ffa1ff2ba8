import { describe, expect, it } from "vitest";
import { type KnownColumn, read } from "./read";
import type { Group, Row, Tree } from "./tree";
import { valuesFor } from "./tree";
import { write } from "./write";

const COLUMNS: KnownColumn[] = [
  { column: "arr", type: "number", daily: true },
  { column: "open_tickets", type: "number", daily: true },
  { column: "employees", type: "number", daily: false },
  { column: "tier", type: "text", daily: false },
  { column: "name", type: "text", daily: false },
  { column: "created_at", type: "time", daily: false },
  { column: "left_on", type: "day", daily: true },
  { column: "attributes.pilot", type: "bool", daily: false },
  { column: "Own column", type: "number", daily: false },
];

const typeOf = (column: string) => COLUMNS.find((one) => one.column === column)?.type;

function tree(text: string): Tree {
  const found = read(text, COLUMNS);
  if (!found.tree) throw new Error(`${text}: ${found.reason}`);
  return found.tree;
}

const again = (text: string) => write(tree(text), typeOf);
const reason = (text: string) => read(text, COLUMNS).reason;

describe("text and rows", () => {
  it.each([
    "arr > 50000",
    "arr >= -1.5 and open_tickets <> 0",
    "arr between 10 and 20 or arr is null",
    "tier in ('gold', 'it''s') and tier not in ('x')",
    "contains(name, 'GmbH') and not contains(name, 'Test')",
    "starts_with(name, 'A') or ends_with(name, 'z')",
    "tier is not null",
    "created_at >= '2026-01-31' and left_on < '2026-02-01'",
    "attributes.pilot = true",
    '"Own column" = 5',
    "arr < 0.5 * lag(arr, 28)",
    "arr > lag(arr, 7)",
    "arr > 1.15 * lag(arr, 90)",
    "arr > 5 and (tier = 'gold' or tier = 'silver')",
    "(arr > 5 and tier = 'a') or (arr > 9 and tier = 'b')",
  ])("%s stays as it is", (text) => {
    expect(again(text)).toEqual({ text, unfinished: 0 });
  });

  it("knows how and and or bind, and other spellings", () => {
    expect(again("arr > 5 AND tier = 'a' or employees != 3").text).toBe(
      "(arr > 5 and tier = 'a') or employees <> 3",
    );
    expect(again("(((arr > 5)))").text).toBe("arr > 5");
    expect(again("(arr > 5 or arr < 2)").text).toBe("arr > 5 or arr < 2");
    expect(again("ARR > 5").text).toBe("arr > 5");
    expect(again("left_on = day('2026-01-31')").text).toBe("left_on = '2026-01-31'");
  });

  it("keeps the rows' values as a person typed them", () => {
    const [row] = tree("arr < 0.5 * lag(arr, 28)").parts as [Row];
    expect([row.op, row.values]).toEqual(["below_past", ["50", "28"]]);
    const [, group] = tree("arr > 5 and (tier = 'a' or tier = 'b')").parts as [Row, Group];
    expect([group.join, group.rows.map(({ values }) => values)]).toEqual(["any", [["a"], ["b"]]]);
  });
});

describe("what rows can't show", () => {
  it.each([
    ["not (arr > 5)", "it uses not"],
    ["coalesce(arr, 0) > 5", "it uses coalesce(…)"],
    ["arr > open_tickets", "it compares columns with each other, or calculates"],
    ["arr > 5 + 1", "it calculates with columns"],
    ["arr + 1 > 5", "it calculates with columns"],
    ["arr > 2 * employees", "it calculates with columns"],
    ["arr < 0.5 * lag(open_tickets, 28)", "it compares with the past in a way of its own"],
    ["name like 'A%'", "it uses like"],
    ["name > 'A'", "rows don't compare name in this way"],
    ["tier = null", "it compares with null"],
    ["arrr > 5", "there is no column arrr"],
    ["arr >", "it isn't finished"],
    ["arr > 5 and (tier = 'a' or (arr > 9 and tier = 'b'))", "it nests groups within groups"],
    ["arr > 5 ; drop", "it holds a sign that rows don't have"],
    ["arr > 5)", "it uses )"],
  ])("%s: %s", (text, why) => {
    expect(reason(text)).toBe(why);
  });
});

describe("rows on their way", () => {
  const row = (column: string, op: Row["op"], values: string[]): Row => ({
    kind: "row",
    id: 1,
    column,
    op,
    values,
  });

  it("leaves out what isn't finished and counts it", () => {
    const parts = [
      row("arr", ">", [""]),
      row("", "=", ["5"]),
      row("arr", ">", ["five"]),
      row("tier", "in", []),
      row("arr", "below_past", ["50", "0"]),
      row("arr", ">", ["1,000"]),
    ];
    expect(write({ join: "all", parts }, typeOf)).toEqual({ text: "arr > 1000", unfinished: 5 });
  });

  it("keeps what fits when the operator changes", () => {
    expect(valuesFor("between", ">", ["5"])).toEqual(["5", ""]);
    expect(valuesFor("in", "=", [""])).toEqual([]);
    expect(valuesFor("null", "=", ["5"])).toEqual([]);
    expect(valuesFor("below_past", ">", ["5"])).toEqual(["50", "28"]);
    expect(valuesFor(">", "below_past", ["50", "28"])).toEqual([""]);
  });
});
