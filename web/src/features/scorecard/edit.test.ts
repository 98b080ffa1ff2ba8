import { describe, expect, it } from "vitest";
import type { MetricRow } from "~/api/types";
import { cardOf, same } from "./card";
import { moved, sharesOf, withBand, withException, withGroup, withMeasure } from "./edit";
import {
  isAboutUsage,
  keyFor,
  keyOfLook,
  newBand,
  newCeiling,
  newException,
  newMeasure,
} from "./fresh";
import { isAt, isPlaced, rowOf } from "./problem";
import { measure, published } from "./sample";
import { axisOf, meant, shown, withTransform } from "./transforms";
import { emphasisWords, exceptionWords, outcomeOf, publishWords } from "./words";

const METRIC = {
  key: "arr",
  name: "ARR",
  unit: "money",
  good: "higher",
  median: 1200,
} as MetricRow;

describe("a scorecard under change", () => {
  it("is the card without who published it, and the same until something differs", () => {
    const card = cardOf(published());
    expect(Object.keys(card)).toEqual([
      "name",
      "applies_to",
      "least_coverage",
      "emphasis",
      "groups",
      "exceptions",
      "bands",
    ]);
    expect(same(card, published())).toBe(true);
    expect(same(withMeasure(card, 0, 1, { weight: 2 }), published())).toBe(false);
  });

  it("takes what an older server leaves out as usual", () => {
    const { only_when, noun, says, fades_in_silence, ...old } = measure();
    const { season, ...settings } = old.settings;
    const measures = [{ ...old, settings } as never];
    const groups = [{ key: "usage", name: "Usage", weight: 1, measures } as never];
    const card = cardOf(published({ groups, exceptions: undefined as never }));
    expect(card.groups[0]).toMatchObject({ ceiling: null, measures: [measure()] });
    expect(card.exceptions).toEqual([]);
  });

  it("changes one field and leaves the rest", () => {
    const card = cardOf(published());
    const next = withMeasure(withGroup(card, 1, { name: "Team" }), 0, 0, { weight: 9 });
    expect(next.groups[1]?.name).toBe("Team");
    expect(next.groups[0]?.measures.map(({ weight }) => weight)).toEqual([9, 1]);
    expect(card.groups[0]?.measures[0]?.weight).toBe(3);
    expect(withBand(card, 0, { from: 60 }).bands[0]?.from).toBe(60);
    const late = newException(METRIC, []);
    const held = withException({ ...card, exceptions: [late] }, 0, { most: 20 });
    expect(held.exceptions[0]?.most).toBe(20);
    expect(withException(card, 0, { most: 20 })).toBe(card);
    expect(withGroup(card, 9, { name: "nowhere" })).toBe(card);
  });

  it("moves within its list and no further", () => {
    expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
    expect(moved(["a", "b"], 1, 1)).toEqual(["a", "b"]);
  });

  it("shares the whole by weight", () => {
    const shares = sharesOf(cardOf(published()));
    expect(shares.group).toEqual([0.75, 0.25]);
    expect(shares.measures).toEqual([[0.5625, 0.1875], [0.25]]);
    const group = { key: "a", name: "A", weight: 0, measures: [], ceiling: null };
    const none = published({ groups: [group] });
    expect(sharesOf(none)).toEqual({ group: [0], measures: [[]] });
  });
});

describe("keys and what is new", () => {
  it("makes a key of a name that no other has", () => {
    expect(keyFor("Größe & mehr", [])).toBe("gro_e_mehr");
    expect(keyFor("Usage", ["usage", "usage_2"])).toBe("usage_3");
    expect(keyFor("!", [])).toBe("one");
  });

  it("begins a measure with its metric, and a curve around the middle", () => {
    const made = newMeasure(METRIC, [measure({ key: "arr" })]);
    expect(made).toMatchObject({
      key: "arr_2",
      name: "ARR",
      transform: "value",
      missing: "leave_out",
    });
    expect(made.curve.at(-1)).toEqual([2400, 100]);
  });

  it("begins an exception where the metric is unusually bad", () => {
    const late = { ...METRIC, key: "late", name: "Late", good: "lower", median: 15 } as MetricRow;
    const made = newException(late, [{ key: "late" } as never]);
    expect(made).toEqual({
      key: "late_2",
      name: "Late",
      metric: "late",
      at_least: 30,
      at_most: null,
      most: 40,
    });
    expect(newException(METRIC, [])).toMatchObject({ at_least: null, at_most: 600 });
  });

  it("knows what to ask of a group about use", () => {
    const used = [{ key: "events_28d", group: "usage" } as MetricRow];
    const group = published().groups[0] as never;
    expect(isAboutUsage(group, used)).toBe(true);
    expect(isAboutUsage(group, [])).toBe(false);
    expect(newCeiling({ key: "csm_fit" }).curve).toEqual([
      [0, 40],
      [1, 70],
      [2, 100],
    ]);
    expect(newCeiling(METRIC).curve.at(-1)).toEqual([2400, 100]);
  });

  it("gives a band a look by its key", () => {
    const { bands } = published();
    expect(newBand("At risk", bands)).toEqual({
      key: "at_risk",
      name: "At risk",
      from: 35,
      colour: null,
    });
    expect(keyOfLook("wobbling", "At risk", bands)).toBe("wobbling");
    expect(keyOfLook("healthy", "At risk", bands)).toBe("at_risk");
    expect(keyOfLook("plain", "Critical", [])).toBe("critical_2");
  });
});

describe("transforms", () => {
  it("start with their usual settings and a curve of their own", () => {
    const changed = withTransform(measure(), "change", METRIC);
    expect(changed.settings).toEqual({ days: 90 });
    expect(changed.curve.some(([x]) => x < 0)).toBe(true);
    expect(withTransform(measure(), "share", undefined).settings.of).toBe("events_28d");
  });

  it("fall where less is better", () => {
    const falling = { ...METRIC, good: "lower" } as MetricRow;
    const curve = withTransform(measure(), "own_habit", falling).curve;
    expect(curve[0]?.[1]).toBe(100);
    expect(curve.at(-1)?.[1]).toBe(0);
  });

  it("show x in the unit that people read", () => {
    const habit = axisOf(measure(), METRIC, undefined, "EUR");
    expect([habit.suffix, shown(0.07, habit), meant(7, habit)]).toEqual(["%", 7, 0.07]);
    const money = axisOf(measure({ transform: "value" }), METRIC, undefined, "EUR");
    expect([money.suffix, shown(1200, money)]).toEqual(["EUR", 1200]);
  });
});

describe("problems", () => {
  const curve = { key: "groups.usage.measures.level.curve", detail: "x must rise" };
  it("are at their field and the ones above it", () => {
    expect(isAt(curve, "groups.usage.measures.level")).toBe(true);
    expect(isAt(curve, "groups.usage.measures.lev")).toBe(false);
    expect(rowOf(curve)).toBe("usage.level");
    expect(rowOf({ key: "groups.usage.ceiling.metric", detail: "" })).toBe("usage:ceiling");
    expect(rowOf({ key: "groups.usage.weight", detail: "" })).toBeNull();
  });

  it("have a place in the form where it knows the keys", () => {
    const card = cardOf(published());
    expect(isPlaced(curve, card)).toBe(true);
    expect(isPlaced({ key: "groups.gone.weight", detail: "" }, card)).toBe(false);
    expect(isPlaced({ key: null, detail: "" }, card)).toBe(false);
    expect(isPlaced({ key: "bands", detail: "" }, card)).toBe(true);
  });

  it("have one in exceptions, ceilings and the condition too", () => {
    const exceptions = [newException(METRIC, [])];
    const groups = published().groups.map((group) => ({ ...group, ceiling: newCeiling(METRIC) }));
    const card = cardOf(published({ exceptions, groups }));
    const at = (key: string) => isPlaced({ key, detail: "" }, card);
    expect(["exceptions.arr.most", "groups.usage.ceiling.curve", "applies_to"].every(at)).toBe(
      true,
    );
    expect(at("exceptions.gone")).toBe(false);
    const bare = cardOf(published());
    expect(isPlaced({ key: "groups.usage.ceiling", detail: "" }, bare)).toBe(false);
  });
});

describe("words", () => {
  const at = (value: number, half: number) => ({ value, low: value - half, high: value + half });
  it("claim nothing while intervals overlap", () => {
    expect(outcomeOf(at(0.8, 0.05), at(0.84, 0.05), "higher")).toBe("unclear");
    expect(outcomeOf(at(0.6, 0.05), at(0.84, 0.05), "higher")).toBe("better");
    expect(outcomeOf(at(0.2, 0.05), at(0.5, 0.05), "lower")).toBe("worse");
    expect(outcomeOf(at(0.2, 0.05), at(0.2, 0.05), "lower")).toBe("same");
    expect(outcomeOf({ value: null, low: null, high: null }, at(1, 0), "higher")).toBe("unknown");
  });

  it("say an exception in the metric's unit", () => {
    const days = { ...METRIC, name: "Days overdue", unit: "days" } as MetricRow;
    const made = { ...newException(days, []), at_least: 30, at_most: null };
    const said = (one: typeof made) => exceptionWords(one, days, "EUR");
    expect(said(made)).toBe("At most 40 while “Days overdue” is at least 30 days.");
    expect(said({ ...made, at_most: 60 as never })).toMatch(/at least 30 days and at most 60 days/);
    expect(said({ ...made, at_least: null as never })).toMatch(/no limit yet/);
    expect(exceptionWords(made, undefined, "EUR")).toMatch(/while “arr” is at least 30\./);
  });

  it("say what publishing and emphasis do", () => {
    const few = { changed: 1, changed_band: 1 } as never;
    expect(publishWords(few)).toMatch(/^1 account changes band, 1 score changes/);
    expect(emphasisWords(3)).toMatch(/4 times its weight/);
    expect(emphasisWords(0)).toBe("A weak side counts as much as a strong one.");
  });
});
