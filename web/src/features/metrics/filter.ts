// Which metrics the catalogue shows, in which groups.

import type { MetricsSearch, Shown } from "./search";
import type { Group, MetricRow } from "./types";
import { GROUP_NAMES, GROUPS, UNIT_NAMES } from "./words";

export interface MetricGroup<T> {
  group: Group;
  metrics: T[];
}

export function shows(metric: MetricRow, show: Shown | undefined): boolean {
  switch (show) {
    case "fed":
      return metric.fed;
    case "unfed":
      return !metric.fed;
    case "edited":
      return metric.origin !== "built_in";
    default:
      return true;
  }
}

export function filtered(metrics: MetricRow[], search: MetricsSearch): MetricRow[] {
  return metrics.filter(
    (metric) =>
      (!search.group || metric.group === search.group) &&
      shows(metric, search.show) &&
      matches(metric, search.q),
  );
}

/** Whether every typed word stands in what is said of the metric. */
export function matches(
  metric: Pick<MetricRow, "key" | "name" | "description"> &
    Partial<Pick<MetricRow, "group" | "unit">>,
  q: string | undefined,
): boolean {
  const words = (q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const said = [
    metric.key,
    metric.name,
    metric.description,
    metric.group && GROUP_NAMES[metric.group],
    metric.unit && UNIT_NAMES[metric.unit],
  ];
  const text = said.join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}

/** In the order of the catalogue; empty groups are left out. */
export function grouped<T extends { group: Group }>(metrics: T[]): MetricGroup<T>[] {
  return GROUPS.map((group) => ({
    group,
    metrics: metrics.filter((metric) => metric.group === group),
  })).filter(({ metrics: of }) => of.length > 0);
}
