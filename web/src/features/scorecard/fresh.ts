// What is new in a scorecard, and the keys of it.

import type { MetricRow } from "~/api/types";
import { BAND_KEYS } from "~/lib/bands";
import { startingCurve } from "./transforms";
import type { Band, Ceiling, Exception, Group, Measure } from "./types";

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
  return { key: keyFor(name, taken), name, weight: 10, measures: [], ceiling: null };
}

/** A measure that looks at a metric as it is. */
export function newMeasure(metric: MetricRow, measures: Measure[]): Measure {
  const taken = measures.map(({ key }) => key);
  return {
    key: keyFor(metric.key, taken),
    name: metric.name,
    noun: null,
    says: null,
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
    colour: null,
  };
}

/** The key that gives a band this look; without one, a key of its name, which has the ring. */
export function keyOfLook(look: string, name: string, others: Band[]): string {
  const taken = others.map(({ key }) => key);
  if (BAND_KEYS.some((key) => key === look) && !taken.includes(look)) return look;
  return keyFor(name, [...taken, ...BAND_KEYS]);
}

const HARD_CAP = 40;

/** An exception for what is unusually bad; where that lies, the catalogue knows. */
export function newException(metric: MetricRow, exceptions: Exception[]): Exception {
  const taken = exceptions.map(({ key }) => key);
  const middle = metric.median ?? 0;
  const isBadHigh = metric.good === "lower";
  return {
    key: keyFor(metric.key, taken),
    name: metric.name,
    metric: metric.key,
    at_least: isBadHigh ? roundly(middle * 2) || 1 : null,
    at_most: isBadHigh ? null : roundly(middle / 2),
    most: HARD_CAP,
  };
}

/** A person's answer to "does this fit how they should be using us?": no, look closer, yes. */
export const FIT_METRIC = "csm_fit";

/** A ceiling that begins with the metric; of the CSM's answer it knows the curve. */
export function newCeiling(metric: Pick<MetricRow, "key"> & Partial<MetricRow>): Ceiling {
  const isFit = metric.key === FIT_METRIC;
  return {
    metric: metric.key,
    curve: isFit
      ? [
          [0, 40],
          [1, 70],
          [2, 100],
        ]
      : startingCurve("value", metric),
    says: null,
  };
}

/** Whether a group is about use: then the fit is what to ask for. */
export function isAboutUsage({ measures }: Group, metrics: MetricRow[]): boolean {
  const used = new Set(metrics.filter(({ group }) => group === "usage").map(({ key }) => key));
  const about = measures.filter(({ metric }) => used.has(metric)).length;
  return about > 0 && about * 2 >= measures.length;
}

/** Two digits are enough to begin with. */
function roundly(value: number): number {
  return Number(value.toPrecision(2));
}
