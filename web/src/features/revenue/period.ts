// The days that a report is about. `to` is the first day that is not in it.

import { monthOf, type Range } from "~/features/renewals/range";
import { formatDay, formatMonth, plusDays } from "~/lib/time";

export const PERIODS = {
  twelve_months: "Twelve months to date",
  twelve_full: "Twelve full months",
  this_month: "This month",
  last_month: "Last month",
  this_quarter: "This quarter",
  last_quarter: "Last quarter",
  this_year: "This year",
  last_year: "Last year",
} as const;
export type PeriodName = keyof typeof PERIODS;
export const PERIOD_NAMES = Object.keys(PERIODS) as PeriodName[];

/** First month and the first month after, counted from the current one. `month` is 0 in January. */
const MONTHS: Record<PeriodName, (month: number) => [from: number, to: number]> = {
  twelve_months: () => [-11, 1],
  twelve_full: () => [-12, 0],
  this_month: () => [0, 1],
  last_month: () => [-1, 0],
  this_quarter: (month) => [-(month % 3), 3 - (month % 3)],
  last_quarter: (month) => [-(month % 3) - 3, -(month % 3)],
  this_year: (month) => [-month, 12 - month],
  last_year: (month) => [-month - 12, -month],
};

/** A named period; one that runs ends with `today`. */
export function namedPeriod(name: PeriodName, today: string): Range {
  const [from, to] = MONTHS[name](Number(today.slice(5, 7)) - 1);
  const end = monthOf(today, to);
  const tomorrow = plusDays(today, 1);
  return { from: monthOf(today, from), to: end < tomorrow ? end : tomorrow };
}

/** What the address asks for: days of its own, or a name. */
export function periodOf(
  asked: { period?: PeriodName; from?: string; to?: string },
  today: string,
): Range {
  const { from, to } = asked;
  if (from && to && from < to) return { from, to };
  return namedPeriod(asked.period ?? "twelve_months", today);
}

const DAY_MS = 86_400_000;
const daysOf = ({ from, to }: Range) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** The period before, just as long: as many calendar months where it is whole months, else days. */
export function periodBefore(period: Range): Range {
  const months = wholeMonths(period);
  const from = months ? monthOf(period.from, -months) : plusDays(period.from, -daysOf(period));
  return { from, to: period.from };
}

function wholeMonths({ from, to }: Range): number | undefined {
  if (!from.endsWith("-01") || !to.endsWith("-01")) return undefined;
  const count = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return count(to) - count(from);
}

/** Dec 1, 2025 – Nov 30, 2026: with the last day that is in it. */
export function daysText({ from, to }: Range): string {
  const last = plusDays(to, -1);
  return from === last ? formatDay(from) : `${formatDay(from)} – ${formatDay(last)}`;
}

/** A month's or a quarter's key, as people call it. Anything else is called what it is. */
export function periodName(key: string): string {
  const quarter = /^(\d{4})-(Q[1-4])$/.exec(key);
  if (quarter) return `${quarter[2]} ${quarter[1]}`;
  return /^\d{4}-\d{2}$/.test(key) ? formatMonth(`${key}-01`) : key;
}

const QUARTERS = ["01", "04", "07", "10"];

function begins(day: string, by: "month" | "quarter"): boolean {
  return day.endsWith("-01") && (by === "month" || QUARTERS.includes(day.slice(5, 7)));
}

/** Where a month or quarter is cut off, if it is: it still runs, or the report begins or ends within. */
export function cutOf({ from, to }: Range, by: "month" | "quarter"): "start" | "end" | undefined {
  if (!begins(to, by)) return "end";
  return begins(from, by) ? undefined : "start";
}
