import { useCallback } from "react";
import type { SegmentComparison } from "~/api/types";
import { axisLabel, dayTooltip, valueAxis } from "~/charts/base";
import { Chart } from "~/charts/Chart";
import { fade, type Paint } from "~/charts/tokens";
import { formatCompact, formatCount, formatPercent } from "~/lib/format";
import { binNames } from "./bins";
import { Legend, lookOf, valueIn } from "./looks";

/** How the metric is spread in each segment, as shares, so that large and small ones compare. */
export function Histogram({ data }: { data: SegmentComparison }) {
  const option = useCallback((paint: Paint) => drawn(data, paint), [data]);
  const names = binNames(data.edges, valueIn(data));
  return (
    <Chart
      title={`${data.metric_name}: share of accounts`}
      legend={<Legend rows={data.rows} />}
      description={`Histogram of ${data.metric_name} in ${data.edges.length - 1} bins. ${data.rows
        .map(
          (row) =>
            `${row.segment.name}: ${formatCount(row.distribution?.n ?? 0)} accounts, median ${valueIn(data)(row.distribution?.median)}`,
        )
        .join("; ")}.`}
      option={option}
      height={260}
      table={{
        columns: [data.metric_name, ...data.rows.map((row) => row.segment.name)],
        rows: names.map((name, bin) => [
          name,
          ...data.rows.map((row) => {
            const count = row.counts[bin] ?? 0;
            return `${formatCount(count)} (${formatPercent(shareOf(count, row.distribution?.n))})`;
          }),
        ]),
      }}
    />
  );
}

function shareOf(count: number, n: number | undefined): number {
  return n ? count / n : 0;
}

function drawn(data: SegmentComparison, paint: Paint) {
  const names = binNames(data.edges, valueIn(data));
  const short = binNames(data.edges, (value) => formatCompact(value));
  const shares = data.rows.map((row) =>
    row.counts.map((count) => shareOf(count, row.distribution?.n)),
  );
  const tooltip = dayTooltip(
    paint,
    (at) =>
      data.rows.map((row, place) => ({
        seriesName: row.segment.name,
        value: row.counts[at] ?? 0,
        colour: paint(lookOf(place).colour),
      })),
    (value, name) => {
      const n = data.rows.find((row) => row.segment.name === name)?.distribution?.n;
      return `${formatCount(value)} of ${formatCount(n ?? 0)} (${formatPercent(shareOf(value, n))})`;
    },
  );
  return {
    aria: { enabled: false },
    grid: { left: 44, right: 10, top: 12, bottom: 42 },
    xAxis: {
      type: "category" as const,
      data: names,
      axisLine: { lineStyle: { color: paint("--pn-line-strong") } },
      axisTick: { show: false },
      axisLabel: {
        ...axisLabel(paint),
        hideOverlap: true,
        formatter: (_: string, at: number) => short[at] ?? "",
      },
      name: data.metric_name,
      nameLocation: "middle" as const,
      nameGap: 26,
      nameTextStyle: axisLabel(paint),
    },
    yAxis: { ...valueAxis(paint, (value) => formatPercent(value)), min: 0 },
    tooltip,
    series: data.rows.map((row, at) => {
      const { colour, line } = lookOf(at);
      return {
        name: row.segment.name,
        type: "line",
        step: "middle",
        symbol: "none",
        data: shares[at] ?? [],
        lineStyle: { width: 2, type: line, color: paint(colour) },
        itemStyle: { color: paint(colour) },
        areaStyle: { color: fade(paint(colour), 0.1) },
      };
    }),
  };
}
