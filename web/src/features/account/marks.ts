// The shapes that mark in the chart of health what happened.

import type { History } from "~/api/types";

/** Kinds that the API document does not have yet are written out. */
export type AnnotationKind =
  | History["annotations"][number]["kind"]
  | "judgement"
  | "override"
  | "scorecard";

export interface Mark {
  /** The shape as a letter, for tooltips and the legend. */
  letter: string;
  /** The shape as the chart draws it. */
  symbol: string;
  size: number;
  name: string;
}

const EVENT: Mark = { letter: "●", symbol: "circle", size: 5, name: "What happened" };

/** The most telling first: of several things on one day, it gives the day its shape. */
const MARKS: Partial<Record<AnnotationKind, Mark>> = {
  override: { letter: "■", symbol: "rect", size: 7, name: "Override" },
  judgement: { letter: "▲", symbol: "triangle", size: 8, name: "What we thought" },
  scorecard: { letter: "◆", symbol: "diamond", size: 9, name: "Another scorecard" },
};

const ORDER = [...Object.values(MARKS), EVENT];

export function markOf(kind: AnnotationKind): Mark {
  return MARKS[kind] ?? EVENT;
}

/** The marks among these kinds, each once, the most telling first. */
export function marksOf(kinds: AnnotationKind[]): Mark[] {
  const present = new Set(kinds.map(markOf));
  return ORDER.filter((mark) => present.has(mark));
}
