// What the pages of metrics keep in their URL.

import { oneOf, text } from "~/lib/url";
import type { Group, Order } from "./types";
import { GROUPS } from "./words";

export const SHOWN = ["fed", "unfed", "edited"] as const;
export type Shown = (typeof SHOWN)[number];

export interface MetricsSearch {
  q?: string;
  group?: Group;
  /** With data, without any, or ours: own and changed. All where it is left out. */
  show?: Shown;
}

export function metricsSearch(raw: Record<string, unknown>): MetricsSearch {
  const search: MetricsSearch = {};
  const q = text(raw.q);
  const group = oneOf(raw.group, GROUPS);
  const show = oneOf(raw.show, SHOWN);
  if (q) search.q = q;
  if (group) search.group = group;
  if (show) search.show = show;
  return search;
}

export interface MetricSearch {
  order?: Order;
  /** Whether every account's chart is drawn on the same scale. */
  scale?: "same";
}

export function metricSearch(raw: Record<string, unknown>): MetricSearch {
  const search: MetricSearch = {};
  if (raw.order === "lowest") search.order = "lowest";
  if (raw.scale === "same") search.scale = "same";
  return search;
}

export interface NewMetricSearch {
  template?: string;
  /** Key of the metric that is duplicated. */
  copy?: string;
}

export function newMetricSearch(raw: Record<string, unknown>): NewMetricSearch {
  const search: NewMetricSearch = {};
  const template = text(raw.template);
  const copy = text(raw.copy);
  if (template) search.template = template;
  if (copy) search.copy = copy;
  return search;
}
