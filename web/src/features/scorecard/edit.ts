// Changes to a scorecard, each a new scorecard.

import type { MetricRow } from "~/api/types";
import { BAND_KEYS } from "~/lib/bands";
import { replaced } from "./curve";
import { startingCurve } from "./transforms";
import type { Band, Card, Group, Measure, Published } from "./types";

/** Only what a scorecard is made of, without who changed it when. */
export function cardOf({ name, least_coverage, emphasis, groups, bands }: Published | Card): Card {
  return {
    name,
    least_coverage,
    emphasis,
    groups: groups.map(groupOf),
    bands: bands.map(({ key, name, from }) => ({ key, name, from })),
  };
}

function groupOf({ key, name, weight, measures }: Group): Group {
  return { key, name, weight, measures: measures.map(measureOf) };
}

/** A server that leaves out what is usual means it so. */
function measureOf(measure: Measure): Measure {
  return {
    ...measure,
    noun: measure.noun ?? null,
    missing_score: measure.missing_score ?? null,
    fades_in_silence: measure.fades_in_silence ?? false,
    only_when: measure.only_when ?? null,
  };
}

export function same(a: Card, b: Card): boolean {
  return JSON.stringify(cardOf(a)) === JSON.stringify(cardOf(b));
}

export function withGroup(card: Card, at: number, next: Partial<Group>): Card {
  const group = card.groups[at];
  if (!group) return card;
  return { ...card, groups: replaced(card.groups, at, { ...group, ...next }) };
}

export function withMeasure(card: Card, at: number, of: number, next: Partial<Measure>): Card {
  const group = card.groups[at];
  const measure = group?.measures[of];
  if (!group || !measure) return card;
  return withGroup(card, at, { measures: replaced(group.measures, of, { ...measure, ...next }) });
}

export function withBand(card: Card, at: number, next: Partial<Band>): Card {
  const band = card.bands[at];
  return band ? { ...card, bands: replaced(card.bands, at, { ...band, ...next }) } : card;
}

export function added<T>(list: T[], item: T): T[] {
  return [...list, item];
}

export function removed<T>(list: T[], at: number): T[] {
  return list.filter((_, other) => other !== at);
}

/** One place up (−1) or down (1); at the end it stays. */
export function moved<T>(list: T[], at: number, by: -1 | 1): T[] {
  const item = list[at];
  const other = list[at + by];
  if (item === undefined || other === undefined) return list;
  return list.map((one, place) => (place === at ? other : place === at + by ? item : one));
}

/** A key made of a name, which no other has. */
export function keyFor(name: string, taken: string[]): string {
  const base =
    name
      .toLowerCase()
      .normalize("NFKD")
      .replaceAll(/[^a-z0-9]+/g, "_")
      .replaceAll(/^_+|_+$/g, "") || "one";
  if (!taken.includes(base)) return base;
  let number = 2;
  while (taken.includes(`${base}_${number}`)) number++;
  return `${base}_${number}`;
}

export function newGroup(name: string, groups: Group[]): Group {
  const taken = groups.map(({ key }) => key);
  return { key: keyFor(name, taken), name, weight: 10, measures: [] };
}

/** A measure that looks at a metric as it is. */
export function newMeasure(metric: MetricRow, measures: Measure[]): Measure {
  const taken = measures.map(({ key }) => key);
  return {
    key: keyFor(metric.key, taken),
    name: metric.name,
    noun: null,
    metric: metric.key,
    transform: "value",
    settings: {},
    curve: startingCurve("value", metric),
    weight: 1,
    missing: "leave_out",
    missing_score: null,
    fades_in_silence: false,
    only_when: null,
  };
}

/** A band between the lowest two, or where there is room. */
export function newBand(name: string, bands: Band[]): Band {
  const starts = bands.map(({ from }) => from).toSorted((a, b) => a - b);
  const [first = 0, second = 100] = starts;
  const from = Math.round((first + second) / 2);
  return {
    key: keyFor(
      name,
      bands.map(({ key }) => key),
    ),
    name,
    from,
  };
}

/** The key that gives a band this look; without one, a key of its name, which has the ring. */
export function keyOfLook(look: string, name: string, others: Band[]): string {
  const taken = others.map(({ key }) => key);
  if (BAND_KEYS.some((key) => key === look) && !taken.includes(look)) return look;
  return keyFor(name, [...taken, ...BAND_KEYS]);
}

export interface Shares {
  /** Of the whole scorecard, 0 to 1. */
  group: number[];
  /** Of the whole scorecard too, by group and measure. */
  measures: number[][];
}

/** What each weight comes to while everything has data. */
export function sharesOf({ groups }: Card): Shares {
  const all = sum(groups.map(({ weight }) => weight));
  const group = groups.map(({ weight }) => (all > 0 ? weight / all : 0));
  const measures = groups.map((one, at) => {
    const within = sum(one.measures.map(({ weight }) => weight));
    return one.measures.map(({ weight }) =>
      within > 0 ? ((group[at] ?? 0) * weight) / within : 0,
    );
  });
  return { group, measures };
}

function sum(weights: number[]): number {
  return weights.reduce((total, weight) => total + (weight > 0 ? weight : 0), 0);
}
