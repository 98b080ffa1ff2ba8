// Tables as files for spreadsheets, made by the server.

import type { RevenueFormat, RevenueTable } from "~/api/types";
import type { Question } from "./question";

/** Where a table is to be had as a file. An empty word stands for what is not said, and is sent. */
export function fileHref(
  table: RevenueTable,
  format: RevenueFormat,
  question: Partial<Question>,
): string {
  const query = new URLSearchParams({ table, format });
  for (const [key, value] of Object.entries(question)) {
    if (value !== undefined) query.set(key, value);
  }
  return `/api/revenue/file?${query}`;
}
