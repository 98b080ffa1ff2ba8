import { expect, it } from "vitest";
import type { LiveEvent } from "~/api/types";
import { snippets } from "./snippets";
import { merged } from "./useLive";

const event = (seq: number): LiveEvent => ({
  seq,
  received_at: "2026-01-31T12:00:00Z",
  type: "track",
  name: "Report viewed",
  account_id: null,
  contact_id: null,
  status: "accepted",
  reason: null,
  source: "segment:web",
});

it("shows each event once, newest first, and forgets the oldest", () => {
  const known = merged([], [event(1), event(2)]);
  expect(merged(known, [event(2), event(3)]).map(({ seq }) => seq)).toEqual([3, 2, 1]);
  expect(merged(known, [event(3)], 2).map(({ seq }) => seq)).toEqual([3, 2]);
});

it("snippets name the server that they came from", () => {
  for (const { code } of snippets("https://cs.example.com")) {
    expect(code).toContain("https://cs.example.com");
    expect(code).toContain("WRITE_KEY");
  }
});
