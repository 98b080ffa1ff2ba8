// The months that the board covers.

import { isDay } from "~/lib/asOf";

export interface Range {
  /** First day. */
  from: string;
  /** The first day that is not in it. */
  to: string;
}

export const RANGE_NAMES = {
  usual: "Past quarter and the next four",
  quarter: "This quarter",
  next_quarter: "Next quarter",
  year: "This year",
  past_year: "Past twelve months",
} as const;
export type RangeName = keyof typeof RANGE_NAMES;

const MONTHS: Record<RangeName, (month: number) => [from: number, to: number]> = {
  usual: () => [-3, 12],
  quarter: (month) => [-(month % 3), 3 - (month % 3)],
  next_quarter: (month) => [3 - (month % 3), 6 - (month % 3)],
  year: (month) => [-month, 12 - month],
  past_year: () => [-12, 0],
};

/** The first day of the month that lies so many after a day's. */
export function monthOf(day: string, after = 0): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  const months = year * 12 + month - 1 + after;
  const name = String((months % 12) + 1).padStart(2, "0");
  return `${String(Math.floor(months / 12)).padStart(4, "0")}-${name}-01`;
}

/** A named range around a day. */
export function rangeOf(name: RangeName, today: string): Range {
  const month = Number(today.slice(5, 7)) - 1;
  const [from, to] = MONTHS[name](month);
  return { from: monthOf(today, from), to: monthOf(today, to) };
}

/** What the address asks for, filled up with the usual range. */
export function readRange(asked: Partial<Range>, today: string): Range {
  const usual = rangeOf("usual", today);
  const from = isDay(asked.from) ? asked.from : usual.from;
  const to = isDay(asked.to) ? asked.to : usual.to;
  return { from, to };
}

/** The name of a range, where it has one. */
export function nameOf(range: Range, today: string): RangeName | undefined {
  const names = Object.keys(RANGE_NAMES) as RangeName[];
  return names.find((name) => {
    const { from, to } = rangeOf(name, today);
    return from === range.from && to === range.to;
  });
}

const MOST_MONTHS = 600;

/** The first days of the months that a range touches. */
export function monthsOf({ from, to }: Range): string[] {
  const months: string[] = [];
  for (let month = monthOf(from); month < to && months.length < MOST_MONTHS; ) {
    months.push(month);
    month = monthOf(month, 1);
  }
  return months;
}
