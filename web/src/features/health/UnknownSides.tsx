import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { HiddenSide, MetricValue } from "~/api/types";
import { useAsOf } from "~/app/session";
import { feedPhrase } from "~/features/metrics/feeds";
import { metricsQuery } from "~/features/metrics/queries";
import classes from "./HiddenRiskCard.module.css";

/** The sides that nothing is known of, and what data would tell. */
export function UnknownSides({
  sides,
  metrics,
}: {
  sides: HiddenSide[];
  metrics: Map<string, MetricValue>;
}) {
  const all = useQuery(metricsQuery(useAsOf())).data ?? [];
  if (sides.length === 0) return null;
  const byKey = new Map(all.map((metric) => [metric.key, metric]));
  const needs = ({ signs }: HiddenSide) =>
    [...new Set(signs.map(({ metric }) => phraseOf(byKey.get(metric), byKey)))].filter(Boolean);
  return (
    <section className={classes.unknown} aria-label="Nothing is known of">
      <h3>
        Nothing is known of {sides.length === 1 ? "one side" : `${sides.length} sides`}
        <span className="quiet"> · it counts as unknown, not as calm</span>
      </h3>
      <ul>
        {sides.map((side) => (
          <li key={side.key}>
            <span className={classes.unknownName}>
              <span className={classes.hatched} aria-hidden="true" />
              {side.name}
            </span>
            <span>
              {side.signs.map((sign, at) => (
                <span key={sign.key}>
                  {at > 0 && ", "}
                  <Link
                    to="/catalogue/$metricKey"
                    params={{ metricKey: sign.metric }}
                    className="link"
                    title={metrics.get(sign.metric)?.description ?? sign.metric}
                  >
                    {sign.name}
                  </Link>
                </span>
              ))}
              {needs(side).length > 0 && (
                <span className="quiet"> would be told by {needs(side).join("; or by ")}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
      <Link to="/data" className="link">
        Connect data
      </Link>
    </section>
  );
}

type Formula = Parameters<typeof feedPhrase>[0];

function phraseOf(metric: Formula | undefined, all: Map<string, Formula>): string {
  return metric ? feedPhrase(metric, all) : "";
}
