// Small answers for tests.

import type {
  HealthOverview,
  HiddenRisk,
  HiddenRiskList,
  HiddenRow,
  HiddenSide,
  HiddenSign,
  MoverRow,
} from "~/api/types";

const usd = (major: number) => ({ minor: major * 100, currency: "USD" });

export function mover(fields: Partial<MoverRow> = {}): MoverRow {
  return {
    account_id: "acme",
    name: "Acme",
    owner_email: "dana@example.com",
    arr: usd(12_000),
    score: 48,
    band: "wobbling",
    score_change_28d: -21.4,
    why: "Wobbling at 48, down 21 points in 28 days: events fell from 90 to 31.",
    spark: [80, 75, 70, 48],
    ...fields,
  };
}

export function overview(fields: Partial<HealthOverview> = {}): HealthOverview {
  const band = (key: string, from: number, accounts: number, before: number) => ({
    key,
    name: key.charAt(0).toUpperCase() + key.slice(1),
    from,
    colour: null,
    accounts,
    arr: usd(accounts * 10_000),
    accounts_28d_ago: before,
  });
  return {
    day: "2026-11-30",
    accounts: 100,
    scored: 90,
    bands: [
      band("thriving", 85, 30, 28),
      band("healthy", 70, 35, 40),
      band("wobbling", 50, 15, 10),
      band("critical", 0, 10, 12),
    ],
    unscored: { accounts: 10, arr: usd(100_000), accounts_28d_ago: 10 },
    coverage: [
      { from: 0, to: 0.25, accounts: 10 },
      { from: 0.25, to: 0.5, accounts: 20 },
      { from: 0.5, to: 0.75, accounts: 50 },
      { from: 0.75, to: 1, accounts: 20 },
    ],
    mean_coverage: 0.63,
    down: [mover()],
    up: [
      mover({
        account_id: "bolt",
        name: "Bolt",
        score: 91,
        band: "thriving",
        score_change_28d: 12,
        why: "Thriving at 91, up 12 points in 28 days: active people rose from 4 to 9.",
      }),
    ],
    hidden: { listed: 2, arr: usd(240_000), high: 5, judged: 84 },
    disagreements: { accounts: 3, arr: usd(60_000) },
    overrides: [
      {
        override_id: "o1",
        account_id: "cedar",
        account_name: "Cedar",
        score: 80,
        band: "healthy",
        computed_score: 44,
        computed_band: "critical",
        reason: "Their fiscal year ends; they told us why it is quiet.",
        owner_email: "eve@example.com",
        created_at: "2026-11-01T10:00:00Z",
        until: "2026-12-10",
        ended_at: null,
        ended_by: null,
        in_force: true,
      },
    ],
    scorecards: [
      { key: "enterprise", name: "Enterprise", accounts: 12, version: 3 },
      { key: "default", name: "Default", accounts: 88, version: 0 },
    ],
    ...fields,
  };
}

export function hiddenRow(fields: Partial<HiddenRow> = {}): HiddenRow {
  return {
    account_id: "granite",
    name: "Granite",
    owner_email: "dana@example.com",
    arr: usd(180_000),
    days_to_renewal: 40,
    score: 88,
    band: "thriving",
    risk: 62,
    risk_band: "high",
    listed: true,
    listed_since: "2026-11-03",
    looks_well: "both",
    sides: [45, 30, null, 0],
    why: "High hidden risk at 62: one person does 71% of all the work, while events in 28 days rose from 80 to 109.",
    ...fields,
  };
}

export function hiddenList(fields: Partial<HiddenRiskList> = {}): HiddenRiskList {
  const side = (key: string, name: string, sign: string, metric: string) => ({
    key,
    name,
    signs: [{ key: `${key}_sign`, name: sign, metric, strength: 0.6 }],
  });
  return {
    day: "2026-11-30",
    settings: "Hidden risk",
    version: 0,
    listed_from: 50,
    bands: [
      { key: "low", name: "Low hidden risk", from: 0 },
      { key: "some", name: "Some hidden risk", from: 25 },
      { key: "high", name: "High hidden risk", from: 50 },
    ],
    sides: [
      side("people", "Few carry it", "One person does it all", "top_contact_share_28d"),
      side("champion", "The champion", "Champion not seen", "days_since_champion_seen"),
      side("words", "Their words", "A poor answer", "last_nps"),
      side("price", "Price", "Payment late", "overdue_days"),
    ],
    judged: 84,
    unknown: 16,
    listed: 2,
    listed_arr: usd(240_000),
    rows: [
      hiddenRow(),
      hiddenRow({
        account_id: "birch",
        name: "Birch",
        arr: usd(60_000),
        days_to_renewal: null,
        risk: 51,
        looks_well: "use",
        sides: [20, 40, 10, null],
        listed_since: "2026-10-20",
        why: "High hidden risk at 51: no champion has used it for 49 days.",
      }),
    ],
    ...fields,
  };
}

export function sign(fields: Partial<HiddenSign> = {}): HiddenSign {
  return {
    key: "one_person",
    name: "One person does it all",
    metric: "top_contact_share_28d",
    value: 0.71,
    baseline: 0.3,
    alarm: 40,
    sentence: "one person does 71% of all the work, where it used to be 30%",
    missing: false,
    evidence: [],
    ...fields,
  };
}

const missing = { value: null, baseline: null, alarm: null, missing: true };

export function hiddenRisk(fields: Partial<HiddenRisk> = {}): HiddenRisk {
  const side = (key: string, name: string, rest: Partial<HiddenSide>): HiddenSide => ({
    key,
    name,
    alarm: null,
    contribution: 0,
    signs: [],
    ...rest,
  });
  return {
    day: "2026-11-30",
    settings: "Hidden risk",
    version: 0,
    risk: 58,
    band: "high",
    band_name: "High hidden risk",
    change_28d: 9,
    listed: true,
    listed_from: 50,
    listed_since: "2026-11-03",
    looks_well: "both",
    outside_sentence: "events in 28 days rose from 80 to 109 against their usual 84",
    known_sides: 3,
    sentence:
      "High hidden risk at 58: one person does 71% of all the work and no champion has used it for 49 days, while events in 28 days rose from 80 to 109 against their usual 84.",
    sides: [
      side("price", "Price", {
        alarm: 0,
        signs: [
          sign({
            key: "overdue",
            name: "Payment late",
            metric: "overdue_days",
            value: 0,
            baseline: null,
            alarm: 0,
            sentence: "no payment is late",
          }),
        ],
      }),
      side("champion", "The champion", {
        alarm: 30,
        contribution: 24,
        signs: [
          sign({
            key: "champion_gone",
            name: "Champion not seen",
            metric: "days_since_champion_seen",
            value: 49,
            baseline: null,
            alarm: 30,
            sentence: "no champion has used it for 49 days",
          }),
        ],
      }),
      side("people", "Few carry it", {
        alarm: 40,
        contribution: 34,
        signs: [
          sign({
            key: "seats_empty",
            name: "Seats left empty",
            metric: "seats_used_28d",
            sentence: "the share of seats in use is not known",
            ...missing,
          }),
          sign(),
        ],
      }),
      side("words", "Their words", {
        signs: [
          sign({
            key: "nps_low",
            name: "A poor answer",
            metric: "last_nps",
            sentence: "no answer is known",
            ...missing,
          }),
        ],
      }),
    ],
    history: {
      days: ["2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"],
      risk: [null, 31, 49, 58],
      looked_well: [false, true, true, true],
    },
    ...fields,
  };
}
