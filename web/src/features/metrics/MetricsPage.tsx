import { Button } from "@mantine/core";
import { IconChartHistogram, IconFilterOff, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { useAsOf, useMay } from "~/app/session";
import { usePageKeys } from "~/app/shortcuts";
import { useLocked } from "~/features/past/useLocked";
import { formatCount } from "~/lib/format";
import { Page } from "~/ui/Page";
import { Empty, Loaded, RowSkeletons } from "~/ui/States";
import { CatalogueTable } from "./CatalogueTable";
import { CatalogueToolbar } from "./CatalogueToolbar";
import { filtered } from "./filter";
import { metricsQuery } from "./queries";
import type { MetricsSearch } from "./search";
import type { MetricRow } from "./types";

const route = getRouteApi("/app/catalogue");

/** Every metric, its meaning, and how many accounts have it. */
export function MetricsPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const move = route.useNavigate();
  const metrics = useQuery(metricsQuery(useAsOf()));
  const may = useMay("manage_data");
  const locked = useLocked();
  const change = useCallback(
    (next: Partial<MetricsSearch>) =>
      void move({ search: (before) => ({ ...before, ...next }), replace: true }),
    [move],
  );
  usePageKeys({
    n: () => may && !locked.disabled && void navigate({ to: "/catalogue/new-metric" }),
  });
  const found = useMemo(() => filtered(metrics.data ?? [], search), [metrics.data, search]);
  return (
    <Page
      name="Metrics"
      title="Metrics"
      meta={metrics.data && <Count shown={found.length} total={metrics.data.length} />}
      actions={may && <NewMetric />}
      fill
    >
      <CatalogueToolbar search={search} change={change} metrics={metrics.data} />
      <Loaded query={metrics} skeleton={<RowSkeletons rows={18} />}>
        {(all) =>
          found.length > 0 ? (
            <CatalogueTable shown={found} all={all} />
          ) : (
            <Nothing all={all} search={search} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Count({ shown, total }: { shown: number; total: number }) {
  return (
    <span className="num" aria-live="polite">
      {shown === total ? formatCount(total) : `${formatCount(shown)} of ${formatCount(total)}`}
    </span>
  );
}

function NewMetric() {
  return (
    <Button
      component={Link}
      to="/catalogue/new-metric"
      size="xs"
      {...useLocked()}
      leftSection={<IconPlus size={14} aria-hidden />}
    >
      New metric
    </Button>
  );
}

function Nothing({ all, search }: { all: MetricRow[]; search: MetricsSearch }) {
  const ours = search.show === "edited" && !search.q && !search.group;
  if (ours) {
    return (
      <Empty icon={<IconChartHistogram size={20} stroke={1.6} />} title="No metric of your own yet">
        What only your company measures goes here: a few fields, or a few lines of TOML. A built-in
        metric that you change is listed here too.
      </Empty>
    );
  }
  if (search.show === "unfed" && !search.q && !search.group) {
    return <Empty title="Every metric has data">No metric waits for data that is missing.</Empty>;
  }
  return (
    <Empty icon={<IconFilterOff size={20} stroke={1.6} />} title="No metric matches">
      Loosen a filter, or{" "}
      <Link to="/catalogue" className="link">
        show all {formatCount(all.length)}
      </Link>
      .
    </Empty>
  );
}
