// Where in a query something is wrong.

import { Problem } from "~/api/problem";

/** `query, line 2, column 6` of a problem as line and column, from 1. */
export function placeOf(error: unknown): { line: number; column: number } | undefined {
  if (!(error instanceof Problem)) return undefined;
  for (const { field } of error.errors) {
    const found = /^query, line (\d+), column (\d+)$/.exec(field);
    if (found) return { line: Number(found[1]), column: Number(found[2]) };
  }
  return undefined;
}

/** The word at a place of a text, as the range of its characters. */
export function rangeOf(
  text: string,
  place: { line: number; column: number },
): { from: number; to: number } {
  const lines = text.split("\n");
  const before = lines.slice(0, place.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
  const from = Math.min(text.length, before + Math.max(0, place.column - 1));
  const word = /^[\w.]+|^\S/.exec(text.slice(from))?.[0] ?? "";
  return { from, to: from + word.length };
}
