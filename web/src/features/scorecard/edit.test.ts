import { describe, expect, it } from "vitest";
import type { MetricRow } from "~/api/types";
import {
  cardOf,
  keyFor,
  keyOfLook,
  moved,
  newBand,
  newMeasure,
  same,
  sharesOf,
  withBand,
  withGroup,
  withMeasure,
} from "./edit";
import { keepDraft, readDraft } from "./kept";
import { isAt, isPlaced, measureOf } from "./problem";
import { measure, published } from "./sample";
import { axisOf, meant, shown, withTransform } from "./transforms";
import { emphasisWords, outcomeOf, publishWords } from "./words";

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
    expect(Object.keys(card)).toEqual(["name", "least_coverage", "emphasis", "groups", "bands"]);
    expect(same(card, published())).toBe(true);
    expect(same(withMeasure(card, 0, 1, { weight: 2 }), published())).toBe(false);
  });

  it("takes what an older server leaves out as usual", () => {
    const { only_when, noun, fades_in_silence, ...old } = measure();
    const groups = [{ key: "usage", name: "Usage", weight: 1, measures: [old as never] }];
    expect(cardOf(published({ groups })).groups[0]?.measures[0]).toEqual(measure());
  });

  it("changes one field and leaves the rest", () => {
    const card = cardOf(published());
    const next = withMeasure(withGroup(card, 1, { name: "Team" }), 0, 0, { weight: 9 });
    expect(next.groups[1]?.name).toBe("Team");
    expect(next.groups[0]?.measures.map(({ weight }) => weight)).toEqual([9, 1]);
    expect(card.groups[0]?.measures[0]?.weight).toBe(3);
    expect(withBand(card, 0, { from: 60 }).bands[0]?.from).toBe(60);
    expect(withGroup(card, 9, { name: "nowhere" })).toBe(card);
  });

  it("moves within its list and no further", () => {
    expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
    expect(moved(["a", "b"], 1, 1)).toEqual(["a", "b"]);
  });

  it("shares the whole by weight", () => {
    const { group, measures } = sharesOf(cardOf(published()));
    expect(group).toEqual([0.75, 0.25]);
    expect(measures).toEqual([[0.5625, 0.1875], [0.25]]);
    const none = published({ groups: [{ key: "a", name: "A", weight: 0, measures: [] }] });
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

  it("gives a band a look by its key", () => {
    const { bands } = published();
    expect(newBand("At risk", bands)).toEqual({ key: "at_risk", name: "At risk", from: 35 });
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
    expect(measureOf(curve)).toBe("usage.level");
  });

  it("have a place in the form where it knows the keys", () => {
    const card = cardOf(published());
    expect(isPlaced(curve, card)).toBe(true);
    expect(isPlaced({ key: "groups.gone.weight", detail: "" }, card)).toBe(false);
    expect(isPlaced({ key: null, detail: "" }, card)).toBe(false);
    expect(isPlaced({ key: "bands", detail: "" }, card)).toBe(true);
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

  it("say what publishing and emphasis do", () => {
    const few = { changed: 1, changed_band: 1 } as never;
    expect(publishWords(few)).toMatch(/^1 account changes band, 1 score changes/);
    expect(emphasisWords(3)).toMatch(/4 times its weight/);
    expect(emphasisWords(0)).toBe("A weak side counts as much as a strong one.");
  });
});

describe("the kept draft", () => {
  function storage(): Storage {
    const kept = new Map<string, string>();
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    } as unknown as Storage;
  }

  it("comes back for its company alone, and goes", () => {
    const own = storage();
    const kept = { written: { card: cardOf(published()) }, of: 2 };
    expect(keepDraft("Acme", kept, own)).toBe(true);
    expect(readDraft("Acme", own)).toEqual(kept);
    expect(readDraft("Bolt", own)).toBeNull();
    keepDraft("Acme", null, own);
    expect(readDraft("Acme", own)).toBeNull();
  });

  it("ignores what it can't read, and says when it can't keep", () => {
    const own = storage();
    own.setItem("perennial.scorecard.draft.Acme", '{"of":1,"written":{"card":7}}');
    expect(readDraft("Acme", own)).toBeNull();
    own.setItem("perennial.scorecard.draft.Acme", "{");
    expect(readDraft("Acme", own)).toBeNull();
    const full = {
      setItem: () => {
        throw new Error("full");
      },
    } as unknown as Storage;
    expect(keepDraft("Acme", { written: { toml: "" }, of: 1 }, full)).toBe(false);
  });
});
