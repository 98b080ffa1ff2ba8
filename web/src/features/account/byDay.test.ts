import { expect, it } from "vitest";
import type { TimelineFact } from "~/api/types";
import { byDay } from "./byDay";

const fact = (fact_id: string, occurred_at: string): TimelineFact => ({
  fact_id,
  occurred_at,
  kind: "usage",
  name: "Report viewed",
  contact_id: null,
  contact_name: null,
  value: null,
  source: "sample",
  properties: {},
});

it("groups by the company's day and keeps the order", () => {
  const facts = [
    fact("c", "2026-01-31T23:30:00Z"),
    fact("b", "2026-01-31T22:30:00Z"),
    fact("a", "2026-01-31T21:00:00Z"),
  ];
  const days = byDay(facts, "Europe/Berlin");
  expect(days.map(([day, items]) => [day, items.map((item) => item.fact_id)])).toEqual([
    ["2026-02-01", ["c"]],
    ["2026-01-31", ["b", "a"]],
  ]);
});
