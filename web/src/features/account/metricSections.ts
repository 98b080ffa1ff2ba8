// An account's metrics in sections: those its score is made of, then the rest by group.

import type { Explanation, MetricValue } from "~/api/types";
import { grouped, matches } from "~/features/metrics/filter";
import { GROUP_MEANINGS, GROUP_NAMES } from "~/features/metrics/words";

export interface MetricSection {
  key: string;
  title: string;
  about: string;
  known: MetricValue[];
  without: MetricValue[];
}

export function sectionsOf(
  metrics: MetricValue[],
  health: Explanation,
  q: string,
): MetricSection[] {
  const scored = new Set(
    health.groups.flatMap(({ measures }) => measures.map((measure) => measure.metric)),
  );
  const found = metrics.filter((metric) => matches(metric, q));
  const pinned = found.filter(({ key }) => scored.has(key));
  const rest = grouped(found.filter(({ key }) => !scored.has(key)));
  return [
    ...(pinned.length > 0
      ? [section("score", "In the health score", "what it is made of", pinned)]
      : []),
    ...rest.map(({ group, metrics: of }) =>
      section(group, GROUP_NAMES[group], GROUP_MEANINGS[group], of),
    ),
  ];
}

function section(key: string, title: string, about: string, of: MetricValue[]): MetricSection {
  return {
    key,
    title,
    about,
    known: of.filter(({ value }) => value !== null),
    without: of.filter(({ value }) => value === null),
  };
}
