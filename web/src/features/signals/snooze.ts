// Ways to say "not now".

import { formatDay, plusDays } from "~/lib/time";

export interface SnoozePreset {
  label: string;
  /** The first day on which the signal is open again. */
  until: string;
  hint: string;
}

const WAYS = [
  ["Tomorrow", 1],
  ["In 3 days", 3],
  ["In a week", 7],
  ["In 2 weeks", 14],
  ["In 30 days", 30],
] as const;

export function snoozePresets(today: string): SnoozePreset[] {
  return WAYS.map(([label, days]) => {
    const until = plusDays(today, days);
    return { label, until, hint: formatDay(until) };
  });
}
