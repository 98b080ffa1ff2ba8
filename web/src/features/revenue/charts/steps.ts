// The waterfall: from the opening over each movement to the closing.

import type { RevenueRow } from "~/api/types";
import { type FigureKey, isLoss, MOVEMENT_KEYS } from "../behind/figures";

export interface Step {
  key: FigureKey;
  name: string;
  /** Where its bar begins and ends, in minor units; `from` is the lower. */
  from: number;
  to: number;
  /** What it adds, below 0 what it takes away; of opening and closing all of it. */
  value: number;
  kind: "total" | "gain" | "loss";
}

const NAMES: Record<string, string> = {
  new: "New",
  expansion: "Expansion",
  reactivation: "Reactivation",
  contraction: "Contraction",
  churn: "Churn",
};

export function stepsOf(row: RevenueRow): Step[] {
  let level = row.mrr_start;
  const steps = MOVEMENT_KEYS.map((key): Step => {
    const value = isLoss(key) ? -row[key] : row[key];
    const before = level;
    level += value;
    const [from, to] = [Math.min(before, level), Math.max(before, level)];
    const kind = isLoss(key) ? "loss" : "gain";
    return { key, name: NAMES[key] ?? key, from, to, value, kind };
  });
  return [
    total("mrr_start", "Opening", row.mrr_start),
    ...steps,
    total("mrr_end", "Closing", row.mrr_end),
  ];
}

function total(key: FigureKey, name: string, value: number): Step {
  return { key, name, from: Math.min(0, value), to: Math.max(0, value), value, kind: "total" };
}

/** From this part of the highest level on, the lowest leaves the movements little room. */
const CROWDED = 0.5;

/** Where the axis begins: at 0, or higher where the movements would be too thin to read. */
export function axisStart(steps: Step[]): number {
  const moves = steps.filter(({ kind }) => kind !== "total");
  const totals = steps.filter(({ kind }) => kind === "total").map(({ value }) => value);
  const levels = [...moves.flatMap(({ from, to }) => [from, to]), ...totals];
  const [low, high] = [Math.min(...levels), Math.max(...levels)];
  if (low <= 0 || low === high || low < high * CROWDED) return 0;
  const start = low - (high - low) * 0.8;
  if (start <= 0) return 0;
  const unit = 10 ** Math.floor(Math.log10(high - low));
  return Math.max(0, Math.floor(start / unit) * unit);
}
