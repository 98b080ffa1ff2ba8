// Lifetimes and what churn costs, in words.

import type { LifetimeOf, SurvivalPoint } from "~/api/types";
import { formatNumber, formatPercent, plural } from "~/lib/format";

const MONTH_DAYS = 365.25 / 12;
const YEAR_DAYS = 365.25;

/** 45 days, 14 months, 2.3 years. */
export function spanWords(days: number): string {
  if (days < 60) return plural(days, "day");
  if (days < 2 * YEAR_DAYS) return plural(Math.round(days / MONTH_DAYS), "month");
  return `${formatNumber(days / YEAR_DAYS)} years`;
}

/** 7 months, 2 years, 2 years and 3 months. */
export function monthsWords(months: number): string {
  const [years, rest] = [Math.floor(months / 12), months % 12];
  const parts = [
    years > 0 ? plural(years, "year") : "",
    rest > 0 || years === 0 ? plural(rest, "month") : "",
  ];
  return parts.filter(Boolean).join(" and ");
}

/** How long customers stay, as far as it is known. */
export function stayWords(of: LifetimeOf): string {
  if (of.lives === 0) return "Nobody has been a customer yet.";
  if (of.median_days !== null) {
    return `Half of all customers stay longer than ${spanWords(of.median_days)}.`;
  }
  const share = of.curve.at(-1)?.share ?? 1;
  return `More than half of all customers stay longer than anybody was seen yet: ${formatPercent(share)} are left after ${spanWords(of.known_days)}.`;
}

/** What the estimate rests on. */
export function restsOn({ lives, left }: LifetimeOf): string {
  if (left === 0) {
    return `The estimate rests on ${plural(lives, "customer")}, none of whom left so far.`;
  }
  return `The estimate rests on ${plural(lives, "customer")}, ${left} of whom left.`;
}

/** How far survival is known, and what is assumed after that. */
export function knownWords(of: LifetimeOf, months: number, beyond: boolean): string {
  if (!of.value) return "";
  const { known_months: known, extrapolated_share: share } = of.value;
  if (known >= months) return `Survival is known for all ${months} months.`;
  const head = `Survival is known for ${known} of the ${months} months`;
  return beyond
    ? `${head}; after that customers leave as in the last known year, which makes ${formatPercent(share)} of the value.`
    : `${head}; after that nothing more is counted, so the value is on the low side.`;
}

/** The step of a curve that holds on a day. */
export function stepAt(curve: SurvivalPoint[], days: number): SurvivalPoint | undefined {
  return curve.findLast((point) => point.days <= days);
}

const WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** the year, the three years. */
export function yearsWords(years: number): string {
  return years === 1 ? "the year" : `the ${WORDS[years - 1] ?? years} years`;
}

/** 5 %, 12.5 %. */
export function rateWords(share: number): string {
  return `${formatNumber(share * 100)}%`;
}

/** A list of percents as people write it, as shares. Nothing where it is none. */
export function readRates(typed: string): number[] | string {
  const parts = typed.split(/[\s,;%]+/).filter(Boolean);
  const rates = parts.map((part) => Math.round(Number(part) * 1e6) / 1e8);
  if (parts.length === 0) return "Write one to five yearly rates";
  if (parts.length > 5) return "Five rates at most";
  const wrong = parts.find((_, at) => !((rates[at] ?? -1) >= 0 && (rates[at] ?? 1) < 1));
  return wrong === undefined ? rates : `“${wrong}” is no rate from 0 to below 100`;
}
