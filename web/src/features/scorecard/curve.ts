// A curve under one's hands: points with rising x, each worth 0 to 100.

import type { Point } from "./types";

const MOST_POINTS = 100;
/** Room left and right of the outermost points, as a share of their span. */
const ROOM = 0.08;
/** One step of an arrow key is about this share of what is shown. */
const STEPS = 50;
const LEAST_TICKS = 4;

export interface Domain {
  low: number;
  high: number;
}

/** The nearest of 1, 2, 5 times a power of ten at or below `size`. */
export function niceStep(size: number): number {
  if (!(size > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(size));
  const lead = size / power;
  const nice = lead >= 5 ? 5 : lead >= 2 ? 2 : 1;
  return tidy(nice * power);
}

/** Without the dust of binary fractions. */
export function tidy(value: number): number {
  return Number(value.toPrecision(10));
}

/** What the axis shows: the points with some room on both sides. */
export function domainOf(points: Point[]): Domain {
  const xs = points.map(([x]) => x).filter(Number.isFinite);
  if (xs.length === 0) return { low: 0, high: 1 };
  const low = Math.min(...xs);
  const high = Math.max(...xs);
  const room = (high - low || Math.abs(high) || 1) * ROOM;
  return { low: tidy(low - room), high: tidy(high + room) };
}

export function stepOf({ low, high }: Domain): number {
  return niceStep((high - low) / STEPS);
}

/** Round numbers on the axis. */
export function ticksOf({ low, high }: Domain): number[] {
  const step = niceStep((high - low) / LEAST_TICKS);
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, at) => tidy((first + at) * step));
}

/** The points that `x` is worth: lines between the points, flat outside. */
export function pointsAt(points: Point[], x: number): number {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return 0;
  if (x <= first[0]) return first[1];
  if (x >= last[0]) return last[1];
  const right = points.findIndex(([at]) => at > x);
  const [x0, y0] = points[right - 1] ?? first;
  const [x1, y1] = points[right] ?? last;
  return y0 + (y1 - y0) * ((x - x0) / (x1 - x0));
}

/** Point `at` moved to a place, on round numbers, between its neighbours. */
export function movedTo(points: Point[], at: number, [x, y]: Point, step: number): Point[] {
  const before = points[at - 1]?.[0] ?? Number.NEGATIVE_INFINITY;
  const after = points[at + 1]?.[0] ?? Number.POSITIVE_INFINITY;
  const between = after - before;
  const apart = Number.isFinite(between) ? Math.min(step, between / 4) : step;
  const rounded = tidy(Math.round(x / step) * step);
  const kept = tidy(clamp(rounded, before + apart, after - apart));
  return replaced(points, at, [kept, clamp(Math.round(y), 0, MOST_POINTS)]);
}

/** Point `at` moved by steps, keeping what it has of finer digits. */
export function nudged(points: Point[], at: number, [dx, dy]: Point, step: number): Point[] {
  const point = points[at];
  if (!point) return points;
  const before = points[at - 1]?.[0] ?? Number.NEGATIVE_INFINITY;
  const after = points[at + 1]?.[0] ?? Number.POSITIVE_INFINITY;
  const x = tidy(point[0] + dx * step);
  // At a neighbour it stays where it is.
  const free = x > before && x < after ? x : point[0];
  return replaced(points, at, [free, clamp(tidy(point[1] + dy), 0, MOST_POINTS)]);
}

/** A point more, at a place between the others; nothing where one is already. */
export function addedAt(points: Point[], [x, y]: Point, step: number): Point[] {
  const place: Point = [tidy(Math.round(x / step) * step), clamp(Math.round(y), 0, MOST_POINTS)];
  if (points.some(([other]) => other === place[0])) return points;
  return sorted([...points, place]);
}

/** A point more in the widest gap, on the line. */
export function addedInGap(points: Point[]): Point[] {
  const gaps = points.slice(1).map(([x], at) => x - (points[at]?.[0] ?? x));
  const widest = Math.max(...gaps);
  const left = points[gaps.indexOf(widest)];
  if (!left || !(widest > 0)) {
    const [x, y] = points.at(-1) ?? [0, 50];
    return [...points, [tidy(x + 1), y]];
  }
  const x = left[0] + widest / 2;
  return addedAt(points, [x, pointsAt(points, x)], niceStep(widest / 4));
}

/** Without point `at`; a line needs two. */
export function without(points: Point[], at: number): Point[] {
  return points.length > 2 ? points.filter((_, other) => other !== at) : points;
}

export function sorted(points: Point[]): Point[] {
  return points.toSorted(([a], [b]) => a - b);
}

export function replaced<T>(list: T[], at: number, next: T): T[] {
  return list.map((item, other) => (other === at ? next : item));
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
