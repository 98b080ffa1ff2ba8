import { useCallback } from "react";
import type { ForecastQuarter } from "~/api/types";
import { axisLabel, dayTooltip, valueAxis } from "~/charts/base";
import { Chart } from "~/charts/Chart";
import { fade, type Paint } from "~/charts/tokens";
import { formatCount, formatMoney, formatMoneyShort, minorPerMajor, plural } from "~/lib/format";

/** Ranges by quarter, with what came of those that are over. Amounts are decimals of major units. */
export function ForecastChart({
  quarters,
  currency,
}: {
  quarters: ForecastQuarter[];
  currency: string;
}) {
  const option = useCallback(
    (paint: Paint) => drawn(quarters, currency, paint),
    [quarters, currency],
  );
  const money = (major: number) =>
    formatMoney({ minor: major * minorPerMajor(currency), currency });
  const next = quarters.find(({ came }) => came === null);
  return (
    <Chart
      title="ACV that will be kept, by quarter"
      description={
        next
          ? `Ranges by quarter. Of ${money(next.acv)} that ends in ${next.key}, between ${money(next.low)} and ${money(next.high)} will be kept in eight of ten cases.`
          : "Ranges by quarter."
      }
      option={option}
      height={200}
      table={{
        columns: ["Quarter", "Terms", "ACV up", "Low", "Expected", "High", "Came"],
        rows: quarters.map(({ key, terms, acv, low, expected, high, came }) => [
          key,
          formatCount(terms),
          money(acv),
          money(low),
          money(expected),
          money(high),
          came === null ? "—" : money(came),
        ]),
      }}
    />
  );
}

function drawn(quarters: ForecastQuarter[], currency: string, paint: Paint) {
  const short = (major: number) =>
    formatMoneyShort({ minor: major * minorPerMajor(currency), currency });
  const accent = paint("--pn-accent");
  const points = (of: (one: ForecastQuarter) => number | null) => quarters.map(of);
  return {
    grid: { left: 52, right: 10, top: 10, bottom: 24 },
    xAxis: {
      type: "category" as const,
      data: quarters.map(({ key }) => key),
      axisLine: { lineStyle: { color: paint("--pn-line-strong") } },
      axisTick: { show: false },
      axisLabel: axisLabel(paint),
    },
    yAxis: { ...valueAxis(paint, short), min: 0 },
    tooltip: dayTooltip(
      paint,
      (at) => {
        const one = quarters[at];
        if (!one) return [];
        const rows = [
          { seriesName: "Up for renewal", value: one.acv, colour: fade(accent, 0.25) },
          { seriesName: "High", value: one.high, colour: fade(accent, 0.55) },
          { seriesName: "Expected", value: one.expected, colour: accent },
          { seriesName: "Low", value: one.low, colour: fade(accent, 0.55) },
        ];
        const came = { seriesName: "Came", value: one.came ?? 0, colour: paint("--pn-text") };
        return one.came === null ? rows : [...rows, came];
      },
      short,
      () => [],
      (key, at) => `${key}, ${plural(quarters[at]?.terms ?? 0, "term")}`,
    ),
    series: [
      {
        name: "Up for renewal",
        type: "bar",
        barWidth: "56%",
        barGap: "-100%",
        data: points(({ acv }) => acv),
        itemStyle: { color: fade(accent, 0.12) },
      },
      // A bar that begins at the low end: an invisible one below it.
      {
        name: "Low",
        type: "bar",
        stack: "range",
        barWidth: "28%",
        data: points(({ low }) => low),
        itemStyle: { color: "transparent" },
      },
      {
        name: "Range",
        type: "bar",
        stack: "range",
        barWidth: "28%",
        data: points(({ low, high }) => high - low),
        itemStyle: { color: fade(accent, 0.5) },
      },
      {
        name: "Expected",
        type: "scatter",
        symbol: "rect",
        symbolSize: [26, 3],
        data: points(({ expected }) => expected),
        itemStyle: { color: accent },
      },
      {
        name: "Came",
        type: "scatter",
        symbol: "diamond",
        symbolSize: 11,
        data: points(({ came }) => came),
        itemStyle: { color: paint("--pn-text") },
      },
    ],
  };
}
