// What the pages about revenue keep in their URL.

import { isDay } from "~/lib/asOf";
import { oneOf, text } from "~/lib/url";
import { FIGURE_KEYS, type FigureKey } from "./behind/figures";
import { PERIOD_NAMES, type PeriodName } from "./period";
import { COLUMN_KEYS, type ColumnKey } from "./table/columns";

export const SPLITS = ["month", "quarter", "plan", "segment", "owner"] as const;
export type Split = (typeof SPLITS)[number];

/** What is called so has no owner, or no plan. */
export const NONE = "none";

/** Which accounts count. */
export interface RevenueFilters {
  /** Key of a segment. */
  segment?: string;
  /** An e-mail address, or `none`. */
  owner?: string;
  /** A plan's name, or `none`. */
  plan?: string;
  /** Only what is priced in this currency. */
  currency?: string;
}

export interface RevenueSearch extends RevenueFilters {
  period?: PeriodName;
  /** Days in place of a named period: the first day. */
  from?: string;
  /** The first day that is not in it. */
  to?: string;
  /** By month where it is left out. */
  by?: Exclude<Split, "month">;
  /** Each period at its own exchange rates; all at the last day's where it is left out. */
  rates?: "each";
  sort?: ColumnKey;
  dir?: "asc" | "desc";
  /** The figure whose accounts are shown. */
  open?: FigureKey;
  /** The row that the figure stands in; the whole period where it is left out. */
  of?: string;
}

export function revenueSearch(raw: Record<string, unknown>): RevenueSearch {
  const search: RevenueSearch = revenueFilters(raw);
  const period = oneOf(raw.period, PERIOD_NAMES);
  const by = oneOf(raw.by, SPLITS);
  const sort = oneOf(raw.sort, COLUMN_KEYS);
  const dir = oneOf(raw.dir, ["asc", "desc"] as const);
  const open = oneOf(raw.open, FIGURE_KEYS);
  const of = text(raw.of);
  if (isDay(raw.from) && isDay(raw.to) && raw.from < raw.to) {
    search.from = raw.from;
    search.to = raw.to;
  } else if (period && period !== "twelve_months") search.period = period;
  if (by && by !== "month") search.by = by;
  // A row of one segment is opened by that segment: there is no second one.
  if (by === "segment") delete search.segment;
  if (raw.rates === "each") search.rates = raw.rates;
  if (sort) search.sort = sort;
  if (sort && dir) search.dir = dir;
  if (open) search.open = open;
  if (open && of) search.of = of;
  return search;
}

export function revenueFilters(raw: Record<string, unknown>): RevenueFilters {
  const filters: RevenueFilters = {};
  for (const key of ["segment", "owner", "plan"] as const) {
    const value = text(raw[key]);
    if (value) filters[key] = value;
  }
  const currency = text(raw.currency);
  if (currency && /^[A-Z]{3}$/.test(currency)) filters.currency = currency;
  return filters;
}

/** Takes every filter off. */
export const NO_FILTERS = {
  segment: undefined,
  owner: undefined,
  plan: undefined,
  currency: undefined,
} satisfies Record<keyof RevenueFilters, undefined>;

export function filtersOn(search: RevenueFilters): number {
  const filters = Object.keys(NO_FILTERS) as (keyof RevenueFilters)[];
  return filters.filter((key) => search[key] !== undefined).length;
}
