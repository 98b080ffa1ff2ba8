// Where a new metric can start from.

import { BLANK, type Draft } from "./draft";

export interface Template {
  key: string;
  name: string;
  /** What it answers. */
  question: string;
  draft: Draft;
}

function template(key: string, name: string, question: string, fields: Partial<Draft>): Template {
  return { key, name, question, draft: { ...BLANK, ...fields } };
}

export const TEMPLATES: Template[] = [
  template("how_often", "How often", "How often did they do one thing in 28 days?", {
    where: "kind = 'usage' and name = 'report exported'",
  }),
  template("how_many_people", "How many people", "How many of their people did it?", {
    where: "kind = 'usage'",
    fold: "distinct_contacts",
    unit: "contacts",
  }),
  template("since_last", "Days since", "How long ago did it last happen?", {
    where: "kind = 'interaction' and name = 'meeting'",
    fold: "days_since_last",
    windowKind: "lifetime",
    unit: "days",
    good: "lower",
  }),
  template("time_to", "Time from A to B", "How many days from a start to a result?", {
    where: "kind = 'billing' and name = 'subscription started'",
    fold: "days_to",
    end: "kind = 'milestone'",
    unit: "days",
    good: "lower",
  }),
  template("no_longer", "Who went quiet", "How many were active before and are not any more?", {
    where: "kind = 'usage'",
    fold: "lapsed_contacts",
    unit: "contacts",
    good: "lower",
  }),
  template("open_tickets", "Open tickets", "How many of one sort are waiting?", {
    from: "tickets",
    where: "priority = 'urgent'",
    fold: "open_count",
    unit: "tickets",
    good: "lower",
  }),
  template("time_taken", "Time taken", "How long did we take, in the middle of all tickets?", {
    from: "tickets",
    fold: "median",
    value: "first_response_hours",
    at: "first_response_at",
    windowDays: 90,
    unit: "hours",
    good: "lower",
  }),
  template("latest_answer", "Latest answer", "What did they answer last?", {
    from: "surveys",
    where: "kind = 'csat'",
    fold: "last",
    value: "score",
    windowKind: "lifetime",
    unit: "points",
  }),
  template("money_running", "What they pay", "What does one plan bring in a year?", {
    from: "subscriptions",
    where: "plan = 'enterprise'",
    fold: "open_sum",
    value: "12 * mrr",
    unit: "money",
  }),
  template("share", "Share of another", "How much of one metric is another?", {
    how: "expression",
    expression: "active_contacts_7d / nullif(active_contacts_28d, 0)",
    unit: "ratio",
  }),
  template("beside_peers", "Beside peers", "Where do they stand among others of their tier?", {
    how: "expression",
    expression: "percentile(events_28d, account.tier, active_contacts_90d > 0)",
    unit: "number",
  }),
  template("change", "Change", "By how much did a metric move in 28 days?", {
    how: "expression",
    expression: "events_28d / nullif(lag(events_28d, 28), 0) - 1",
    unit: "ratio",
  }),
];

export function templateOf(key: string | undefined): Template | undefined {
  return TEMPLATES.find((each) => each.key === key);
}
