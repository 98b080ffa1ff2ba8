import { expect, it } from "vitest";
import { accountSearch } from "./search";

it("keeps the span of the explanation, unless it is the usual one or none that there is", () => {
  expect(accountSearch({ span: "90" })).toEqual({ span: "90" });
  expect(accountSearch({ span: "28" })).toEqual({});
  expect(accountSearch({ span: "45" })).toEqual({});
});
