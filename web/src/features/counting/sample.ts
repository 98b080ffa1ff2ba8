// Answers of the server for tests.

import type { LedgerFlaw, RevenueSettings, SubscriptionRow } from "~/api/types";

export function rules(some: Partial<RevenueSettings> = {}): RevenueSettings {
  return {
    churn_counted: "end",
    overdue_days: null,
    paused_stay_customers: true,
    renewed_within_days: 30,
    ...some,
  };
}

export function flaw(key: string, row: Partial<SubscriptionRow> = {}): LedgerFlaw {
  return {
    account_id: "acme",
    account_name: "Acme",
    flaw: key,
    says: `It is ${key}, so it counts nowhere.`,
    row: {
      subscription_id: "s1",
      account_id: "acme",
      started_at: "2026-01-01T00:00:00Z",
      ended_at: null,
      plan: "Pro",
      mrr: { minor: 10_000, currency: "USD" },
      seats: 10,
      term_end: null,
      cancelled_at: null,
      status: null,
      attributes: {},
      running: true,
      ...row,
    },
  };
}
