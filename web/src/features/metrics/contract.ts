// What the API says about metrics.

export type Group =
  | "usage"
  | "goals"
  | "consumption"
  | "onboarding"
  | "support"
  | "surveys"
  | "relationship"
  | "money"
  | "advocacy"
  | "learning"
  | "own";

export type Unit =
  | "contacts"
  | "events"
  | "days"
  | "hours"
  | "minutes"
  | "names"
  | "sessions"
  | "ratio"
  | "tickets"
  | "answers"
  | "points"
  | "money"
  | "seats"
  | "date"
  | "number";

export type Good = "higher" | "lower" | "neither";
export type Origin = "built_in" | "changed" | "own";

export interface MetricRow {
  key: string;
  name: string;
  description: string;
  formula: string;
  group: Group;
  unit: Unit;
  good: Good;
  origin: Origin;
  version: number;
  accounts: number;
  with_value: number;
  median: number | null;
}

export type Source = "facts" | "sessions" | "tickets" | "surveys" | "subscriptions" | "contacts";
export type Window =
  | number
  | "lifetime"
  | "contract"
  | { first: number; of?: "account" | "contract" };

/** A metric as it is written: the fields of its TOML. */
export interface Definition {
  key: string;
  name: string;
  description: string;
  group?: Group;
  unit: Unit;
  good?: Good;
  from?: Source;
  where?: string;
  fold?: string;
  window?: Window;
  value?: string;
  by?: string;
  at?: string;
  until?: string;
  then?: string;
  before?: number | "ever";
  least?: number;
  empty?: number | "none" | "zero_after_first";
  expression?: string;
}

export interface Bin {
  from: number;
  to: number;
  accounts: number;
}

export interface Distribution {
  n: number;
  missing: number;
  min: number;
  p10: number;
  p25: number;
  median: number;
  p75: number;
  p90: number;
  max: number;
  mean: number;
  bins: Bin[];
}

export interface MetricUse {
  kind: "metric" | "scorecard" | "signal" | "segment";
  name: string;
  detail: string;
}

export interface MetricVersion {
  version: number;
  changed_at: string;
  changed_by: string | null;
  toml: string | null;
}

export interface MetricDetail extends MetricRow {
  definition: Definition;
  toml: string;
  made_of: string[];
  uses: MetricUse[];
  versions: MetricVersion[];
  distribution: Distribution | null;
  failure: string | null;
}

export interface MetricAccount {
  account_id: string;
  name: string;
  value: number | null;
  change_28d: number | null;
  weeks: (number | null)[];
}

export interface MetricAccounts {
  total: number;
  accounts: MetricAccount[];
}

/** What is asked to be checked or saved. */
export type Written = { definition: Definition } | { toml: string };

export interface MetricCheck {
  metric: Pick<MetricRow, "key" | "name" | "description" | "formula" | "group" | "unit" | "good">;
  definition: Definition;
  toml: string;
  distribution: Distribution | null;
  accounts: { account_id: string; name: string; value: number | null }[];
  rereads: boolean;
}
