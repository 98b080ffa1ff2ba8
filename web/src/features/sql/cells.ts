// Values of an answer as people read them, and columns as wide as they need.

import type { SqlAnswer, SqlColumn, SqlType } from "~/api/types";

const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 6 });
const SAMPLE = 200;
const CHARACTER = 7.8;
const LEAST = 72;
const MOST = 420;
const PADDING = 28;

export function isRight(type: SqlType): boolean {
  return type === "whole" || type === "number" || type === "decimal";
}

/** A value in its column's type; nothing for null, which is shown in its own way. */
export function shown(value: unknown, type: SqlType): string | undefined {
  if (value === null || value === undefined) return undefined;
  // An analyst sorts, compares and copies: days and times stay as they are written.
  if (type === "time")
    return String(value)
      .replace("T", " ")
      .replace(/(\.0+)?Z$/, "");
  if (typeof value === "number") return number.format(value);
  return String(value);
}

/** Widths in pixels, from the longest of the first values. */
export function widths(answer: SqlAnswer): number[] {
  const some = answer.rows.slice(0, SAMPLE);
  return answer.columns.map((column: SqlColumn, at) => {
    const longest = some.reduce(
      (most, row) => Math.max(most, shown(row[at], column.type)?.length ?? 4),
      Math.max(column.name.length, column.type.length) + 1,
    );
    return Math.min(MOST, Math.max(LEAST, Math.ceil(longest * CHARACTER) + PADDING));
  });
}

/** All rows as tab-separated text, for a spreadsheet. */
export function asText(answer: SqlAnswer): string {
  const clean = (value: unknown) => String(value ?? "").replaceAll(/[\t\r\n]+/g, " ");
  const head = answer.columns.map((column) => column.name);
  return [head, ...answer.rows].map((row) => row.map(clean).join("\t")).join("\n");
}
