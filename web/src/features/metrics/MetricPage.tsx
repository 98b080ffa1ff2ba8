import { Button } from "@mantine/core";
import { IconCopyPlus, IconMathOff, IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { isMissing } from "~/api/problem";
import { useAsOf, useMay, useSession } from "~/app/session";
import { usePageKeys } from "~/app/shortcuts";
import { useLocked } from "~/features/past/useLocked";
import { formatDay } from "~/lib/time";
import { Card } from "~/ui/Card";
import { Copyable } from "~/ui/Copyable";
import { Page } from "~/ui/Page";
import { Empty, Loaded, RowSkeletons } from "~/ui/States";
import { AccountCharts } from "./AccountCharts";
import { Crumbs } from "./Crumbs";
import { DistributionChart } from "./DistributionChart";
import { feedPhrase } from "./feeds";
import classes from "./Metric.module.css";
import { MetricLinks } from "./MetricLinks";
import { OriginTag } from "./OriginTag";
import { metricQuery, metricsQuery } from "./queries";
import { RemoveMetric } from "./RemoveMetric";
import { Summary } from "./Summary";
import type { MetricDetail } from "./types";
import { Versions } from "./Versions";
import { GOOD_NAMES, GROUP_NAMES, UNIT_NAMES } from "./words";

const route = getRouteApi("/app/catalogue/$metricKey");

/** One metric: what it means, how it is spread, and every account's chart. */
export function MetricPage() {
  const { metricKey } = route.useParams();
  const metric = useQuery(metricQuery(metricKey, useAsOf()));
  const name = metric.data?.name ?? metricKey;
  return (
    <Page
      name={name}
      title={<Crumbs name={name} />}
      meta={metric.data && <OriginTag origin={metric.data.origin} />}
      actions={metric.data && <Actions metric={metric.data} />}
    >
      {isMissing(metric.error) ? (
        <Empty icon={<IconMathOff size={20} stroke={1.6} />} title="There is no such metric">
          No metric has the key “{metricKey}”.{" "}
          <Link to="/catalogue" className="link">
            All metrics
          </Link>
        </Empty>
      ) : (
        <Loaded query={metric} skeleton={<RowSkeletons rows={12} />}>
          {(data) => <Body metric={data} />}
        </Loaded>
      )}
    </Page>
  );
}

function Actions({ metric }: { metric: MetricDetail }) {
  const may = useMay("manage_data");
  const locked = useLocked();
  const navigate = useNavigate();
  const params = { metricKey: metric.key };
  usePageKeys({
    e: () => may && !locked.disabled && void navigate({ to: "/catalogue/$metricKey/edit", params }),
  });
  if (!may) return null;
  return (
    <>
      <RemoveMetric metric={metric} />
      <Button
        component={Link}
        to="/catalogue/new-metric"
        search={{ copy: metric.key } as never}
        size="xs"
        variant="default"
        {...locked}
        leftSection={<IconCopyPlus size={14} aria-hidden />}
      >
        Duplicate
      </Button>
      <Button
        component={Link}
        to="/catalogue/$metricKey/edit"
        params={params as never}
        size="xs"
        {...locked}
        leftSection={<IconPencil size={14} aria-hidden />}
      >
        Edit
      </Button>
    </>
  );
}

function Body({ metric }: { metric: MetricDetail }) {
  const { company } = useSession();
  return (
    <div className={classes.columns}>
      <div className={classes.main}>
        {metric.failure && (
          <p role="alert" className={classes.failure}>
            It can't be computed: {metric.failure}
          </p>
        )}
        <Summary metric={metric} />
        <Card>
          {metric.distribution ? (
            <DistributionChart
              distribution={metric.distribution}
              unit={metric.unit}
              currency={company.currency}
            />
          ) : (
            <NoData metric={metric} />
          )}
        </Card>
        {metric.distribution && metric.distribution.min === 0 && metric.distribution.max === 0 && (
          <p className={classes.zero} role="status">
            Every account is at 0, and there is data behind it.
          </p>
        )}
        <AccountCharts metric={metric} />
      </div>
      <aside className={classes.rail} aria-label="About this metric">
        <Card title="Meaning">
          <p>{metric.description || "Nobody has described it yet."}</p>
          <dl className={classes.about}>
            <dt>Formula</dt>
            <dd className={classes.formula}>{metric.formula}</dd>
            <dt>Key</dt>
            <dd className={classes.formula}>{metric.key}</dd>
            <dt>Group</dt>
            <dd>
              <Link to="/catalogue" search={{ group: metric.group }} className="link">
                {GROUP_NAMES[metric.group]}
              </Link>
            </dd>
            <dt>Unit</dt>
            <dd>
              {UNIT_NAMES[metric.unit]}, {GOOD_NAMES[metric.good]}
            </dd>
          </dl>
        </Card>
        <MetricLinks metric={metric} />
        <Card title="Definition" hint="as in a file for perennial metrics add">
          <Copyable text={metric.toml.trimEnd()} label="definition" block />
        </Card>
        <Versions metric={metric} />
      </aside>
    </div>
  );
}

/** Says what data would feed it. */
function NoData({ metric }: { metric: MetricDetail }) {
  const phrase = useFeeds(metric);
  const asOf = useAsOf();
  return (
    <Empty
      title={
        asOf
          ? `No account had a value on ${formatDay(asOf)}`
          : metric.fed
            ? "No account has a value today"
            : "No data feeds it yet"
      }
    >
      {phrase && <>It needs {phrase}. </>}
      <Link to="/data" className="link">
        Connect or import data
      </Link>
      .
    </Empty>
  );
}

function useFeeds(metric: MetricDetail): string {
  const all = useQuery(metricsQuery(useAsOf())).data ?? [];
  return feedPhrase(metric, new Map(all.map((each) => [each.key, each])));
}
