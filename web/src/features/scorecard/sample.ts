// A small scorecard and an answer to it, for tests.

import { cardOf } from "./card";
import type { Brief, Card, Estimate, Measure, Preview, Published } from "./types";

export function measure(fields: Partial<Measure> = {}): Measure {
  return {
    key: "level",
    name: "Usage against its own year",
    noun: null,
    says: null,
    metric: "events_28d",
    transform: "own_habit",
    settings: { recent: 1, gap: 28, days: 365, settle: 42, least: 14, noise: 3, season: false },
    curve: [
      [0, 0],
      [0.5, 28],
      [1, 90],
    ],
    weight: 3,
    missing: "leave_out",
    missing_score: null,
    fades_in_silence: false,
    only_when: null,
    ...fields,
  };
}

export function published(fields: Partial<Published> = {}): Published {
  return {
    name: "Default",
    least_coverage: 0.3,
    emphasis: 3,
    groups: [
      {
        key: "usage",
        name: "Usage",
        weight: 30,
        measures: [measure(), measure({ key: "second", name: "Another", weight: 1 })],
        ceiling: null,
      },
      {
        key: "people",
        name: "People",
        weight: 10,
        measures: [measure({ key: "active", name: "Active people" })],
        ceiling: null,
      },
    ],
    bands: [
      { key: "healthy", name: "Healthy", from: 70, colour: null },
      { key: "critical", name: "Critical", from: 0, colour: null },
    ],
    exceptions: [],
    applies_to: null,
    key: "default",
    accounts: 162,
    draft: null,
    version: 2,
    origin: "own",
    changed_by: "dana@example.com",
    changed_at: "2026-11-01T10:00:00Z",
    toml: 'name = "Default"\n',
    ...fields,
  };
}

const some = (value: number, half = 0.05): Estimate => ({
  value,
  low: value - half,
  high: value + half,
});

function brief(roc: number): Brief {
  return {
    n: 1_000,
    positives: 40,
    left: 12,
    roc_auc: some(roc),
    precision_at_k: some(0.5),
    calls: 20,
    median_warning_days: some(41, 10),
    surprise_90_by_count: some(0.2),
    surprise_90_by_revenue: some(0.3),
  };
}

export function preview(card: Card, fields: Partial<Preview> = {}): Preview {
  const arr = { minor: 1_000_00, currency: "USD" };
  const sizes = (accounts: number) => card.bands.map((band) => ({ ...band, accounts, arr }));
  return {
    problem: null,
    card: cardOf(card),
    toml: `name = "${card.name}"\nemphasis = ${card.emphasis}\n`,
    accounts: 162,
    changed: 84,
    changed_band: 1,
    mean_change: -1.2,
    bands_before: sizes(80),
    bands_after: sizes(81),
    unscored_before: 2,
    unscored_after: 0,
    moves: [{ from: "healthy", to: "critical", accounts: 1 }],
    movers: [
      {
        account_id: "acme",
        name: "Acme",
        arr,
        before: 72,
        after: 61,
        band_before: "healthy",
        band_after: "critical",
      },
    ],
    before: brief(0.8),
    after: brief(0.83),
    ...fields,
  };
}

export function wrong(key: string | null, detail: string): Preview {
  const nothing = { bands_before: [], bands_after: [], moves: [], movers: [] };
  return {
    problem: { key, detail },
    card: null,
    toml: null,
    accounts: 0,
    changed: 0,
    changed_band: 0,
    mean_change: null,
    unscored_before: 0,
    unscored_after: 0,
    before: null,
    after: null,
    ...nothing,
  };
}
