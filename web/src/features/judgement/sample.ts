// What tests are told by the API.

import type { Explanation, Judgement, Judgements, OverrideRow } from "~/api/types";

export const TODAY = "2026-11-30";

export function judgement(part: Partial<Judgement> = {}): Judgement {
  return {
    judgement_id: "j1",
    kind: "pulse",
    value: "2",
    reason: "The new CFO asks about every invoice",
    by: "ana@example.com",
    at: "2026-11-18T09:30:00Z",
    age_days: 12,
    withdrawn: false,
    old: false,
    ...part,
  };
}

export function judgements(
  said: Judgement[],
  value: Partial<Judgements["value"]> = {},
): Judgements {
  const current = (kind: Judgement["kind"]) =>
    said.find((one) => one.kind === kind && !one.withdrawn) ?? null;
  return {
    current: {
      pulse: current("pulse"),
      fit: current("fit"),
      relationship: current("relationship"),
      value: current("value"),
    },
    pulse_fades_after_days: 90,
    value: {
      csm: null,
      survey: null,
      behaviour: null,
      survey_answers: 0,
      behaviour_sentence: "",
      disagree: false,
      ...value,
    },
    history: said,
  };
}

export function override(part: Partial<OverrideRow> = {}): OverrideRow {
  return {
    override_id: "o1",
    account_id: "acme",
    account_name: "Acme",
    score: 80,
    band: "healthy",
    computed_score: 52,
    computed_band: "wobbling",
    reason: "The renewal is signed",
    owner_email: "ana@example.com",
    created_at: "2026-11-27T09:30:00Z",
    until: "2027-01-03",
    ended_at: null,
    ended_by: null,
    in_force: true,
    ...part,
  };
}

export function explained(part: Partial<Explanation> = {}): Explanation {
  return {
    day: TODAY,
    scorecard: "Standard",
    scorecard_version: 2,
    score: 52,
    band: "wobbling",
    band_name: "Wobbling",
    coverage: 0.8,
    change: -4,
    change_days: 28,
    exceptions: [],
    facts: [],
    override: null,
    score_before_exceptions: 52,
    sentence: "Wobbling at 52, down 4 points in 28 days.",
    groups: [
      {
        key: "usage",
        name: "Usage",
        weight: 1,
        share: 1,
        score: 52,
        contribution: 52,
        ceiling: null,
        measures: [
          {
            key: "level",
            name: "Events",
            metric: "events_28d",
            value: 10,
            baseline: null,
            points: 52,
            weight: 1,
            share: 1,
            contribution: 52,
            change: -4,
            sentence: "events fell",
            missing: false,
            evidence: [],
          },
        ],
      },
    ],
    ...part,
  };
}
