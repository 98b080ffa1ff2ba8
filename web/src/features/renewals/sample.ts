// Answers of the server for tests.

import type {
  ForecastQuarter,
  RenewalCall,
  RenewalForecast,
  RevenueRenewal,
  RevenueRenewals,
} from "~/api/types";

export const TODAY = "2026-11-30";

export function term(some: Partial<RevenueRenewal> = {}): RevenueRenewal {
  return {
    account_id: "acme",
    account_name: "Acme",
    subscription_id: "s1",
    plan: "pro",
    seats: 12,
    day: "2026-12-20",
    term_end: "2026-12-20T00:00:00Z",
    notice: null,
    notice_by: null,
    outcome: "open",
    currency: "USD",
    acv: 1_200_000,
    acv_after: null,
    lost_on: null,
    score: 90,
    band: "thriving",
    hidden_risk: 10,
    owner_email: "ana@example.com",
    call: null,
    ...some,
  };
}

export function call(some: Partial<RenewalCall> = {}): RenewalCall {
  return {
    expects: "likely",
    acv: null,
    reason: "",
    by: "ana@example.com",
    at: "2026-11-20T10:00:00Z",
    ...some,
  };
}

export function quarter(some: Partial<ForecastQuarter> = {}): ForecastQuarter {
  return {
    key: "2026-Q1",
    from: "2026-01-01",
    to: "2026-04-01",
    terms: 9,
    acv: 100,
    expected: 80,
    low: 60,
    middle: 81,
    high: 95,
    came: null,
    learnt_from: 40,
    ...some,
  };
}

const THOUSANDS = { acv: 100_000, expected: 80_000, low: 60_000, middle: 81_000, high: 95_000 };

/** One quarter that is over, and the present one. */
export const FORECAST: RenewalForecast = {
  currency: "USD",
  quarters: [
    quarter({ ...THOUSANDS, key: "2026-Q3", from: "2026-07-01", to: "2026-10-01", came: 70_000 }),
    quarter({ ...THOUSANDS, key: "2026-Q4", from: "2026-10-01", to: "2027-01-01" }),
  ],
};

/** One of each: renewed, lost, open and sound, open and at risk for two reasons. */
export function renewals(): RevenueRenewals {
  return {
    currency: "USD",
    renewals: [
      term({
        account_id: "oak",
        account_name: "Oak",
        subscription_id: "s2",
        day: "2026-10-05",
        outcome: "renewed",
        acv_after: 1_200_000,
      }),
      term({
        account_id: "elm",
        account_name: "Elm",
        subscription_id: "s3",
        day: "2026-10-09",
        outcome: "lost",
        acv: 400_000,
        acv_after: 0,
        lost_on: "2026-10-09",
        band: "critical",
      }),
      term(),
      term({
        account_id: "bolt",
        account_name: "Bolt",
        subscription_id: "s4",
        day: "2027-01-15",
        term_end: "2027-01-15T00:00:00Z",
        notice_by: "2026-12-15",
        acv: 600_000,
        band: "wobbling",
        score: 60,
        hidden_risk: 71,
        owner_email: null,
        call: call({ reason: "They like the new plan" }),
      }),
    ],
  };
}
