// Made-up answers of the server, for tests.

import type {
  RevenueAccount,
  RevenueAccounts,
  RevenueCohort,
  RevenueReport,
  RevenueRow,
} from "~/api/types";

/** A period that opens with $1,000.00 and closes with $1,150.50. */
export function row(given: Partial<RevenueRow> = {}): RevenueRow {
  return {
    key: "",
    name: "",
    from: "2026-01-01",
    to: "2026-03-01",
    mrr_start: 100_000,
    new: 20_000,
    expansion: 10_050,
    contraction: 5_000,
    churn: 10_000,
    reactivation: 0,
    mrr_end: 115_050,
    arr: 1_380_600,
    arpa: 9_587.5,
    nrr: 0.9505,
    grr: 0.85,
    logo_churn: 0.1,
    unit_retention: null,
    upsell_rate: 0.1005,
    renewal_rate: null,
    quick_ratio: 2.003,
    accounts_start: 10,
    accounts_end: 12,
    accounts_lost: 1,
    accounts_shrunk: 1,
    accounts_grown: 2,
    nrr_without_largest: 0.9,
    nrr_without_growers: 0.8,
    growth_from_one: 0.75,
    warning: null,
    renewals: [
      { outcome: "open", terms: 2, acv: 100 },
      { outcome: "renewed", terms: 3, acv: 300 },
      { outcome: "lost", terms: 1, acv: 100 },
    ],
    flagged_rows: 0,
    ...given,
  };
}

const MONTHS = [
  row({ key: "2026-01", name: "2026-01", to: "2026-02-01", mrr_end: 120_000 }),
  row({ key: "2026-02", name: "2026-02", from: "2026-02-01", mrr_start: 120_000, new: 0 }),
];

export function report(given: Partial<RevenueReport> = {}): RevenueReport {
  return {
    from: "2026-01-01",
    to: "2026-03-01",
    currency: "USD",
    rates_of: "2026-02-28",
    segments_from: null,
    whole: row(),
    rows: MONTHS,
    ...given,
  };
}

/** Who brings something is a customer, unless it is said otherwise. */
export function account(given: Partial<RevenueAccount> = {}): RevenueAccount {
  return {
    account_id: "acme",
    name: "Acme",
    mrr_start: 0,
    new: 0,
    expansion: 0,
    contraction: 0,
    churn: 0,
    reactivation: 0,
    mrr_end: 0,
    seats_start: 0,
    seats_end: 0,
    customer_start: (given.mrr_start ?? 0) > 0,
    customer_end: (given.mrr_end ?? 0) > 0,
    ...given,
  };
}

/** What stands behind `row()`. */
export const accounts: RevenueAccounts = {
  currency: "USD",
  accounts: [
    account({ account_id: "nova", name: "Nova", new: 20_000, mrr_end: 20_000 }),
    account({ name: "Acme", mrr_start: 30_000, expansion: 8_050, mrr_end: 38_050 }),
    account({
      account_id: "bolt",
      name: "Bolt",
      mrr_start: 30_000,
      expansion: 2_000,
      mrr_end: 32_000,
    }),
    account({
      account_id: "crane",
      name: "Crane",
      mrr_start: 30_000,
      contraction: 5_000,
      mrr_end: 25_000,
    }),
    account({ account_id: "dune", name: "Dune", mrr_start: 10_000, churn: 10_000 }),
    // Paused all along: it brings nothing and is a customer.
    account({ account_id: "ease", name: "Ease", customer_start: true, customer_end: true }),
  ],
};

export function cohort(given: Partial<RevenueCohort> = {}): RevenueCohort {
  return {
    key: "2026-01",
    from: "2026-01-01",
    to: "2026-02-01",
    accounts: 4,
    mrr: 40_000,
    stands: [
      { accounts: 4, mrr: 40_000 },
      { accounts: 3, mrr: 50_000 },
      { accounts: 2, mrr: 20_000 },
    ],
    ...given,
  };
}
