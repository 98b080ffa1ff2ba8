import { expect, it } from "vitest";
import { corrected, readExpressionError } from "./caret";

const DETAIL = [
  'there is no column "teir"; did you mean tier?',
  "  name = 'Zoë' and teir = 'gold'",
  "                   ^^^^",
].join("\n");

it("keeps the carets under the word that is wrong", () => {
  expect(readExpressionError(DETAIL)).toEqual({
    sentence: 'there is no column "teir"; did you mean tier?',
    place: {
      line: "name = 'Zoë' and teir = 'gold'",
      carets: "                 ^^^^",
    },
  });
});

it("is only a sentence where no place is marked", () => {
  expect(readExpressionError("the condition is too long")).toEqual({
    sentence: "the condition is too long",
  });
});

it("puts the suggested word where the wrong one stands", () => {
  const error = readExpressionError(DETAIL);
  expect(corrected("name = 'Zoë' and teir = 'gold'", error)).toEqual({
    word: "tier",
    source: "name = 'Zoë' and tier = 'gold'",
  });
});

it("offers nothing when the source isn't the one that was judged", () => {
  expect(corrected("arr > 5", readExpressionError(DETAIL))).toBeUndefined();
  expect(corrected("arr >", { sentence: "a value is missing" })).toBeUndefined();
});
