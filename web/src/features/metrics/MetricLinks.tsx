import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useAsOf } from "~/app/session";
import { Card } from "~/ui/Card";
import { Tag } from "~/ui/Tag";
import classes from "./Metric.module.css";
import { metricsQuery } from "./queries";
import type { MetricDetail, MetricUse } from "./types";

/** What the metric is made of, and what would break without it. */
export function MetricLinks({ metric }: { metric: MetricDetail }) {
  const all = useQuery(metricsQuery(useAsOf())).data ?? [];
  const nameOf = (key: string) => all.find((each) => each.key === key)?.name ?? key;
  return (
    <>
      {metric.made_of.length > 0 && (
        <Card title="Made of">
          <ul className={classes.links}>
            {metric.made_of.map((key) => (
              <li key={key}>
                <MetricLink metricKey={key}>{nameOf(key)}</MetricLink>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title="Used by">
        {metric.uses.length === 0 ? (
          <p className="quiet">No other metric, scorecard, signal or segment reads it.</p>
        ) : (
          <ul className={classes.links}>
            {metric.uses.map((use) => (
              <li key={`${use.kind}:${use.name}:${use.detail}`}>
                <Tag>{use.kind}</Tag>
                <UseName use={use} nameOf={nameOf} />
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title="Did it foresee who left?">
        <Link to="/backtest" search={{ metric: metric.key } as never} className="link">
          Backtest this metric
        </Link>
      </Card>
    </>
  );
}

function UseName({ use, nameOf }: { use: MetricUse; nameOf: (key: string) => string }) {
  switch (use.kind) {
    case "metric":
      return <MetricLink metricKey={use.name}>{nameOf(use.name)}</MetricLink>;
    case "scorecard":
      return (
        <Link to="/settings" search={{ tab: "scorecard" }} className="link">
          {sentence(use.detail)}
        </Link>
      );
    case "segment":
      return (
        <Link to="/segments/$key" params={{ key: use.name }} className="link">
          {sentence(use.detail)}
        </Link>
      );
    default:
      return <span>{sentence(use.detail)}</span>;
  }
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function MetricLink({ metricKey, children }: { metricKey: string; children: ReactNode }) {
  return (
    <Link to="/catalogue/$metricKey" params={{ metricKey }} className="link">
      {children}
    </Link>
  );
}
