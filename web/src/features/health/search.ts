// What the list of hidden risk keeps in its URL.

import { oneOf, text } from "~/lib/url";

export const HIDDEN_SORTS = [
  "name",
  "score",
  "looks_well",
  "risk",
  "arr",
  "days_to_renewal",
  "listed_since",
] as const;
/** A column, or the alarm of a side: `side.people`. */
export type HiddenSort = (typeof HIDDEN_SORTS)[number] | `side.${string}`;
export type Dir = "asc" | "desc";

export interface HiddenSearch {
  /** Every customer; only those that look well and are not where it is left out. */
  show?: "all";
  sort?: HiddenSort;
  dir?: Dir;
}

const DEFAULT_SORT = { sort: "risk", dir: "desc" } as const;

const SIDE = /^side\.\w+$/;

export function hiddenSearch(raw: Record<string, unknown>): HiddenSearch {
  const search: HiddenSearch = {};
  const side = text(raw.sort);
  const sort =
    oneOf(raw.sort, HIDDEN_SORTS) ?? (side && SIDE.test(side) ? (side as HiddenSort) : undefined);
  const dir = oneOf(raw.dir, ["asc", "desc"] as const);
  if (raw.show === "all") search.show = raw.show;
  if (sort) search.sort = sort;
  if (dir) search.dir = dir;
  return search;
}

/** The order that is shown: by risk where the URL names none. */
export function orderOf({ sort, dir }: HiddenSearch): { sort: HiddenSort; dir: Dir } {
  return { sort: sort ?? DEFAULT_SORT.sort, dir: dir ?? DEFAULT_SORT.dir };
}

/** The next way to sort when a header is pressed: its natural way, the other, then the default. */
export function nextHiddenSort(
  now: HiddenSearch,
  column: HiddenSort,
  natural: Dir,
): Pick<HiddenSearch, "sort" | "dir"> {
  const { sort, dir } = orderOf(now);
  if (sort !== column) return { sort: column, dir: natural };
  if (dir === natural) return { sort: column, dir: natural === "asc" ? "desc" : "asc" };
  return { sort: undefined, dir: undefined };
}
