// What the cohorts keep in their URL.

import { oneOf } from "~/lib/url";
import { type RevenueFilters, revenueFilters } from "../search";

export const SPANS = ["12", "24", "36", "60"] as const;

export interface CohortsSearch extends RevenueFilters {
  /** By month where it is left out. */
  by?: "quarter";
  /** So many months back; 24 where it is left out. */
  months?: Exclude<(typeof SPANS)[number], "24">;
  /** Counts MRR; accounts where it is left out. */
  of?: "mrr";
  /** As it is; as a share of the start where it is left out. */
  as?: "absolute";
}

export function cohortsSearch(raw: Record<string, unknown>): CohortsSearch {
  const search: CohortsSearch = revenueFilters(raw);
  const months = oneOf(raw.months, SPANS);
  if (raw.by === "quarter") search.by = raw.by;
  if (months && months !== "24") search.months = months;
  if (raw.of === "mrr") search.of = raw.of;
  if (raw.as === "absolute") search.as = raw.as;
  return search;
}
