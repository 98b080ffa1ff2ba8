// What a scorecard is made of, and whether two are the same.

import type { Card, Condition, Exception, Group, Measure, Published, Settings } from "./types";

/** Only what a scorecard is made of, without who changed it when. */
export function cardOf(card: Published | Card): Card {
  const { name, applies_to, least_coverage, emphasis, groups, exceptions, bands } = card;
  return {
    name,
    applies_to: applies_to ?? null,
    least_coverage,
    emphasis,
    groups: groups.map(groupOf),
    exceptions: (exceptions ?? []).map(exceptionOf),
    bands: bands.map(({ key, name, from, colour }) => ({
      key,
      name,
      from,
      colour: colour ?? null,
    })),
  };
}

// Below, a server that leaves out what is usual means it so.

function groupOf({ key, name, weight, measures, ceiling }: Group): Group {
  return { key, name, weight, measures: measures.map(measureOf), ceiling: ceiling ?? null };
}

function measureOf(measure: Measure): Measure {
  const { settings, transform, only_when } = measure;
  return {
    ...measure,
    noun: measure.noun ?? null,
    says: measure.says ?? null,
    settings: transform === "own_habit" ? habitOf(settings) : settings,
    missing_score: measure.missing_score ?? null,
    fades_in_silence: measure.fades_in_silence ?? false,
    only_when: only_when ? conditionOf(only_when) : null,
  };
}

function habitOf({ season, peers, ...others }: Settings): Settings {
  return { ...others, season: season ?? false, ...(peers && { peers }) };
}

function conditionOf({ metric, at_least, at_most }: Condition): Condition {
  return { metric, at_least: at_least ?? null, at_most: at_most ?? null };
}

function exceptionOf({ key, name, metric, at_least, at_most, most }: Exception): Exception {
  return { key, name, metric, at_least: at_least ?? null, at_most: at_most ?? null, most };
}

export function same(a: Card, b: Card): boolean {
  return JSON.stringify(cardOf(a)) === JSON.stringify(cardOf(b));
}
