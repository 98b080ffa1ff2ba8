// Which tables and columns fit what somebody types.

import type { SqlTable } from "~/api/types";

/** Tables whose name or description fits, with all columns; of others the columns that fit. */
export function found(tables: SqlTable[], query: string): SqlTable[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return tables;
  const fits = (...texts: string[]) => {
    const all = texts.join(" ").toLowerCase();
    return words.every((word) => all.includes(word));
  };
  return tables
    .map((table) =>
      fits(table.name)
        ? table
        : {
            ...table,
            columns: table.columns.filter((column) => fits(column.name, column.about, table.name)),
          },
    )
    .filter((table) => table.columns.length > 0);
}
