import { expect, it } from "vitest";
import { lookOf, rangeText, tickTexts } from "./bins";
import { sample } from "./sample";
import type { CalibrationBin } from "./types";

const BANDS = [
  { key: "thriving", name: "Thriving", from: 85 },
  { key: "healthy", name: "Healthy", from: 70 },
  { key: "critical", name: "Critical", from: 0 },
];
const bin = (from: number, to: number): CalibrationBin => ({
  from,
  to,
  n: 100,
  left: 10,
  share: 0.1,
  low: 0.05,
  high: 0.17,
});
const metric = { ...sample().judged, kind: "metric" as const, warns_beyond: 20 };

it("calls a bin by its ends, or by its one value", () => {
  expect(rangeText(bin(24, 51), String)).toBe("24 to 51");
  expect(rangeText(bin(3, 3), String)).toBe("3");
});

it("writes the names of all bins in two lines where one is long", () => {
  expect(tickTexts([bin(1, 2), bin(3, 3)], String)).toEqual(["1–2", "3"]);
  expect(tickTexts([bin(1, 2), bin(100, 250)], String)).toEqual(["1–\n2", "100–\n250"]);
});

it("looks like the worst band that is in it, and names the best too", () => {
  const { judged } = sample();
  expect(lookOf(bin(86, 99), judged, BANDS)).toMatchObject({ name: "Thriving", band: "thriving" });
  expect(lookOf(bin(11, 80), judged, BANDS)).toMatchObject({
    name: "Critical to healthy",
    band: "critical",
  });
});

it("looks like what warns, where a metric is judged", () => {
  const names = [bin(1, 10), bin(10, 30), bin(30, 40)].map((one) => lookOf(one, metric, []).name);
  expect(names).toEqual(["Warning", "Partly a warning", "No warning"]);
});
