import { expect, it } from "vitest";
import { diffLines } from "./diff";
import { filtered, grouped } from "./filter";
import { metricsSearch } from "./search";
import type { MetricRow } from "./types";

const row = (key: string, fields: Partial<MetricRow> = {}): MetricRow => ({
  key,
  name: key.replaceAll("_", " "),
  description: "",
  formula: "",
  group: "usage",
  unit: "events",
  good: "higher",
  origin: "built_in",
  version: 1,
  accounts: 200,
  fed: true,
  with_value: 200,
  median: 1,
  ...fields,
});
const metrics = [
  row("trainings_90d", { group: "learning", fed: false, with_value: 0 }),
  row("events_28d", { description: "How often the product was used" }),
  row("exports", { group: "own", origin: "own" }),
  row("arr", { group: "money", unit: "money", origin: "changed" }),
];
const keys = (found: MetricRow[]) => found.map(({ key }) => key);

it("finds by every typed word, in key, name, meaning, group and unit", () => {
  expect(keys(filtered(metrics, { q: "USED product" }))).toEqual(["events_28d"]);
  expect(keys(filtered(metrics, { q: "money" }))).toEqual(["arr"]);
  expect(keys(filtered(metrics, { q: "used nothing" }))).toEqual([]);
});

it("filters by group and by what has data", () => {
  expect(keys(filtered(metrics, { group: "own" }))).toEqual(["exports"]);
  expect(keys(filtered(metrics, { show: "unfed" }))).toEqual(["trainings_90d"]);
  expect(keys(filtered(metrics, { show: "edited" }))).toEqual(["exports", "arr"]);
});

it("groups in the catalogue's order", () => {
  expect(grouped(metrics).map(({ group }) => group)).toEqual(["own", "usage", "money", "learning"]);
});

it("keeps only what it knows in the URL", () => {
  expect(metricsSearch({ q: " ", group: "usage", show: "everything" })).toEqual({ group: "usage" });
});

it("shows what changed between two versions", () => {
  const said = diffLines("a\nwindow = 28\nb\n", "a\nwindow = 7\nb\nempty = 0\n").map(
    ({ sign, text }) => sign + text,
  );
  expect(said).toEqual([" a", "-window = 28", "+window = 7", " b", "+empty = 0"]);
  expect(diffLines("", "a").map(({ sign }) => sign)).toEqual(["+"]);
});
