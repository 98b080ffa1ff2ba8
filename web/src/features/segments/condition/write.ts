// From the builder's rows to the text of a condition.

import type { ColumnType, Group, Join, Row, Tree } from "./tree";

const KEYWORDS = new Set(
  "and between case else end false ilike in is like not null or then true when".split(" "),
);

export interface Written {
  /** The condition of the rows that are finished; empty where none is. */
  text: string;
  /** How many rows still lack something. */
  unfinished: number;
}

type TypeOf = (column: string) => ColumnType | undefined;

export function write(tree: Tree, typeOf: TypeOf): Written {
  let unfinished = 0;
  const row = (one: Row): string => {
    const text = rowText(one, typeOf(one.column));
    if (text === undefined) unfinished += 1;
    return text ?? "";
  };
  const group = (one: Group): string => {
    const texts = one.rows.map(row).filter(Boolean);
    const text = joined(texts, one.join);
    return texts.length > 1 ? `(${text})` : text;
  };
  const parts = tree.parts.map((part) => (part.kind === "row" ? row(part) : group(part)));
  const texts = parts.filter(Boolean);
  const text = joined(texts, tree.join);
  // Alone, a group needs no brackets.
  const alone = texts.length === 1 && text.startsWith("(") && tree.parts.length > 0;
  const bare = alone && tree.parts.some((part) => part.kind === "group");
  return { text: bare ? text.slice(1, -1) : text, unfinished };
}

function joined(texts: string[], join: Join): string {
  return texts.join(join === "all" ? " and " : " or ");
}

function rowText(row: Row, type: ColumnType | undefined): string | undefined {
  if (!row.column || !type) return undefined;
  const name = columnText(row.column);
  const values = row.values.map((value) => literal(value, type));
  const [first, second] = values;
  switch (row.op) {
    case "null":
      return `${name} is null`;
    case "not_null":
      return `${name} is not null`;
    case "between":
      return first && second ? `${name} between ${first} and ${second}` : undefined;
    case "in":
    case "not_in": {
      const list = values.filter(Boolean).join(", ");
      return list ? `${name} ${row.op === "in" ? "in" : "not in"} (${list})` : undefined;
    }
    case "contains":
    case "starts_with":
    case "ends_with":
      return first ? `${row.op}(${name}, ${first})` : undefined;
    case "not_contains":
      return first ? `not contains(${name}, ${first})` : undefined;
    case "below_past":
    case "above_past":
      return pastText(row, name);
    default:
      return first ? `${name} ${row.op} ${first}` : undefined;
  }
}

function pastText(row: Row, name: string): string | undefined {
  const [percent = "", days = ""] = row.values.map((value) => value.trim());
  const wrong = !/^\d+(\.\d+)?$/.test(percent) || !/^[1-9]\d*$/.test(days);
  if (wrong || Number(percent) === 0) return undefined;
  const sign = row.op === "below_past" ? "<" : ">";
  const factor = Number((Number(percent) / 100).toFixed(8));
  const past = `lag(${name}, ${days})`;
  return `${name} ${sign} ${factor === 1 ? past : `${factor} * ${past}`}`;
}

/** A value as the language spells it; nothing where it is none of its type. */
function literal(value: string, type: ColumnType): string | undefined {
  const trimmed = value.trim();
  if (trimmed === "") return undefined;
  switch (type) {
    case "number": {
      const plain = trimmed.replaceAll(/[,_\s](?=\d)/g, "");
      return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? plain : undefined;
    }
    case "bool":
      return trimmed === "true" || trimmed === "false" ? trimmed : undefined;
    case "text":
      return quoted(value);
    case "time":
    case "day":
      return /^\d{4}-\d{2}-\d{2}/.test(trimmed) ? quoted(trimmed) : undefined;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function columnText(name: string): string {
  const plain = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u.test(name);
  return plain && !KEYWORDS.has(name.toLowerCase()) ? name : `"${name.replaceAll('"', '""')}"`;
}
