import { expect, it } from "vitest";
import { compareSearch, segmentSearch } from "./search";
import { slug } from "./slug";

it.each([
  ["Big customers, EU", "big_customers_eu"],
  ["  Übergabe 2026! ", "ubergabe_2026"],
  ["1st wave", "st_wave"],
  ["日本", ""],
])("%s becomes %s", (name, key) => {
  expect(slug(name)).toBe(key);
});

it("the pages keep what they know in their URLs and drop the rest", () => {
  expect(segmentSearch({ tab: "moves", days: "90", sort: "arr", dir: "desc", x: "1" })).toEqual({
    tab: "moves",
    days: "90",
    sort: "arr",
    dir: "desc",
  });
  expect(segmentSearch({ tab: "accounts", days: "365", density: "compact" })).toEqual({});
  expect(compareSearch({ keys: "a,b,c,d,e", metric: "score" })).toEqual({ keys: "a,b,c,d" });
  expect(compareSearch({ keys: ",", metric: "arr" })).toEqual({ metric: "arr" });
});
