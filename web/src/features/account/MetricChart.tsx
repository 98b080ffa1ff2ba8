import { useCallback } from "react";
import type { History } from "~/api/types";
import { dayAxis, dayTooltip, valueAxis } from "~/charts/base";
import { Chart } from "~/charts/Chart";
import { fade, type Paint } from "~/charts/tokens";
import { formatCompact, formatCount } from "~/lib/format";
import { formatDay } from "~/lib/time";

interface Series {
  key: string;
  name: string;
}

const COLOURS = ["--pn-accent", "--pn-text-3"];

/** One or two metrics, day by day. */
export function MetricChart({
  title,
  unit,
  history,
  series,
}: {
  title: string;
  unit: string;
  history: History;
  series: Series[];
}) {
  const names = JSON.stringify(series);
  const option = useCallback(
    (paint: Paint) => drawn(history, JSON.parse(names) as Series[], unit, paint),
    [history, names, unit],
  );
  const latest = series
    .map(({ key, name }) => `${name} ${formatCount(history.metrics[key]?.at(-1))}`)
    .join(", ");
  return (
    <Chart
      title={title}
      description={`${title}, ${formatDay(history.days[0])} to ${formatDay(history.days.at(-1))}; last: ${latest}.`}
      option={option}
      height={150}
      table={{
        columns: ["Day", ...series.map(({ name }) => name)],
        rows: history.days.map((day, at) => [
          formatDay(day),
          ...series.map(({ key }) => formatCount(history.metrics[key]?.[at])),
        ]),
      }}
    />
  );
}

function drawn(history: History, series: Series[], unit: string, paint: Paint) {
  const colour = (at: number) => paint(COLOURS[at] ?? "--pn-accent");
  return {
    aria: { enabled: false },
    grid: { left: 38, right: 8, top: 10, bottom: 22 },
    xAxis: dayAxis(history.days, paint),
    yAxis: { ...valueAxis(paint, (value) => formatCompact(value)), min: 0, minInterval: 1 },
    tooltip: dayTooltip(
      paint,
      (at) =>
        series.map(({ key, name }, place) => ({
          seriesName: name,
          value: history.metrics[key]?.[at] ?? null,
          colour: colour(place),
        })),
      (value) => `${formatCount(value)} ${unit}`,
    ),
    series: series.map(({ key, name }, at) => ({
      name,
      type: "line",
      data: history.metrics[key] ?? [],
      symbol: "none",
      lineStyle: { width: at === 0 ? 1.8 : 1.2, color: colour(at) },
      itemStyle: { color: colour(at) },
      areaStyle: at === 0 ? { color: fade(colour(at), 0.08) } : undefined,
    })),
  };
}
