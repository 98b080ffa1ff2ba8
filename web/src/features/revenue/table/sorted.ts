// The rows in the order that is asked for.

import type { RevenueRow } from "~/api/types";
import { type ColumnKey, figureIn } from "./columns";

export interface Order {
  sort?: ColumnKey;
  dir?: "asc" | "desc";
}

/** In the server's order where none is asked for; what is unknown stands last either way. */
export function sorted(rows: RevenueRow[], { sort, dir = "desc" }: Order): RevenueRow[] {
  if (!sort) return rows;
  const sign = dir === "asc" ? 1 : -1;
  return rows.toSorted((a, b) => {
    if (sort === "name") return sign * a.name.localeCompare(b.name);
    const [one, other] = [figureIn(a, sort), figureIn(b, sort)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * (one - other);
  });
}

/** The next order when a head is pressed: largest first, smallest first, then the server's. */
export function nextOrder(now: Order, column: ColumnKey): Order {
  const natural = column === "name" ? "asc" : "desc";
  const other = natural === "asc" ? "desc" : "asc";
  if (now.sort !== column) return { sort: column, dir: natural };
  if ((now.dir ?? "desc") === natural) return { sort: column, dir: other };
  return { sort: undefined, dir: undefined };
}
