import { useCallback } from "react";
import type { SegmentComparison } from "~/api/types";
import { axisLabel, dayTooltip, valueAxis } from "~/charts/base";
import { Chart } from "~/charts/Chart";
import { fade, type Paint } from "~/charts/tokens";
import { formatCount, formatPercent } from "~/lib/format";
import { binNames } from "./bins";
import { Legend, lookOf, shortValueIn, valueIn } from "./looks";

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

/** Drawn over the bins' edges: a line holds its height from one edge to the next. */
function drawn(data: SegmentComparison, paint: Paint) {
  const show = valueIn(data);
  const names = binNames(data.edges, show);
  const binAt = (at: number) => Math.min(at, names.length - 1);
  const singles = names.length > 0 && !names[0]?.includes("–");
  const tooltip = dayTooltip(
    paint,
    (at) =>
      data.rows.map((row, place) => ({
        seriesName: row.segment.name,
        value: row.counts[binAt(at)] ?? 0,
        colour: paint(lookOf(place).colour),
      })),
    (value, name) => {
      const n = data.rows.find((row) => row.segment.name === name)?.distribution?.n;
      return `${formatCount(value)} of ${formatCount(n ?? 0)} (${formatPercent(shareOf(value, n))})`;
    },
    undefined,
    (_, at) => `${data.metric_name}: ${names[binAt(at)] ?? ""}`,
  );
  return {
    aria: { enabled: false },
    grid: { left: 44, right: 14, top: 12, bottom: 42 },
    xAxis: {
      type: "category" as const,
      boundaryGap: false,
      data: data.edges.map(shortValueIn(data)),
      axisLine: { lineStyle: { color: paint("--pn-line-strong") } },
      axisTick: { show: true, lineStyle: { color: paint("--pn-line-strong") } },
      axisLabel: { ...axisLabel(paint), hideOverlap: true },
      name: singles ? `${data.metric_name} (each from its number on)` : data.metric_name,
      nameLocation: "middle" as const,
      nameGap: 26,
      nameTextStyle: axisLabel(paint),
    },
    yAxis: {
      ...valueAxis(paint, (value) => formatPercent(value)),
      splitNumber: 5,
      min: 0,
      max: ({ max }: { max: number }) => (max > 0.8 ? 1 : null),
    },
    tooltip,
    series: data.rows.map((row, at) => {
      const { colour, line } = lookOf(at);
      const shares = row.counts.map((count) => shareOf(count, row.distribution?.n));
      return {
        name: row.segment.name,
        type: "line",
        step: "end",
        symbol: "none",
        data: [...shares, shares.at(-1) ?? 0],
        lineStyle: { width: 2, type: line, color: paint(colour) },
        itemStyle: { color: paint(colour) },
        areaStyle: { color: fade(paint(colour), 0.1) },
      };
    }),
  };
}
