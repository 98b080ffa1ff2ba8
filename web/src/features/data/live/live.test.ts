import { expect, it } from "vitest";
import type { LiveEvent, LiveSecond } from "~/api/types";
import { snippets } from "../snippets";
import { KEPT, type Row, withEvents, withGap, withSecond } from "./live";

const event = (id: string | null): LiveEvent => ({
  received_at: "2026-01-31T12:00:00Z",
  status: "accepted",
  call: null,
  kind: "usage",
  name: "Report viewed",
  fact_id: id,
  occurred_at: "2026-01-31T12:00:00Z",
  account_id: "acme",
  account_name: "Acme",
  contact_id: null,
  contact_name: null,
  value: null,
  session_id: null,
  source: "segment:web",
  properties: {},
  reason: null,
});

const ids = (rows: Row[]) => rows.map((row) => row.event?.fact_id ?? row.left);
const second = (accepted: number): LiveSecond => ({
  accepted,
  repeated: 0,
  refused: 1,
  left_out: 0,
});

it("shows each fact once, newest first, and forgets the oldest", () => {
  const known = withEvents([], [event("a"), event("b")]);
  expect(ids(withEvents(known, [event("b"), event("c")]))).toEqual(["c", "b", "a"]);
  const many = Array.from({ length: KEPT + 5 }, (_, at) => event(`m${at}`));
  expect(withEvents(known, many)).toHaveLength(KEPT);
  expect(withEvents(known, [event(null), event(null)])).toHaveLength(4);
});

it("says where events were left out, seconds in a row as one", () => {
  const gap = withGap(withGap(withEvents([], [event("a")]), 1200), 4);
  expect(ids(gap)).toEqual([1204, "a"]);
  expect(ids(withEvents(gap, [event("b")]))).toEqual(["b", 1204, "a"]);
  expect(withGap(gap, 0)).toBe(gap);
});

it("counts per second for a minute", () => {
  const rates = withSecond(withSecond(new Map(), 100, second(3)), 100, second(4));
  expect(rates.get(100)).toEqual({ accepted: 7, repeated: 0, refused: 2, left_out: 0 });
  expect([...withSecond(rates, 160, second(1)).keys()]).toEqual([160]);
});

it("snippets name the server that they came from", () => {
  for (const { code } of snippets("https://cs.example.com")) {
    expect(code).toContain("https://cs.example.com");
    expect(code).toContain("WRITE_KEY");
  }
});
