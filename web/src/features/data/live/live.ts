// What the live view shows of what the server tells.

import type { LiveEvent, LiveSecond } from "~/api/types";

/** So many rows are kept. */
export const KEPT = 500;
/** Seconds that the chart shows. */
export const SECONDS = 60;

/** An event as a row, or a note of how many were left out. */
export type Row =
  | { key: number; event: LiveEvent; left?: undefined }
  | { key: number; left: number; event?: undefined };

let lastKey = 0;

/** Puts new events before the known rows, the newest first; a fact that is there already stays once. */
export function withEvents(rows: Row[], events: LiveEvent[]): Row[] {
  const known = new Set(rows.flatMap(({ event }) => event?.fact_id ?? []));
  const fresh = events
    .filter(({ fact_id }) => !fact_id || !known.has(fact_id))
    .map((event): Row => ({ key: ++lastKey, event }));
  return fresh.length === 0 ? rows : [...fresh.toReversed(), ...rows].slice(0, KEPT);
}

/** Notes that some were left out, in the place where they would be. */
export function withGap(rows: Row[], left: number): Row[] {
  if (left === 0) return rows;
  const [first, ...rest] = rows;
  // Seconds without anything between them are one gap.
  if (first?.left !== undefined) return [{ key: first.key, left: first.left + left }, ...rest];
  return [{ key: ++lastKey, left }, ...rows].slice(0, KEPT);
}

/** Counts per second, by the second's number since 1970. */
export type Rates = ReadonlyMap<number, LiveSecond>;

/** Adds what came in a second, and forgets what the chart doesn't show any more. */
export function withSecond(rates: Rates, second: number, tally: LiveSecond): Rates {
  const kept = [...rates].filter(([at]) => at > second - SECONDS);
  const before = rates.get(second);
  const sum = (key: keyof LiveSecond) => (before?.[key] ?? 0) + tally[key];
  return new Map([
    ...kept,
    [
      second,
      {
        accepted: sum("accepted"),
        repeated: sum("repeated"),
        refused: sum("refused"),
        left_out: sum("left_out"),
      },
    ],
  ]);
}
