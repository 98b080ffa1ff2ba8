// What the accounts page keeps in its URL.

import type { AccountSort } from "~/api/types";
import { oneOf, text } from "~/lib/url";

export const DENSITIES = ["compact", "regular"] as const;
export type Density = (typeof DENSITIES)[number];

export interface AccountsSearch {
  q?: string;
  /** A band's key, or `unscored`. */
  band?: string;
  /** An e-mail address, or `none`. */
  owner?: string;
  tier?: string;
  /** A segment's key. */
  segment?: string;
  /** A condition in the expression language. */
  where?: string;
  sort?: AccountSort;
  dir?: "asc" | "desc";
  density?: Density;
  /** What is shown besides the usual columns. */
  also?: "hidden_risk";
}

/** What the server can sort by. */
export const SORTS: readonly AccountSort[] = [
  "name",
  "tier",
  "stage",
  "owner_email",
  "arr",
  "score",
  "score_change_28d",
  "active_contacts_28d",
  "events_28d",
  "events_change_28d",
  "days_since_last_seen",
  "open_tickets",
  "last_nps",
  "days_to_renewal",
  "open_signals",
  "hidden_risk",
];

export const DEFAULT_SORT = { sort: "score", dir: "asc" } as const;

export function accountsSearch(raw: Record<string, unknown>): AccountsSearch {
  const dir = oneOf(raw.dir, ["asc", "desc"] as const);
  const density = oneOf(raw.density, DENSITIES);
  const search: AccountsSearch = {};
  for (const key of ["q", "band", "owner", "tier", "segment", "where"] as const) {
    const value = text(raw[key]);
    if (value) search[key] = value;
  }
  const sort = oneOf(raw.sort, SORTS);
  if (sort) search.sort = sort;
  if (dir) search.dir = dir;
  if (density && density !== "compact") search.density = density;
  if (raw.also === "hidden_risk") search.also = raw.also;
  return search;
}

/** The next way to sort when a header is pressed: its natural way, the other, then the default. */
export function nextSort(
  now: AccountsSearch,
  column: AccountSort,
  natural: "asc" | "desc",
): Pick<AccountsSearch, "sort" | "dir"> {
  if (now.sort !== column) return { sort: column, dir: natural };
  if (now.dir === natural) return { sort: column, dir: natural === "asc" ? "desc" : "asc" };
  return { sort: undefined, dir: undefined };
}

/** Whether hidden risk is shown: asked for, or sorted by. */
export function showsHidden({ also, sort }: AccountsSearch): boolean {
  return also === "hidden_risk" || sort === "hidden_risk";
}

/** Shows it, or takes it away with the order by it. */
export function toggledHidden(now: AccountsSearch): Partial<AccountsSearch> {
  if (!showsHidden(now)) return { also: "hidden_risk" };
  const unsorted = now.sort === "hidden_risk" && { sort: undefined, dir: undefined };
  return { also: undefined, ...unsorted };
}

/** How many filters are on; a sort isn't one. */
export function filtersOn(search: AccountsSearch): number {
  const { q, band, owner, tier, segment, where } = search;
  return [q, band, owner, tier, segment, where].filter(Boolean).length;
}
