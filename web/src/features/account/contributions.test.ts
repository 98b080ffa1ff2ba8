import { expect, it } from "vitest";
import type { GroupPart, MeasurePart } from "~/api/types";
import { costliest, shareOf } from "./contributions";

const measure = (change: number | null): MeasurePart => ({
  key: "m",
  name: "m",
  metric: "events_28d",
  value: 1,
  baseline: null,
  points: 50,
  weight: 1,
  share: 0.1,
  contribution: 5,
  change,
  sentence: "",
  missing: false,
  evidence: [],
});

const group = (
  key: string,
  share: number,
  score: number,
  moves: (number | null)[] = [],
): GroupPart => ({
  key,
  name: key,
  weight: 1,
  share,
  score,
  ceiling: null,
  contribution: share * score,
  measures: moves.map(measure),
});

it("a group has room for its share, gives its contribution, and moved by its measures", () => {
  expect(shareOf(group("usage", 0.6, 50, [-4, null, 1.5]))).toEqual({
    room: 60,
    gives: 30,
    moved: -2.5,
  });
});

it("what nobody knows did not move", () => {
  expect(shareOf(group("usage", 0.6, 50, [null])).moved).toBeNull();
});

it("names what costs most first, and not what costs nothing", () => {
  const groups = [group("usage", 0.5, 100), group("people", 0.3, 20), group("nps", 0.2, 0)];
  expect(costliest(groups)).toEqual(["people", "nps"]);
});
