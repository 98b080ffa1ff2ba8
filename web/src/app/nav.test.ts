import { expect, it } from "vitest";
import { isOnlyNow } from "./nav";

it("knows the pages that show only what is now", () => {
  expect(isOnlyNow("/settings")).toBe(true);
  expect(isOnlyNow("/data/import")).toBe(true);
  expect(isOnlyNow("/database")).toBe(false);
  expect(isOnlyNow("/revenue")).toBe(false);
});

it("shows the rules of counting as they are now, and the ledger of any day", () => {
  expect(isOnlyNow("/revenue/settings")).toBe(true);
  expect(isOnlyNow("/revenue/settings", { tab: "rules" })).toBe(true);
  expect(isOnlyNow("/revenue/settings", { tab: "ledger" })).toBe(false);
});
