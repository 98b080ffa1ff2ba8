// The rows of the list in the order that is asked for.

import type { HiddenRow, HiddenSideInfo } from "~/api/types";
import { type HiddenSearch, type HiddenSort, orderOf } from "./search";

type Value = string | number | null;

/** What is unknown stands last, whichever way it is sorted; equals keep the server's order. */
export function sorted(
  rows: HiddenRow[],
  sides: HiddenSideInfo[],
  search: HiddenSearch,
): HiddenRow[] {
  const { sort, dir } = orderOf(search);
  const value = valueBy(sort, sides);
  const sign = dir === "asc" ? 1 : -1;
  return rows.toSorted((a, b) => {
    const [one, other] = [value(a), value(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * compared(one, other);
  });
}

function valueBy(sort: HiddenSort, sides: HiddenSideInfo[]): (row: HiddenRow) => Value {
  if (sort.startsWith("side.")) {
    const at = sides.findIndex(({ key }) => `side.${key}` === sort);
    return (row) => row.sides[at] ?? null;
  }
  if (sort === "arr") return (row) => row.arr?.minor ?? null;
  return (row) => row[sort as Exclude<keyof HiddenRow, "arr" | "sides" | "listed">];
}

function compared(one: string | number, other: string | number): number {
  if (typeof one === "string") return one.localeCompare(String(other));
  return one - Number(other);
}
