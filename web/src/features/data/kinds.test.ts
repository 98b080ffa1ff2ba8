import { expect, it } from "vitest";
import { guessKind } from "./kinds";

it.each([
  ["accounts.csv", "accounts"],
  ["My-Ticket export 2026.xlsx", "tickets"],
  ["nova_facts.csv", "facts"],
  ["things.csv", undefined],
])("%s holds %s", (name, kind) => {
  expect(guessKind(name)).toBe(kind);
});
