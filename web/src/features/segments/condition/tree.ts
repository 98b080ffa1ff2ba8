// What the visual builder can show: rows, joined by all or any, with groups of rows among them.

export type ColumnType = "number" | "text" | "bool" | "time" | "day";
export type Join = "all" | "any";

export type Op =
  | "="
  | "<>"
  | ">"
  | ">="
  | "<"
  | "<="
  | "between"
  | "in"
  | "not_in"
  | "contains"
  | "not_contains"
  | "starts_with"
  | "ends_with"
  | "null"
  | "not_null"
  | "below_past"
  | "above_past";

/** One comparison. Values are as they were typed; `below_past` has a percentage and days. */
export interface Row {
  kind: "row";
  id: number;
  column: string;
  op: Op;
  values: string[];
}

export interface Group {
  kind: "group";
  id: number;
  join: Join;
  rows: Row[];
}

export interface Tree {
  join: Join;
  parts: (Row | Group)[];
}

let last = 0;

/** Tells rows apart while they are edited; says nothing else. */
export function freshId(): number {
  last += 1;
  return last;
}

export function emptyRow(): Row {
  return { kind: "row", id: freshId(), column: "", op: "=", values: [""] };
}

export function emptyTree(): Tree {
  return { join: "all", parts: [emptyRow()] };
}

interface OpLook {
  op: Op;
  words: string;
}

const EMPTY: OpLook[] = [
  { op: "not_null", words: "has a value" },
  { op: "null", words: "has no value" },
];

const NUMBER: OpLook[] = [
  { op: ">", words: "is more than" },
  { op: ">=", words: "is at least" },
  { op: "<", words: "is less than" },
  { op: "<=", words: "is at most" },
  { op: "=", words: "is" },
  { op: "<>", words: "is not" },
  { op: "between", words: "is between" },
];

const PAST: OpLook[] = [
  { op: "below_past", words: "is below its past" },
  { op: "above_past", words: "is above its past" },
];

const TEXT: OpLook[] = [
  { op: "=", words: "is" },
  { op: "<>", words: "is not" },
  { op: "in", words: "is one of" },
  { op: "not_in", words: "is none of" },
  { op: "contains", words: "contains" },
  { op: "not_contains", words: "does not contain" },
  { op: "starts_with", words: "begins with" },
  { op: "ends_with", words: "ends with" },
];

const WHEN: OpLook[] = [
  { op: ">=", words: "is on or after" },
  { op: "<", words: "is before" },
  { op: "between", words: "is between" },
];

const DAY: OpLook[] = [
  ...WHEN,
  { op: "=", words: "is" },
  { op: ">", words: "is after" },
  { op: "<=", words: "is on or before" },
];

/** The operators that fit a column, the likeliest first. `daily` columns have a past. */
export function operators(type: ColumnType, daily: boolean): OpLook[] {
  switch (type) {
    case "number":
      return [...NUMBER, ...(daily ? PAST : []), ...EMPTY];
    case "text":
      return [...TEXT, ...EMPTY];
    case "time":
      return [...WHEN, ...EMPTY];
    case "day":
      return [...DAY, ...EMPTY];
    case "bool":
      return [{ op: "=", words: "is" }, ...EMPTY];
  }
}

/** How many values an operator takes; `in` takes any number. */
export function valuesOf(op: Op): number | "many" {
  switch (op) {
    case "null":
    case "not_null":
      return 0;
    case "between":
    case "below_past":
    case "above_past":
      return 2;
    case "in":
    case "not_in":
      return "many";
    default:
      return 1;
  }
}

/** The values that a row begins with when its operator is chosen, keeping what still fits. */
export function valuesFor(op: Op, before: Op, values: string[]): string[] {
  const wanted = valuesOf(op);
  if (wanted === 0) return [];
  if (wanted === "many") return values.filter(Boolean);
  if (op === "below_past" || op === "above_past") {
    const stays = before === "below_past" || before === "above_past";
    return stays ? values : [op === "below_past" ? "50" : "150", "28"];
  }
  const cameFromPast = before === "below_past" || before === "above_past";
  const kept = cameFromPast ? [] : values;
  return Array.from({ length: wanted }, (_, at) => kept[at] ?? "");
}
