import { expect, it } from "vitest";
import { binNames } from "./bins";

it("bins are called by their edges, single whole numbers by themselves", () => {
  expect(binNames([0, 10, 20, 500], String)).toEqual(["0 – 10", "10 – 20", "20 – 500"]);
  expect(binNames([0, 1, 2, 3], String)).toEqual(["0", "1", "2"]);
  expect(binNames([], String)).toEqual([]);
});
