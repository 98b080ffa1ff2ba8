// What the renewals board keeps in its URL.

import type { RenewalOutcome } from "~/api/types";
import { isDay } from "~/lib/asOf";
import { oneOf, text } from "~/lib/url";
import { RISK_KEYS, type RiskKey } from "./risk";

/** In the order in which they are shown. */
export const OUTCOMES: readonly RenewalOutcome[] = [
  "renewed",
  "expanded",
  "reduced",
  "lapsed",
  "lost",
  "open",
];

export interface RenewalsSearch {
  /** First day; the usual range where it is left out. */
  from?: string;
  /** The first day that is not in it. */
  to?: string;
  /** Key of a segment. */
  segment?: string;
  /** An e-mail address, or `none`. */
  owner?: string;
  /** A plan's name, or `none`. */
  plan?: string;
  outcome?: RenewalOutcome;
  /** Only terms at risk, for any reason or for this one. */
  risk?: "any" | RiskKey;
  /** Only terms that end in this month, `YYYY-MM`. */
  month?: string;
}

export function renewalsSearch(raw: Record<string, unknown>): RenewalsSearch {
  const search: RenewalsSearch = {};
  for (const key of ["segment", "owner", "plan"] as const) {
    const value = text(raw[key]);
    if (value) search[key] = value;
  }
  const outcome = oneOf(raw.outcome, OUTCOMES);
  const risk = oneOf(raw.risk, ["any", ...RISK_KEYS] as const);
  if (isDay(raw.from)) search.from = raw.from;
  if (isDay(raw.to)) search.to = raw.to;
  if (outcome) search.outcome = outcome;
  if (risk) search.risk = risk;
  if (isDay(`${raw.month}-01`)) search.month = String(raw.month);
  return search;
}

/** Takes every filter off; the range stays. */
export const NO_FILTERS = {
  segment: undefined,
  owner: undefined,
  plan: undefined,
  outcome: undefined,
  risk: undefined,
  month: undefined,
} satisfies Partial<Record<keyof RenewalsSearch, undefined>>;

export function filtersOn(search: RenewalsSearch): number {
  const filters = Object.keys(NO_FILTERS) as (keyof typeof NO_FILTERS)[];
  return filters.filter((key) => search[key] !== undefined).length;
}
