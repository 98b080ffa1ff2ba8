import { describe, expect, it } from "vitest";
import { inserted, placeholdersOf, saysProblem } from "./says";

describe("a sentence of one's own", () => {
  it("has a baseline only where something is held against something", () => {
    const texts = (transform: "value" | "own_habit") =>
      placeholdersOf(transform).map(({ text }) => text);
    expect(texts("value")).toEqual(["{value}", "{value%}"]);
    expect(texts("own_habit")).toEqual(["{value}", "{value%}", "{baseline}", "{baseline%}"]);
  });

  it("says what would not become a number", () => {
    expect(saysProblem("{value} of {baseline}", placeholdersOf("change"))).toBeUndefined();
    expect(saysProblem("{value} of {baseline}", placeholdersOf("value"))).toMatch(
      /against nothing/,
    );
    expect(saysProblem("{count} came", placeholdersOf("value"))).toMatch(/^\{count\} stands for/);
  });

  it("takes a placeholder where the caret is", () => {
    expect(inserted(" came", 0, "{value}")).toBe("{value} came");
    expect(inserted("only ", 5, "{value}")).toBe("only {value}");
  });
});
