import { expect, it } from "vitest";
import { reasonOf } from "./reason";

it.each([
  [
    "Wobbling at 67, down 12 points in 28 days: events fell from 163 to 71.",
    "Events fell from 163 to 71.",
  ],
  ["Critical at 26: nobody was seen.", "Nobody was seen."],
  ["There is no score: nothing is known.", "There is no score: nothing is known."],
  ["Events fell at 9: look.", "Events fell at 9: look."],
  [null, ""],
])("%s", (why, reason) => {
  expect(reasonOf(why)).toBe(reason);
});
