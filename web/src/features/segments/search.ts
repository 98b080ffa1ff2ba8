// What the segment pages keep in their URLs.

import type { AccountSort } from "~/api/types";
import { DENSITIES, type Density, SORTS } from "~/features/accounts/search";
import { listOf, oneOf, text } from "~/lib/url";

export const SEGMENT_TABS = ["accounts", "history", "moves", "versions"] as const;
export type SegmentTab = (typeof SEGMENT_TABS)[number];

export const RANGES = ["90", "365", "730"] as const;

/** So many segments are compared at most. */
export const MOST_COMPARED = 4;

export interface SegmentSearch {
  tab?: SegmentTab;
  days?: (typeof RANGES)[number];
  sort?: AccountSort;
  dir?: "asc" | "desc";
  density?: Density;
}

export function segmentSearch(raw: Record<string, unknown>): SegmentSearch {
  const search: SegmentSearch = {};
  const tab = oneOf(raw.tab, SEGMENT_TABS);
  const days = oneOf(raw.days, RANGES);
  const sort = oneOf(raw.sort, SORTS);
  const dir = oneOf(raw.dir, ["asc", "desc"] as const);
  const density = oneOf(raw.density, DENSITIES);
  if (tab && tab !== "accounts") search.tab = tab;
  if (days && days !== "365") search.days = days;
  if (sort) search.sort = sort;
  if (dir) search.dir = dir;
  if (density && density !== "compact") search.density = density;
  return search;
}

export interface CompareSearch {
  /** Keys of segments, comma-separated. */
  keys?: string;
  /** A metric's key; the health score where it is left out. */
  metric?: string;
}

export function compareSearch(raw: Record<string, unknown>): CompareSearch {
  const keys = listOf(text(raw.keys)).slice(0, MOST_COMPARED).join(",");
  const metric = text(raw.metric);
  return { ...(keys && { keys }), ...(metric && metric !== "score" && { metric }) };
}

export interface NewSearch {
  /** The condition to begin with. */
  where?: string;
}

export function newSearch(raw: Record<string, unknown>): NewSearch {
  const where = text(raw.where);
  return where ? { where } : {};
}
