// What the account page keeps in its URL.

import { type Span, spanOf } from "~/features/judgement/span";
import { oneOf, text } from "~/lib/url";

export const TABS = [
  "health",
  "people",
  "tickets",
  "surveys",
  "timeline",
  "revenue",
  "metrics",
] as const;
export type AccountTab = (typeof TABS)[number];

export const RANGES = ["90d", "1y", "all"] as const;
export type Range = (typeof RANGES)[number];

export interface AccountSearch {
  tab?: AccountTab;
  /** The day that health is explained for; today where it is left out. */
  day?: string;
  range?: Range;
  /** Days over which the move of health is explained. */
  span?: Span;
  /** Fact kinds of the timeline, comma-separated. */
  kind?: string;
  /** What is searched for among the metrics. */
  mq?: string;
}

export function accountSearch(raw: Record<string, unknown>): AccountSearch {
  const search: AccountSearch = {};
  const tab = oneOf(raw.tab, TABS);
  const range = oneOf(raw.range, RANGES);
  const day = text(raw.day);
  const span = spanOf(raw.span);
  const kind = text(raw.kind);
  if (tab && tab !== "health") search.tab = tab;
  if (range && range !== "1y") search.range = range;
  if (day && /^\d{4}-\d{2}-\d{2}$/.test(day)) search.day = day;
  if (span) search.span = span;
  const mq = text(raw.mq);
  if (kind) search.kind = kind;
  if (mq) search.mq = mq;
  return search;
}
