import { expect, it } from "vitest";
import { strengthOf } from "./strength";

it.each([
  ["", 0],
  ["short", 0],
  ["aaaaaaaaaaaaaaaaaaaaaaaa", 1],
  ["perennials", 2],
  ["Perennial-22x", 3],
  ["four unrelated garden words", 4],
])("%j is of level %i", (password, level) => {
  expect(strengthOf(password).level).toBe(level);
});
