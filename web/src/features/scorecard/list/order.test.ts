import { describe, expect, it } from "vitest";
import type { Row } from "../types";
import { inOrder, keysOf, placedAt, placeOf, putBack, whereOf } from "./order";

const row = (key: string, applies_to: string | null) => ({ key, applies_to }) as Row;
const ROWS = [row("large", "arr > 5"), row("new", "tier = 'n'"), row("default", null)];

describe("the order of scorecards", () => {
  it("leaves the default one at the end", () => {
    expect(keysOf(ROWS)).toEqual(["large", "new"]);
    expect(inOrder(ROWS, ["new", "large"]).map(({ key }) => key)).toEqual([
      "new",
      "large",
      "default",
    ]);
  });

  it("comes back, with what is new since at its head", () => {
    expect(putBack(["a", "c", "new", "b"], ["c", "b", "a", "gone"])).toEqual([
      "new",
      "c",
      "b",
      "a",
    ]);
  });

  it("puts what is dragged among the others", () => {
    expect(placeOf(50, [10, 40, 90])).toBe(2);
    expect(placedAt(["a", "b", "c"], "a", 2)).toEqual(["b", "c", "a"]);
    expect(placedAt(["a", "b", "c"], "c", 0)).toEqual(["c", "a", "b"]);
  });
});

describe("the accounts of a scorecard", () => {
  it("are those that no one above takes, where a condition may be neither true nor false", () => {
    expect(whereOf(ROWS, 0)).toBe("arr > 5");
    expect(whereOf(ROWS, 1)).toBe("(tier = 'n') and not coalesce(arr > 5, false)");
    expect(whereOf(ROWS, 2)).toBe(
      "not coalesce(arr > 5, false) and not coalesce(tier = 'n', false)",
    );
    expect(whereOf([row("default", null)], 0)).toBe("");
  });
});
