import { expect, it } from "vitest";
import { BAND_KEYS, bandAreas, bandLook, bandOf, DEFAULT_BANDS } from "./bands";

it("puts a score that lies on a border into the upper band", () => {
  expect(bandOf(80, DEFAULT_BANDS)).toBe("thriving");
  expect(bandOf(79.99, DEFAULT_BANDS)).toBe("healthy");
  expect(bandOf(0, DEFAULT_BANDS)).toBe("critical");
  expect(bandOf(null, DEFAULT_BANDS)).toBeNull();
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
  const areas = bandAreas(DEFAULT_BANDS);
  expect(areas[0]?.to).toBe(100);
  expect(areas.at(-1)?.from).toBe(0);
  for (const [at, area] of areas.entries()) expect(area.from).toBe(areas[at + 1]?.to ?? 0);
});
