// Reading a curve that is given by its points.

import type { Point } from "./types";

/** Where a curve is read for its table: 0 %, 5 % … 100 %. */
export const STEPS: number[] = Array.from({ length: 21 }, (_, at) => at / 20);

/**
 * The height of a curve at a place on its ascending x axis: the highest that is reached by then, or
 * that of the first point from there on.
 */
export function readAt(points: Point[], x: number, which: "highest" | "first"): number | null {
  if (which === "first") return points.find((point) => point[0] >= x)?.[1] ?? null;
  const until = points.filter((point) => point[0] <= x);
  return until.length > 0 ? Math.max(...until.map((point) => point[1])) : null;
}
