// What the signals inbox keeps in its URL.

import type { Severity, SignalRule, SignalStatus } from "~/api/types";
import { oneOf, text } from "~/lib/url";

export const STATUSES: readonly SignalStatus[] = ["open", "snoozed", "acknowledged", "closed"];
export const SEVERITIES: readonly Severity[] = ["critical", "warning", "info"];
export const RULES: readonly SignalRule[] = ["usage_drop", "contacts_leaving", "renewal_at_risk"];

export interface SignalsSearch {
  tab?: SignalStatus;
  rule?: SignalRule;
  severity?: Severity;
  account?: string;
  /** The signal that is shown beside the list. */
  signal?: string;
}

export function signalsSearch(raw: Record<string, unknown>): SignalsSearch {
  const search: SignalsSearch = {};
  const tab = oneOf(raw.tab, STATUSES);
  const rule = oneOf(raw.rule, RULES);
  const severity = oneOf(raw.severity, SEVERITIES);
  const account = text(raw.account);
  const signal = text(raw.signal);
  if (tab && tab !== "open") search.tab = tab;
  if (rule) search.rule = rule;
  if (severity) search.severity = severity;
  if (account) search.account = account;
  if (signal) search.signal = signal;
  return search;
}
