import { Button, SegmentedControl } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useAsOf, useSession } from "~/app/session";
import { formatCount, formatMetric, formatMetricChange } from "~/lib/format";
import { Card } from "~/ui/Card";
import { Change } from "~/ui/Change";
import { Empty, Loaded } from "~/ui/States";
import classes from "./Metric.module.css";
import { metricAccountsQuery } from "./queries";
import { type Scale, Spark, scaleOf } from "./Spark";
import type { AccountTrend, MetricDetail } from "./types";

const route = getRouteApi("/app/catalogue/$metricKey");

/** Every account's value with its last 26 weeks, sorted. */
export function AccountCharts({ metric }: { metric: MetricDetail }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const order = search.order ?? "highest";
  const pages = useInfiniteQuery(metricAccountsQuery(metric.key, order, useAsOf()));
  const change = (next: Partial<typeof search>) =>
    void navigate({
      search: (before) => ({ ...before, ...next }),
      replace: true,
      resetScroll: false,
    });
  return (
    <Card
      title="Every account"
      hint="the last 26 weeks"
      actions={
        <>
          <SegmentedControl
            size="xs"
            aria-label="Scale"
            value={search.scale ?? "own"}
            onChange={(next) => change({ scale: next === "same" ? "same" : undefined })}
            data={[
              { value: "own", label: "Own scale" },
              { value: "same", label: "Same scale" },
            ]}
          />
          <SegmentedControl
            size="xs"
            aria-label="Order"
            value={order}
            onChange={(next) => change({ order: next === "lowest" ? "lowest" : undefined })}
            data={[
              { value: "highest", label: "Highest first" },
              { value: "lowest", label: "Lowest first" },
            ]}
          />
        </>
      }
    >
      <Loaded query={pages as never}>
        {() => {
          const accounts = pages.data?.pages.flatMap((page) => page.accounts) ?? [];
          const total = pages.data?.pages[0]?.total ?? 0;
          if (accounts.length === 0) return <Empty title="No accounts yet" />;
          return (
            <>
              <Charts accounts={accounts} metric={metric} same={search.scale === "same"} />
              {pages.hasNextPage && (
                <div className={classes.more}>
                  <span className="quiet">
                    {formatCount(accounts.length)} of {formatCount(total)}
                  </span>
                  <Button
                    size="xs"
                    variant="default"
                    loading={pages.isFetchingNextPage}
                    onClick={() => void pages.fetchNextPage()}
                  >
                    Show more
                  </Button>
                </div>
              )}
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}

function Charts({
  accounts,
  metric,
  same,
}: {
  accounts: AccountTrend[];
  metric: MetricDetail;
  same: boolean;
}) {
  const shared = same ? scaleOf(accounts.flatMap(({ weeks }) => weeks)) : undefined;
  return (
    <ul className={classes.charts}>
      {accounts.map((account) => (
        <AccountChart
          key={account.account_id}
          account={account}
          metric={metric}
          scale={shared ?? scaleOf(account.weeks)}
        />
      ))}
    </ul>
  );
}

function AccountChart({
  account,
  metric,
  scale,
}: {
  account: AccountTrend;
  metric: MetricDetail;
  scale: Scale;
}) {
  const { company } = useSession();
  const show = (value: number | null | undefined) =>
    formatMetric(value, metric.unit, company.currency);
  const known = account.weeks.filter((week) => week !== null);
  return (
    <li>
      <Link
        to="/accounts/$accountId"
        params={{ accountId: account.account_id }}
        search={{ tab: "metrics", mq: metric.key } as never}
        className={classes.chart}
      >
        <span className={`${classes.chartName} clip`}>{account.name}</span>
        <span className={classes.chartValue}>
          {account.value === null ? <span className="quiet">no value</span> : show(account.value)}
          {account.change_28d !== null && (
            <Change
              value={account.change_28d}
              good={metric.good}
              format={(value) => formatMetricChange(value, metric.unit, company.currency)}
              title="against 28 days ago"
            />
          )}
        </span>
        {known.length > 0 ? (
          <Spark
            values={account.weeks}
            scale={scale}
            label={`From ${show(known[0])} to ${show(known.at(-1))} over ${account.weeks.length} weeks`}
          />
        ) : (
          <span className={classes.flat}>nothing in 26 weeks</span>
        )}
      </Link>
    </li>
  );
}
