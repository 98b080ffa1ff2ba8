// Days to choose from: the weeks of a month, and a while ago.

import { plusDays } from "~/lib/time";

export interface QuickChoice {
  label: string;
  day: string;
}

/** A day so many months before another; the month's last where it has no such day. */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  const at = new Date(Date.UTC(year, month - 1 - months, Math.min(date, last)));
  return at.toISOString().slice(0, 10);
}

export function quickChoices(today: string): QuickChoice[] {
  return [
    { label: "Yesterday", day: plusDays(today, -1) },
    { label: "A week ago", day: plusDays(today, -7) },
    { label: "A month ago", day: monthsBefore(today, 1) },
    { label: "A quarter ago", day: monthsBefore(today, 3) },
    { label: "Half a year ago", day: monthsBefore(today, 6) },
    { label: "A year ago", day: monthsBefore(today, 12) },
  ];
}

/** The days of a month in rows of seven that begin with Monday; nothing beside the month. */
export function weeksOf(month: string): (string | null)[][] {
  const first = `${month.slice(0, 7)}-01`;
  const next = monthsBefore(first, -1);
  const lead = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  const cells: (string | null)[] = Array.from({ length: lead }, () => null);
  for (let day = first; day < next; day = plusDays(day, 1)) cells.push(day);
  while (cells.length % 7 > 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, row) => cells.slice(row * 7, row * 7 + 7));
}
