// The numbers behind a signal's sentence, as lines for people.

import { formatMajor, formatNumber, formatPercent, humanise } from "~/lib/format";
import { formatDay } from "~/lib/time";

export interface EvidenceLine {
  name: string;
  value: string;
}

const NAMES: Record<string, string> = {
  as_of: "As of",
  drop: "Below the usual",
  low_below_score: "Low is below",
  steps: "People active, step by step",
  usual_low_28d: "Low end of the usual, 28 days",
};

/** What one looks at first stands first; what isn't named here stands before the dates. */
const ORDER = [
  "steps",
  "events_28d",
  "usual_events_28d",
  "drop",
  "active_contacts_28d",
  "silent_contacts_28d",
  "days_to_renewal",
  "renewal_on",
  "score",
  "low_below_score",
];
const LAST = ["since", "as_of"];

function rank(key: string): number {
  if (LAST.includes(key)) return ORDER.length + 1 + LAST.indexOf(key);
  return ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length;
}

/** `currency` is the company's: evidence has money in its major units. */
export function evidenceLines(evidence: Record<string, unknown>, currency: string): EvidenceLine[] {
  return Object.entries(evidence)
    .filter(([, value]) => value !== null && value !== undefined)
    .toSorted(([a], [b]) => rank(a) - rank(b))
    .map(([key, value]) => ({
      name: NAMES[key] ?? nameOf(key),
      value: told(key, value, currency),
    }));
}

/** `active_contacts_28d` → `Active contacts, 28 days`. */
function nameOf(key: string): string {
  return humanise(key).replace(/ (\d+)d$/, ", $1 days");
}

function told(key: string, value: unknown, currency: string): string {
  if (typeof value === "number") {
    if (key === "arr" || key === "mrr") return formatMajor(value, currency);
    return /change|drop|ratio|share/.test(key) ? formatPercent(value) : formatNumber(value);
  }
  if (typeof value === "string")
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(value) : value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map((item) => told(key, item, currency)).join(" → ");
  return told(key, firstNumber(value), currency);
}

/** A step on the way, such as `{day, active_contacts_28d}`, is told by its number. */
function firstNumber(value: unknown): unknown {
  const values = typeof value === "object" && value !== null ? Object.values(value) : [];
  return values.find((item) => typeof item === "number") ?? JSON.stringify(value);
}
