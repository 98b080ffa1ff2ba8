import { expect, it } from "vitest";
import {
  dayOfInstant,
  daysBetween,
  formatDay,
  formatDaysIn,
  plusDays,
  relativeDay,
  relativeDays,
  relativeTime,
} from "./time";

it("counts whole days across summer time and leap years", () => {
  expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
  expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
  expect(plusDays("2026-01-31", -28)).toBe("2026-01-03");
});

it("says how far away a day is", () => {
  expect(relativeDay("2026-01-30", "2026-01-31")).toBe("yesterday");
  expect(relativeDay("2026-03-02", "2026-01-31")).toBe("in 30 days");
  expect(relativeDays(-400)).toBe("13 months ago");
  expect(relativeDays(0)).toBe("today");
});

it("says how long ago something was", () => {
  const now = Date.parse("2026-01-31T12:00:00Z");
  expect(relativeTime("2026-01-31T11:59:40Z", now)).toBe("just now");
  expect(relativeTime("2026-01-31T11:20:00Z", now)).toBe("40 minutes ago");
  expect(relativeTime("2026-01-28T12:00:00Z", now)).toBe("3 days ago");
});

it("shows days as they are, whatever the browser's zone", () => {
  expect(formatDay("2026-01-31")).toBe("Jan 31, 2026");
  expect(formatDay(null)).toBe("–");
});

it("shows the days in a sentence likewise, but not in what it quotes", () => {
  expect(formatDaysIn("Ann Lee was last seen on 2026-10-03")).toBe(
    "Ann Lee was last seen on Oct 3, 2026",
  );
  expect(formatDaysIn("the ticket “Export of 2026-10-01” is open since 2026-10-20")).toBe(
    "the ticket “Export of 2026-10-01” is open since Oct 20, 2026",
  );
  expect(formatDaysIn("number 2026-13-45 of 12026-10-033")).toBe(
    "number 2026-13-45 of 12026-10-033",
  );
});

it("knows the company's day of an instant", () => {
  expect(dayOfInstant("2026-01-31T23:30:00Z", "Europe/Berlin")).toBe("2026-02-01");
});
