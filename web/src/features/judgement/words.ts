// What can be said of an account, and how it reads.

import type { JudgementKind, ValueClass } from "~/api/types";
import { plural } from "~/lib/format";
import { relativeDays } from "~/lib/time";

export interface Option {
  value: string;
  word: string;
  /** The band that it is drawn like: a shape and a colour. Nothing for what is neither good nor bad. */
  look?: string;
}

export interface Kind {
  name: string;
  /** What is asked. */
  question: string;
  /** Nobody says it without a reason. */
  needsReason: boolean;
  options: Option[];
}

/** Steps rise from left to right. */
export const KINDS: Record<JudgementKind, Kind> = {
  pulse: {
    name: "Pulse",
    question: "How do you feel about this account?",
    needsReason: true,
    options: [
      { value: "1", word: "In danger", look: "critical" },
      { value: "2", word: "Worried", look: "wobbling" },
      { value: "3", word: "Unsure", look: "former" },
      { value: "4", word: "Good", look: "healthy" },
      { value: "5", word: "Great", look: "thriving" },
    ],
  },
  fit: {
    name: "Fit",
    question: "Does this fit how they should be using us?",
    needsReason: true,
    options: [
      { value: "yes", word: "Yes", look: "thriving" },
      { value: "no", word: "No", look: "critical" },
      { value: "more_investigation", word: "More investigation", look: "former" },
    ],
  },
  relationship: {
    name: "Relationship",
    question: "What are we in their eyes?",
    needsReason: false,
    options: [
      { value: "commodity", word: "Commodity" },
      { value: "transactional", word: "Transactional" },
      { value: "credible_source", word: "Credible source" },
      { value: "partner", word: "Partner" },
      { value: "trusted_adviser", word: "Trusted adviser" },
    ],
  },
  value: {
    name: "Value to them",
    question: "Could they do without us?",
    needsReason: false,
    options: [
      { value: "no_longer_needed", word: "No longer needed", look: "critical" },
      { value: "nice_to_have", word: "Nice to have", look: "wobbling" },
      { value: "essential", word: "Essential", look: "thriving" },
    ] satisfies (Option & { value: ValueClass })[],
  },
};

export const KIND_KEYS = Object.keys(KINDS) as JudgementKind[];

/** What a value is called; a value that we don't know stays as it is. */
export function wordOf(kind: JudgementKind, value: string): string {
  return optionOf(kind, value)?.word ?? value;
}

export function optionOf(kind: JudgementKind, value: string | undefined): Option | undefined {
  return KINDS[kind].options.find((option) => option.value === value);
}

/** "2 Worried", "Partner". */
export function saidOf(kind: JudgementKind, value: string): string {
  return kind === "pulse" ? `${value} ${wordOf(kind, value)}` : wordOf(kind, value);
}

const YEAR_DAYS = 365;

/** today, yesterday, 58 days ago, 2 years ago: a pulse fades by the day. */
export function ageWords(days: number): string {
  return days < 2 || days > YEAR_DAYS ? relativeDays(-days) : `${plural(days, "day")} ago`;
}
