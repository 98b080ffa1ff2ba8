// What a curve is given: how each transform is called, set, and read on the axis.

import type { MetricRow } from "~/api/types";
import { tidy } from "./curve";
import type { Measure, Point, Settings, Transform } from "./types";

/** What a curve's x is made of. */
type Looked = Pick<Measure, "metric" | "transform" | "settings">;

export interface Setting {
  key: string;
  label: string;
  suffix?: string;
  usual: number;
  /** The server takes no less. */
  least: number;
  whole: boolean;
}

interface About {
  name: string;
  /** What x is. */
  meaning: string;
  settings: Setting[];
}

const days = (key: string, label: string, usual: number, least = 1): Setting => ({
  key,
  label,
  suffix: "days",
  usual,
  least,
  whole: true,
});
const noise = (usual: number): Setting => ({
  key: "noise",
  label: "Allowance for chance",
  usual,
  least: 0,
  whole: false,
});

export const ABOUT: Record<Transform, About> = {
  value: { name: "As it is", meaning: "The metric's value.", settings: [] },
  average: {
    name: "Its own average",
    meaning: "The mean of the metric over some days, without the first days of use.",
    settings: [days("days", "Over", 84), days("settle", "Without the first", 0, 0)],
  },
  own_habit: {
    name: "Its own habit",
    meaning: "The metric lately, as a share of what was usual for the account while in use.",
    settings: [
      days("recent", "Lately: the last", 1),
      days("gap", "Usual ends before", 28, 0),
      days("days", "Usual looks back", 365),
      days("settle", "Without the first", 42, 0),
      days("least", "A habit takes", 14),
      noise(2),
    ],
  },
  rhythm: {
    name: "Its own rhythm",
    meaning: "The visits that the present silence is missing, by the account's own rhythm.",
    settings: [],
  },
  change: {
    name: "Its own past",
    meaning: "How the metric changed against an earlier day.",
    settings: [days("days", "Against the value before", 90)],
  },
  share: {
    name: "A share of the whole",
    meaning: "The metric as a share of itself and another.",
    settings: [noise(0)],
  },
};

/** Rhythm is a question to this metric alone. */
export const RHYTHM_OF = "days_since_last_seen";

export function settingOf(measure: Measure, { key, usual }: Setting): number {
  const given = measure.settings[key];
  return typeof given === "number" ? given : usual;
}

const RATIOS: Transform[] = ["own_habit", "change", "share"];

export interface Axis {
  /** What stands below the axis. */
  label: string;
  /** By how much x is multiplied to be shown. */
  factor: number;
  suffix: string;
}

const UNIT_SUFFIXES: Partial<Record<MetricRow["unit"], string>> = {
  days: "days",
  hours: "h",
  minutes: "min",
};

/** The x axis of a measure's curve, in the unit that people read. */
export function axisOf(
  measure: Looked,
  metric: Pick<MetricRow, "name" | "unit"> | undefined,
  other: string | undefined,
  currency: string,
): Axis {
  const name = metric?.name ?? measure.metric;
  const percent = RATIOS.includes(measure.transform) || metric?.unit === "ratio";
  const unit = metric?.unit === "money" ? currency : metric && UNIT_SUFFIXES[metric.unit];
  const plain = { factor: percent ? 100 : 1, suffix: percent ? "%" : (unit ?? "") };
  switch (measure.transform) {
    case "own_habit":
      return { ...plain, label: `${name}, lately against what is usual for the account` };
    case "change":
      return { ...plain, label: `${name}, change against ${measure.settings.days ?? 90} days ago` };
    case "share":
      return { ...plain, label: `${name}, as a share of it and ${other ?? "another metric"}` };
    case "rhythm":
      return { label: "Visits missed", factor: 1, suffix: "visits" };
    case "average":
      return { ...plain, label: `${name}, mean of ${measure.settings.days ?? 84} days` };
    default:
      return { ...plain, label: name };
  }
}

export function shown(x: number, { factor }: Axis): number {
  return tidy(x * factor);
}

export function meant(typed: number, { factor }: Axis): number {
  return tidy(typed / factor);
}

const HABIT: Point[] = [
  [0, 0],
  [0.25, 10],
  [0.5, 40],
  [0.75, 68],
  [1, 90],
  [1.25, 100],
];
const SILENCE: Point[] = [
  [0, 100],
  [1, 85],
  [3, 45],
  [6, 12],
  [10, 0],
];
const CHANGE: Point[] = [
  [-0.5, 0],
  [-0.25, 20],
  [-0.1, 50],
  [0, 82],
  [0.1, 95],
  [0.25, 100],
];

/** Where a curve can start: what comes with the program, or a line through what is in the middle. */
export function startingCurve(
  transform: Transform,
  metric: Pick<Partial<MetricRow>, "good" | "median"> | undefined,
): Point[] {
  const falls = metric?.good === "lower";
  if (transform === "rhythm") return SILENCE;
  if (transform === "share") return line(1, falls);
  if (transform === "own_habit") return falls ? upsideDown(HABIT) : HABIT;
  if (transform === "change") return falls ? upsideDown(CHANGE) : CHANGE;
  const middle = metric?.median ?? 0;
  return line(middle > 0 ? tidy(Number((middle * 2).toPrecision(2))) : 10, falls);
}

function line(to: number, falls: boolean): Point[] {
  const points: Point[] = [
    [0, 0],
    [tidy(to / 2), 70],
    [to, 100],
  ];
  return falls ? upsideDown(points) : points;
}

function upsideDown(points: Point[]): Point[] {
  return points.map(([x, y]) => [x, 100 - y]);
}

/** Settings and curve of a measure whose x becomes something else. */
export function withTransform(
  measure: Measure,
  transform: Transform,
  metric: MetricRow | undefined,
): Measure {
  const settings: Settings = Object.fromEntries(
    ABOUT[transform].settings.map(({ key, usual }) => [key, usual]),
  );
  if (transform === "share") settings.of = measure.metric;
  return { ...measure, transform, settings, curve: startingCurve(transform, metric) };
}
