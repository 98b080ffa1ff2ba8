import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import type { AccountDetail } from "~/api/types";
import { useSession } from "~/app/session";
import { HiddenRiskCard } from "~/features/health/HiddenRiskCard";
import { spanOf } from "~/features/judgement/span";
import { Card } from "~/ui/Card";
import { Loaded, RowSkeletons } from "~/ui/States";
import classes from "./Account.module.css";
import { HealthCard } from "./HealthCard";
import { HistoryChart } from "./HistoryChart";
import { MetricChart } from "./MetricChart";
import { healthQuery, historyQuery } from "./queries";
import { type AccountSearch, RANGES, type Range } from "./search";

const RANGE_NAMES: Record<Range, string> = { "90d": "90 days", "1y": "1 year", all: "All" };

/** Why health is what it is, how it got there, and the usage behind it. */
export function HealthTab({
  detail,
  search,
  change,
}: {
  detail: AccountDetail;
  search: AccountSearch;
  change: (next: Partial<AccountSearch>) => void;
}) {
  const { today, asOf: shown } = useSession();
  const id = detail.account.account_id;
  const why = useRef<HTMLDivElement>(null);
  const range = search.range ?? "1y";
  const past = search.day !== undefined && search.day < today ? search.day : undefined;
  const { span } = search;
  const asked = past !== undefined || span !== undefined;
  const asOf = useQuery({
    ...healthQuery(id, past ?? today, span, shown),
    enabled: asked,
    placeholderData: (before) => before ?? (past === undefined ? detail.health : undefined),
  });
  const explanation = asked ? asOf.data : detail.health;
  const history = useQuery(historyQuery(id, range, today, shown));
  const metrics = new Map(detail.metrics.map((metric) => [metric.key, metric]));

  return (
    <div className={classes.stack} ref={why}>
      {explanation ? (
        <HealthCard
          accountId={id}
          explanation={explanation}
          metrics={metrics}
          span={span}
          changeSpan={(next) => change({ span: spanOf(next) })}
          back={past === undefined ? undefined : () => change({ day: undefined })}
        />
      ) : (
        <Loaded query={asOf} skeleton={<RowSkeletons rows={8} />}>
          {() => null}
        </Loaded>
      )}
      <HiddenRiskCard accountId={id} day={past} metrics={metrics} />
      <Card>
        <Loaded query={history} skeleton={<RowSkeletons rows={5} height={28} />}>
          {(data) => (
            <HistoryChart
              history={data}
              day={past}
              pick={(day) => {
                change({ day: day === today ? undefined : day });
                why.current?.scrollIntoView({ block: "nearest" });
              }}
              controls={
                <SegmentedControl
                  size="xs"
                  aria-label="Time range"
                  value={range}
                  data={RANGES.map((value) => ({ value, label: RANGE_NAMES[value] }))}
                  onChange={(value) => change({ range: RANGES.find((known) => known === value) })}
                />
              }
            />
          )}
        </Loaded>
      </Card>
      {history.data && (
        <div className={classes.pair}>
          <Card>
            <MetricChart
              title="Events, 28 days"
              unit="events"
              history={history.data}
              series={[{ key: "events_28d", name: "Events, 28 days" }]}
            />
          </Card>
          <Card>
            <MetricChart
              title="Active people"
              unit="people"
              history={history.data}
              series={[
                { key: "active_contacts_28d", name: "28 days" },
                { key: "active_contacts_7d", name: "7 days" },
              ]}
            />
          </Card>
        </div>
      )}
    </div>
  );
}
