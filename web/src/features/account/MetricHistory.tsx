import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import type { History, MetricValue } from "~/api/types";
import { useSession } from "~/app/session";
import { dayAxis, dayTooltip, valueAxis } from "~/charts/base";
import { Chart } from "~/charts/Chart";
import { fade, type Paint } from "~/charts/tokens";
import { formatCompact, formatMetric } from "~/lib/format";
import { formatDay } from "~/lib/time";
import { Loaded, RowSkeletons } from "~/ui/States";
import { metricHistoryQuery } from "./queries";

/** A metric of the account, day by day, for a year. */
export function MetricHistory({ metric, accountId }: { metric: MetricValue; accountId: string }) {
  const { today, asOf } = useSession();
  const history = useQuery(metricHistoryQuery(accountId, metric.key, today, asOf));
  return (
    <Loaded query={history} skeleton={<RowSkeletons rows={4} />}>
      {(data) => <Drawn metric={metric} history={data} />}
    </Loaded>
  );
}

function Drawn({ metric, history }: { metric: MetricValue; history: History }) {
  const { company } = useSession();
  const { key, name, unit } = metric;
  const show = useCallback(
    (value: number | null | undefined) => formatMetric(value, unit, company.currency),
    [unit, company.currency],
  );
  const option = useCallback(
    (paint: Paint) => drawn(history, { key, name, unit }, show, paint),
    [history, key, name, unit, show],
  );
  const values = history.metrics[key] ?? [];
  return (
    <Chart
      title={`${name}, day by day`}
      description={`${name}, ${formatDay(history.days[0])} to ${formatDay(history.days.at(-1))}; last ${show(values.at(-1))}.`}
      option={option}
      height={150}
      table={{
        columns: ["Day", name],
        rows: history.days.map((day, at) => [formatDay(day), show(values[at])]),
      }}
    />
  );
}

function drawn(
  history: History,
  { key, name, unit }: Pick<MetricValue, "key" | "name" | "unit">,
  show: (value: number | null | undefined) => string,
  paint: Paint,
) {
  const accent = paint("--pn-accent");
  const values = history.metrics[key] ?? [];
  const short = unit === "ratio" || unit === "date" ? show : formatCompact;
  return {
    aria: { enabled: false },
    grid: { left: unit === "date" ? 84 : 46, right: 10, top: 10, bottom: 22 },
    xAxis: dayAxis(history.days, paint),
    yAxis: { ...valueAxis(paint, short), scale: unit === "date" },
    tooltip: dayTooltip(
      paint,
      (at) => [{ seriesName: name, value: values[at] ?? null, colour: accent }],
      (value) => show(value),
    ),
    series: [
      {
        name,
        type: "line",
        data: values,
        symbol: "none",
        lineStyle: { width: 1.8, color: accent },
        itemStyle: { color: accent },
        areaStyle: unit === "date" ? undefined : { color: fade(accent, 0.08) },
      },
    ],
  };
}
