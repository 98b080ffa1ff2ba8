// Who comes before whom: the first scorecard whose condition holds for an account scores it.

import { DEFAULT_KEY, type Row } from "../types";

/** Keys of all that have a place of their own; the default one is always last. */
export function keysOf(rows: Pick<Row, "key">[]): string[] {
  return rows.map(({ key }) => key).filter((key) => key !== DEFAULT_KEY);
}

/** The rows in the order of these keys, the default one last. */
export function inOrder<T extends Pick<Row, "key">>(rows: T[], keys: string[]): T[] {
  const placeOf = ({ key }: T) => (key === DEFAULT_KEY ? keys.length : keys.indexOf(key));
  return rows.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** The keys with one of them at another place. */
export function placedAt(keys: string[], key: string, place: number): string[] {
  const others = keys.filter((other) => other !== key);
  return [...others.slice(0, place), key, ...others.slice(place)];
}

/** At which place something is let go, by the middles of the others. */
export function placeOf(y: number, middles: number[]): number {
  return middles.filter((middle) => middle < y).length;
}

/** The keys in the order that was, as far as they were in it; new ones first. */
export function putBack(keys: string[], before: string[]): string[] {
  return keys.toSorted((a, b) => before.indexOf(a) - before.indexOf(b));
}

/** The condition for exactly the accounts that a scorecard takes; empty for all of them. */
export function whereOf(rows: Row[], at: number): string {
  const own = rows[at]?.applies_to;
  const above = rows.slice(0, at).map(({ applies_to }) => applies_to ?? "true");
  const parts = above.map((one) => `not coalesce(${one}, false)`);
  if (own) parts.unshift(parts.length > 0 ? `(${own})` : own);
  return parts.join(" and ");
}
