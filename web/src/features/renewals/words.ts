// Outcomes, calls and risks in words.

import type { RenewalExpects, RenewalOutcome } from "~/api/types";
import { plural } from "~/lib/format";
import { daysBetween } from "~/lib/time";
import type { Tone } from "~/ui/Tag";
import type { RiskKey } from "./risk";

interface OutcomeLook {
  name: string;
  says: string;
  tone: Tone;
  /** A token for areas. */
  fill: string;
}

export const OUTCOME_LOOKS: Record<RenewalOutcome, OutcomeLook> = {
  renewed: {
    name: "Renewed",
    says: "goes on at the same price",
    tone: "good",
    fill: "--pn-fill-healthy",
  },
  expanded: {
    name: "Expanded",
    says: "goes on at a higher price",
    tone: "good",
    fill: "--pn-fill-thriving",
  },
  reduced: {
    name: "Reduced",
    says: "goes on at a lower price",
    tone: "warn",
    fill: "--pn-fill-wobbling",
  },
  lapsed: {
    name: "Lapsed",
    says: "runs on without a new term",
    tone: "neutral",
    fill: "--pn-fill-former",
  },
  lost: { name: "Lost", says: "ended with the term", tone: "bad", fill: "--pn-fill-critical" },
  open: {
    name: "Open",
    says: "has not ended, or may still be renewed",
    tone: "accent",
    fill: "--pn-accent",
  },
};

interface Expectation {
  value: RenewalExpects;
  name: string;
  says: string;
  tone: Tone;
}

/** Best first. */
export const EXPECTATIONS: Expectation[] = [
  { value: "commit", name: "Commit", says: "as good as signed", tone: "good" },
  { value: "likely", name: "Likely", says: "more likely than not", tone: "good" },
  { value: "unsure", name: "Unsure", says: "may go either way", tone: "neutral" },
  { value: "at_risk", name: "At risk", says: "more likely lost than not", tone: "warn" },
  { value: "lost", name: "Lost", says: "will not go on", tone: "bad" },
];

export function expectation(value: RenewalExpects): Expectation {
  return (
    EXPECTATIONS.find((one) => one.value === value) ?? {
      value,
      name: value,
      says: value,
      tone: "neutral",
    }
  );
}

/** What puts a term at risk. */
export const RISK_NAMES: Record<RiskKey, string> = {
  health: "Wobbling or critical health",
  hidden: "High hidden risk",
  notice: "Notice given",
  call: "Called at risk or lost",
};

const RISK_SHORT: Record<RiskKey, string> = {
  health: "health",
  hidden: "hidden risk",
  notice: "notice",
  call: "call",
};

/** health, hidden risk. */
export function riskWords(risks: RiskKey[]): string {
  return risks.map((key) => RISK_SHORT[key]).join(", ");
}

/** today, in 12 days, 3 days ago. */
export function daysToGo(day: string, today: string): string {
  const days = daysBetween(today, day);
  if (days === 0) return "today";
  return days > 0 ? `in ${plural(days, "day")}` : `${plural(-days, "day")} ago`;
}

export type Nearness = "past" | "near" | "far";

/** So many days before it a deadline is near. */
const NEAR_DAYS = 30;

/** How near the last day for notice is. */
export function nearness(day: string, today: string): Nearness {
  const days = daysBetween(today, day);
  if (days < 0) return "past";
  return days <= NEAR_DAYS ? "near" : "far";
}
