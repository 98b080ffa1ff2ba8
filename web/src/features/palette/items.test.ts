import { expect, it } from "vitest";
import { itemOf, pagesFor } from "./items";

it("offers the main places before anything is typed", () => {
  expect(pagesFor("").map(({ title }) => title)).toEqual([
    "Home",
    "Accounts",
    "Segments",
    "Health",
    "Revenue",
    "Signals",
    "Backtest",
    "Metrics",
    "SQL",
    "Data",
    "Settings",
  ]);
});

it("finds pages by the beginnings of their words", () => {
  expect(pagesFor("liv").map(({ title }) => title)).toEqual(["Live events"]);
  expect(pagesFor("settings app").map(({ title }) => title)).toEqual(["Appearance"]);
  expect(pagesFor("xyz")).toEqual([]);
});

it("leads a contact to the people of its account", () => {
  const hit = {
    type: "contact",
    id: "c1",
    title: "Ana",
    subtitle: "Acme",
    account_id: "acme",
    band: null,
  } as const;
  expect(itemOf(hit).go).toEqual({ to: "/accounts/$accountId", accountId: "acme", tab: "people" });
});
