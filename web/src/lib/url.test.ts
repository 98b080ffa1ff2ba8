import { describe, expect, it } from "vitest";
import { listOf, oneOf, parseSearch, safeNext, stringifySearch, toggled } from "./url";

it("a view survives the URL", () => {
  const view = { band: "critical,wobbling", where: "arr > 5 and name like '%&%'", q: "zoë" };
  expect(parseSearch(stringifySearch(view))).toEqual(view);
});

it("leaves out what isn't set", () => {
  expect(stringifySearch({ q: "", band: undefined, sort: "arr" })).toBe("?sort=arr");
  expect(stringifySearch({})).toBe("");
});

it("lists stay readable", () => {
  expect(stringifySearch({ band: "critical,wobbling" })).toBe("?band=critical,wobbling");
  expect(listOf("a,,b")).toEqual(["a", "b"]);
  expect(toggled("a,b", "a")).toBe("b");
  expect(toggled("a", "a")).toBeUndefined();
  expect(toggled(undefined, "a")).toBe("a");
});

it("drops words it doesn't know", () => {
  expect(oneOf("up", ["asc", "desc"])).toBeUndefined();
});

describe("after signing in", () => {
  it("goes back to where one was, and never to another site", () => {
    expect(safeNext("/accounts?q=x")).toBe("/accounts?q=x");
    expect(safeNext("//evil.example")).toBe("/");
    expect(safeNext("/\\evil.example")).toBe("/");
    expect(safeNext("https://evil.example")).toBe("/");
    expect(safeNext(undefined)).toBe("/");
  });
});
