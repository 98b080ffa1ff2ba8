import { expect, it } from "vitest";
import { BAND_KEYS, type BandFrom, bandAreas, bandLook, bandOf } from "./bands";

const BANDS: BandFrom[] = [
  { key: "thriving", name: "Thriving", from: 80 },
  { key: "healthy", name: "Healthy", from: 60 },
  { key: "wobbling", name: "Wobbling", from: 40 },
  { key: "critical", name: "Critical", from: 0 },
];

it("puts a score that lies on a border into the upper band", () => {
  expect(bandOf(80, BANDS)).toBe("thriving");
  expect(bandOf(79.99, BANDS)).toBe("healthy");
  expect(bandOf(0, BANDS)).toBe("critical");
  expect(bandOf(null, BANDS)).toBeNull();
  expect(bandOf(50, [])).toBeNull();
});

it("gives each band a shape of its own, so that no colour speaks alone", () => {
  const shapes = BAND_KEYS.map((key) => bandLook(key).shape);
  expect(new Set(shapes).size).toBe(BAND_KEYS.length);
});

it("shows a band of somebody's own making, and no score, by the ring", () => {
  expect(bandLook("gold")).toMatchObject({ name: "Gold", shape: "ring" });
  expect(bandLook(null)).toMatchObject({ name: "No score", shape: "ring" });
});

it("covers 0 to 100 without a gap", () => {
  const areas = bandAreas(BANDS);
  expect(areas[0]?.to).toBe(100);
  expect(areas.at(-1)?.from).toBe(0);
  for (const [at, area] of areas.entries()) expect(area.from).toBe(areas[at + 1]?.to ?? 0);
});
