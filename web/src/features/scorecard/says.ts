// Sentences of one's own: what stands for a number in them.

import type { Transform } from "./types";

export interface Placeholder {
  text: string;
  /** What takes its place. */
  meaning: string;
}

const VALUE: Placeholder[] = [
  { text: "{value}", meaning: "what the metric is" },
  { text: "{value%}", meaning: "the same in percent: 0.4 is 40 %" },
];
const BASELINE: Placeholder[] = [
  { text: "{baseline}", meaning: "what it is held against" },
  { text: "{baseline%}", meaning: "that in percent" },
];

/** What is held against nothing has no baseline. */
const HELD: Transform[] = ["own_habit", "rhythm", "change", "share"];

export function placeholdersOf(transform: Transform): Placeholder[] {
  return HELD.includes(transform) ? [...VALUE, ...BASELINE] : VALUE;
}

/** What would stay in a sentence as it is written, or come to no number. */
export function saysProblem(says: string, known: Placeholder[]): string | undefined {
  const found = says.match(/\{[^{}]*\}/g) ?? [];
  const wrong = found.find((one) => !known.some(({ text }) => text === one));
  if (!wrong) return undefined;
  const isHeld = BASELINE.some(({ text }) => text === wrong);
  return isHeld
    ? `There is no number for ${wrong}: it is held against nothing.`
    : `${wrong} stands for nothing and would be read out as it is.`;
}

/** A sentence with something put in at a place. */
export function inserted(says: string, at: number, text: string): string {
  return `${says.slice(0, at)}${text}${says.slice(at)}`;
}
