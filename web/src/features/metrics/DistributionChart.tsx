import { useCallback } from "react";
import { axisLabel, valueAxis } from "~/charts/base";
import { Chart } from "~/charts/Chart";
import { fade, type Paint } from "~/charts/tokens";
import { formatCompact, formatCount, formatMetric, plural } from "~/lib/format";
import type { Bin, Spread, Unit } from "./types";

/** How many accounts have which value, with the median and the middle half marked. */
export function DistributionChart({
  distribution,
  unit,
  currency,
  title = "How accounts are spread",
  height = 190,
}: {
  distribution: Spread;
  unit: Unit;
  currency: string;
  title?: string;
  height?: number;
}) {
  const option = useCallback(
    (paint: Paint) => drawn(distribution, unit, currency, paint),
    [distribution, unit, currency],
  );
  const show = (value: number) => formatMetric(value, unit, currency);
  const { n, missing, median, p25, p75, bins } = distribution;
  const whole = areWhole(distribution, unit);
  return (
    <Chart
      title={title}
      legend={
        <span className="quiet">
          {plural(n, "account")}
          {missing > 0 && `, ${formatCount(missing)} without a value`}
        </span>
      }
      description={`${title}: ${plural(n, "account")}, median ${show(median)}, middle half from ${show(p25)} to ${show(p75)}.`}
      option={option}
      height={height}
      table={{
        columns: ["Value", "Accounts"],
        rows: bins.map((bin) => [binText(bin, whole, show), formatCount(bin.accounts)]),
      }}
    />
  );
}

const COUNTED: readonly Unit[] = [
  "contacts",
  "events",
  "names",
  "sessions",
  "tickets",
  "answers",
  "seats",
  "days",
  "points",
];

/** Whether all values are whole, so that a bar one wide is one value and not a range. */
function areWhole({ bins, min, max }: Spread, unit: Unit): boolean {
  const [first] = bins;
  const edges = first ? [first.from, first.to, min, max] : [];
  return COUNTED.includes(unit) && edges.every(Number.isInteger);
}

function binText(bin: Bin, whole: boolean, show: (value: number) => string): string {
  const last = whole ? bin.to - 1 : bin.to;
  return last === bin.from ? show(bin.from) : `${show(bin.from)} to ${show(last)}`;
}

function drawn(distribution: Spread, unit: Unit, currency: string, paint: Paint) {
  const { bins, median, p25, p75 } = distribution;
  const accent = paint("--pn-accent");
  const show = (value: number) => formatMetric(value, unit, currency);
  const first = bins[0]?.from ?? 0;
  const last = bins.at(-1)?.to ?? 1;
  // The bar of a whole value stands over it, not right of it.
  const whole = areWhole(distribution, unit);
  const shift = whole ? 0.5 : 0;
  const place = last > first ? (median - first) / (last - first) : 0.5;
  return {
    aria: { enabled: false },
    grid: { left: 38, right: 16, top: 22, bottom: 22 },
    xAxis: [
      // Bars stand in categories; the scale that people read lies over them.
      { type: "category", show: false, data: bins.map((bin) => bin.from) },
      {
        type: "value",
        position: "bottom",
        min: first - shift,
        max: last - shift,
        minInterval: whole ? 1 : 0,
        axisLine: { show: true, lineStyle: { color: paint("--pn-line-strong") } },
        splitLine: { show: false },
        axisLabel: {
          ...axisLabel(paint),
          hideOverlap: true,
          showMinLabel: !whole,
          showMaxLabel: false,
          formatter: (value: number) => axisText(value, unit, currency),
        },
      },
    ],
    yAxis: { ...valueAxis(paint, formatCompact), min: 0, minInterval: 1 },
    tooltip: {
      trigger: "item",
      confine: true,
      backgroundColor: paint("--pn-surface"),
      borderColor: paint("--pn-line-strong"),
      textStyle: { color: paint("--pn-text"), fontSize: 12 },
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const bin = bins[dataIndex];
        return bin ? `${binText(bin, whole, show)}: ${plural(bin.accounts, "account")}` : "";
      },
    },
    series: [
      {
        type: "bar",
        data: bins.map((bin) => bin.accounts),
        barCategoryGap: "8%",
        itemStyle: { color: fade(accent, 0.55), borderRadius: [2, 2, 0, 0] },
        emphasis: { itemStyle: { color: accent } },
      },
      {
        type: "line",
        xAxisIndex: 1,
        data: [],
        markArea: {
          silent: true,
          itemStyle: { color: fade(accent, 0.07) },
          data: [[{ xAxis: p25 }, { xAxis: p75 }]],
        },
        markLine: {
          silent: true,
          symbol: "none",
          lineStyle: { color: paint("--pn-text-2"), width: 1.5, type: "solid" },
          label: {
            ...axisLabel(paint),
            color: paint("--pn-text-2"),
            // Beside the axis and the edge there is room on one side only.
            align: place < 0.15 ? "left" : place > 0.85 ? "right" : "center",
            formatter: `median ${show(median)}`,
          },
          data: [{ xAxis: median }],
        },
      },
    ],
  };
}

/** Ticks have little room. */
function axisText(value: number, unit: Unit, currency: string): string {
  if (unit === "ratio" || unit === "date") return formatMetric(value, unit, currency);
  return Math.abs(value) >= 1000 ? formatCompact(value) : formatMetric(value, "number", currency);
}
