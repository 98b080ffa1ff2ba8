import { expect, it } from "vitest";
import { evidenceLines } from "./evidence";
import { snoozePresets } from "./snooze";

it("says numbers, shares, money, days and stairs as people do", () => {
  expect(
    evidenceLines(
      {
        as_of: "2026-04-28",
        events_28d: 1204,
        drop: 0.58,
        steps: [
          { day: "2026-01-01", active_contacts_28d: 6 },
          { day: "2026-02-01", active_contacts_28d: 4 },
          { day: "2026-03-01", active_contacts_28d: 1 },
        ],
        arr: 48000,
        plan: null,
      },
      "USD",
    ),
  ).toEqual([
    { name: "People active, step by step", value: "6 → 4 → 1" },
    { name: "Events, 28 days", value: "1,204" },
    { name: "Below the usual", value: "58%" },
    { name: "ARR", value: "$48,000" },
    { name: "As of", value: "Apr 28, 2026" },
  ]);
});

it("snoozes to days that lie ahead", () => {
  expect(snoozePresets("2026-02-27").map((preset) => preset.until)).toEqual([
    "2026-02-28",
    "2026-03-02",
    "2026-03-06",
    "2026-03-13",
    "2026-03-29",
  ]);
});
