// The past day that the whole app shows: `as_of` in the address.

import { plusDays } from "./time";

/** YYYY-MM-DD; nothing for now. */
export type AsOf = string | undefined;

export interface AsOfSearch {
  as_of?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is a day that the calendar has. */
export function isDay(text: unknown): text is string {
  if (typeof text !== "string" || !DAY.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** Keeps the day of an address; what is no day is left out. */
export function asOfSearch(search: Record<string, unknown>): AsOfSearch {
  return isDay(search.as_of) ? { as_of: search.as_of } : {};
}

/** A day before `today`, or nothing: today and what comes after it are now. */
export function pastOnly(day: string, today: string): AsOf {
  return day < today ? day : undefined;
}

/** The last moment of a day; near enough for words such as "3 days ago". */
export function endOf(day: string): number {
  return Date.parse(`${plusDays(day, 1)}T00:00:00Z`) - 1;
}
