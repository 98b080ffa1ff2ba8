// How groups, units, origins and directions are called.

import type { Good, Group, Origin, Unit } from "./types";

/** In the order of the catalogue. */
export const GROUPS: readonly Group[] = [
  "own",
  "usage",
  "goals",
  "consumption",
  "onboarding",
  "support",
  "surveys",
  "relationship",
  "judgement",
  "money",
  "advocacy",
  "learning",
];

export const GROUP_NAMES: Record<Group, string> = {
  own: "Your own",
  usage: "Usage",
  goals: "Goals",
  consumption: "Consumption",
  onboarding: "Onboarding",
  support: "Support",
  surveys: "Surveys",
  relationship: "Relationship",
  judgement: "Our judgement",
  money: "Money",
  advocacy: "Advocacy",
  learning: "Learning",
};

export const GROUP_MEANINGS: Record<Group, string> = {
  own: "what your company measures besides",
  usage: "how much, how broadly and how steadily the product is used",
  goals: "use that serves what the customer named as its own success",
  consumption: "what they pay for and how much of it they use",
  onboarding: "how far and how fast the start went",
  support: "what goes wrong, and how it is answered",
  surveys: "what they say when asked",
  relationship: "whom we know there, and how alive it is",
  judgement: "what we think of them, and what we are to them",
  money: "what they pay, and what is due",
  advocacy: "whether they speak for us",
  learning: "whether they learn",
};

export const UNIT_NAMES: Record<Unit, string> = {
  contacts: "people",
  events: "events",
  days: "days",
  hours: "hours",
  minutes: "minutes",
  names: "names",
  sessions: "sessions",
  ratio: "share (1 = 100%)",
  tickets: "tickets",
  answers: "answers",
  points: "points",
  money: "money",
  seats: "seats",
  date: "date",
  number: "number",
};

/** The unit in a narrow column. */
export function unitShort(unit: Unit, currency: string): string {
  if (unit === "ratio") return "%";
  return unit === "money" ? currency : UNIT_NAMES[unit];
}

export const GOOD_NAMES: Record<Good, string> = {
  higher: "more is better",
  lower: "less is better",
  neither: "neither way is better",
};

export const ORIGIN_NAMES: Record<Origin, string> = {
  built_in: "built in",
  changed: "changed",
  own: "own",
};
