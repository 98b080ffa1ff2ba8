// Days (YYYY-MM-DD, in the company's time zone) and instants (RFC 3339) as people read them.

const DAY = 86_400_000;

const dayFormat = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const shortDayFormat = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  timeZone: "UTC",
});
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto", style: "long" });

function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / DAY);
}

function dayOf(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

export function plusDays(day: string, days: number): string {
  return dayOf(dayNumber(day) + days);
}

/** 31 Jan 2026. */
export function formatDay(day: string | null | undefined): string {
  if (!day) return "–";
  return dayFormat.format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
}

/** A sentence with its days (YYYY-MM-DD) as people read them. What it quotes stays as it was said. */
export function formatDaysIn(sentence: string): string {
  return sentence.replace(/“[^”]*”|\b\d{4}-\d\d-\d\d\b/g, (found) =>
    found.startsWith("“") || Number.isNaN(Date.parse(found)) ? found : formatDay(found),
  );
}

/** 31 Jan. */
export function formatDayShort(day: string): string {
  return shortDayFormat.format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
}

const monthFormat = new Intl.DateTimeFormat(undefined, {
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** Jan 2026. */
export function formatMonth(day: string): string {
  return monthFormat.format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
}

/** today, yesterday, 12 days ago, in 3 months. */
export function relativeDay(day: string, today: string): string {
  return relativeDays(daysBetween(today, day));
}

/** Days from today: -12 is 12 days ago. */
export function relativeDays(days: number): string {
  const size = Math.abs(days);
  if (size < 45) return relative.format(Math.round(days), "day");
  if (size < 548) return relative.format(Math.round(days / 30.44), "month");
  return relative.format(Math.round(days / 365.25), "year");
}

/** just now, 12 minutes ago, 3 days ago. */
export function relativeTime(at: string, now: number): string {
  const seconds = (Date.parse(at) - now) / 1000;
  const size = Math.abs(seconds);
  if (size < 45) return "just now";
  if (size < 3600) return relative.format(Math.round(seconds / 60), "minute");
  if (size < 86_400) return relative.format(Math.round(seconds / 3600), "hour");
  return relativeDays(Math.round(seconds / 86_400));
}

const zoned = new Map<string, Intl.DateTimeFormat>();

/** 31 Jan 2026, 14:05, in the company's zone. */
export function formatInstant(at: string | null | undefined, zone: string): string {
  if (!at) return "–";
  let format = zoned.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat(undefined, {
      dateStyle: "medium",
      timeStyle: "short",
      timeZone: zone,
    });
    zoned.set(zone, format);
  }
  return format.format(new Date(at));
}

/** 14:05:31, in the reader's own zone: for watching things arrive. */
export function formatClock(at: string): string {
  return new Date(at).toLocaleTimeString(undefined, { hourCycle: "h23" });
}

/** The calendar day of an instant, in the company's zone. */
export function dayOfInstant(at: string, zone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(new Date(at));
}
