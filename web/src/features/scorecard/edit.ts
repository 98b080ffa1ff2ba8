// Changes to a scorecard, each a new scorecard.

import { replaced } from "./curve";
import type { Band, Card, Exception, Group, Measure } from "./types";

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

export function withException(card: Card, at: number, next: Partial<Exception>): Card {
  const exception = card.exceptions[at];
  if (!exception) return card;
  return { ...card, exceptions: replaced(card.exceptions, at, { ...exception, ...next }) };
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
