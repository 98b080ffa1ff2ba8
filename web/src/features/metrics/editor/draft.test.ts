import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Definition } from "../types";
import { BLANK, type Draft, definitionOf, draftOf, keyOf, needs } from "./draft";
import { FOLD_GROUPS, foldOf } from "./folds";
import { TEMPLATES, templateOf } from "./templates";
import { tomlOf } from "./toml";

const CATALOGUE = new URL("../../../../../crates/metrics/src/catalogue/", import.meta.url);

/** The built-in definitions. Their files use one line per field and JSON's strings. */
function builtIn(): Definition[] {
  const texts = readdirSync(CATALOGUE)
    .filter((file) => file.endsWith(".toml"))
    .map((file) => readFileSync(new URL(file, CATALOGUE), "utf8"));
  const tables = texts.flatMap((text) => text.split("[[metric]]").slice(1));
  return tables.map((table) => {
    const fields = [...table.matchAll(/^(\w+) = (.+)$/gm)].map(([, field = "", value = ""]) => [
      field,
      JSON.parse(
        value.replaceAll(/(\w+) = /g, (all, name) => (value[0] === "{" ? `"${name}": ` : all)),
      ),
    ]);
    return Object.fromEntries(fields) as Definition;
  });
}

const known = builtIn();

describe("definitions that come with the program", () => {
  it("are all read", () => {
    expect(known.length).toBeGreaterThan(100);
  });

  it.each(known.map((definition) => [definition.key, definition] as const))(
    "%s goes through the form unchanged",
    (_, definition) => {
      const { good, ...rest } = definition;
      const asWritten = { ...rest, ...(good !== "neither" && { good }) };
      const usual =
        definition.expression === undefined && !definition.from ? { from: "facts" } : {};
      expect(definitionOf(draftOf(definition))).toEqual({ ...usual, ...asWritten });
    },
  );

  it("use folds that the form knows", () => {
    const used = new Set(known.flatMap(({ fold }) => (fold ? [fold] : [])));
    expect([...used].filter((fold) => !foldOf(fold))).toEqual([]);
  });
});

describe("the form", () => {
  const draft = (fields: Partial<Draft>): Draft => ({ ...BLANK, key: "k", name: "K", ...fields });

  it("leaves out what the fold doesn't need, and keeps it in the form", () => {
    const full = draft({ fold: "fresh_contacts", value: "score", end: "kind = 'x'", least: 3 });
    expect(definitionOf(full)).toMatchObject({ fold: "fresh_contacts", window: 28, before: 90 });
    expect(definitionOf(full)).not.toHaveProperty("value");
    expect(definitionOf(full)).not.toHaveProperty("least");
    expect(definitionOf({ ...full, fold: "days_to" })).toHaveProperty("then", "kind = 'x'");
    expect(definitionOf({ ...full, fold: "days_to" })).not.toHaveProperty("window");
  });

  it("writes every kind of window", () => {
    const window = (fields: Partial<Draft>) => definitionOf(draft(fields)).window;
    expect(window({})).toBe(28);
    expect(window({ windowKind: "lifetime" })).toBeUndefined();
    expect(window({ windowKind: "contract" })).toBe("contract");
    expect(window({ windowKind: "first", windowDays: 30 })).toEqual({ first: 30, of: "contract" });
    expect(window({ windowKind: "first", windowDays: 30, firstOf: "account" })).toEqual({
      first: 30,
    });
    expect(window({ fold: "frequent_contacts", windowKind: "lifetime" })).toBe(28);
  });

  it("never turns a window that nobody typed into all of the history", () => {
    expect(definitionOf(draft({ windowDays: "" })).window).toBe(0);
  });

  it("writes what nothing means", () => {
    const empty = (fields: Partial<Draft>) => definitionOf(draft(fields)).empty;
    expect(empty({})).toBeUndefined();
    expect(empty({ emptyKind: "none" })).toBe("none");
    expect(empty({ emptyKind: "zero_after_first" })).toBe("zero_after_first");
    expect(empty({ emptyKind: "number", emptyNumber: -1 })).toBe(-1);
  });

  it("keeps the fold while it is an expression, and the other way round", () => {
    const both = draft({ how: "expression", expression: "arr / 12", where: "kind = 'usage'" });
    expect(definitionOf(both)).toEqual({
      key: "k",
      name: "K",
      description: "",
      unit: "events",
      good: "higher",
      expression: "arr / 12",
    });
    const back = draftOf(definitionOf(both), both);
    expect(back).toEqual(both);
    expect(definitionOf({ ...back, how: "fold" }).where).toBe("kind = 'usage'");
  });

  it("asks for the time only where there are several", () => {
    expect(needs(draft({ from: "tickets" }), "at")).toBe(true);
    expect(needs(draft({ from: "facts" }), "at")).toBe(false);
    expect(needs(draft({ from: "tickets", fold: "open_count" }), "until")).toBe(true);
  });
});

it("writes TOML", () => {
  const text = tomlOf({
    key: "late_first_30d",
    name: 'A "late" start',
    description: "line\nbreak",
    unit: "days",
    from: "facts",
    where: "name like 'a\\b%'",
    fold: "count",
    window: { first: 30, of: "contract" },
    empty: "none",
  });
  expect(text).toBe(`[[metric]]
key = "late_first_30d"
name = "A \\"late\\" start"
description = "line\\nbreak"
unit = "days"
from = "facts"
where = "name like 'a\\\\b%'"
fold = "count"
window = { first = 30, of = "contract" }
empty = "none"
`);
});

it("proposes keys from names", () => {
  expect(keyOf("Reports exported, 28 days")).toBe("reports_exported_28_days");
  expect(keyOf("28-day Größe")).toBe("day_gro_e");
  expect(keyOf("…")).toBe("");
});

it("templates use folds that exist and suit their source", () => {
  for (const { draft } of TEMPLATES) expect(foldOf(draft.fold)?.from).toContain(draft.from);
  expect(templateOf("share")?.draft.how).toBe("expression");
  const keys = FOLD_GROUPS.flatMap(({ folds }) => folds.map(({ key }) => key));
  expect(new Set(keys).size).toBe(33);
});
