import { useCallback } from "react";
import type { SegmentComparison } from "~/api/types";
import { dayAxis, dayTooltip, valueAxis } from "~/charts/base";
import { Chart } from "~/charts/Chart";
import type { Paint } from "~/charts/tokens";
import { useDayWord } from "~/features/past/useDayWord";
import { formatCount } from "~/lib/format";
import { formatDay } from "~/lib/time";
import classes from "./Compare.module.css";
import { Legend, lookOf, shortValueIn, valueIn } from "./looks";

/** The metric's median week by week, of the accounts that are in each segment today. */
export function Trend({ data }: { data: SegmentComparison }) {
  const on = useDayWord();
  const option = useCallback((paint: Paint) => drawn(data, paint), [data]);
  const show = valueIn(data);
  const days = data.rows[0]?.trend.map(({ day }) => day) ?? [];
  return (
    <>
      <Chart
        title={`${data.metric_name}: weekly median`}
        legend={<Legend rows={data.rows} />}
        description={`Medians of ${data.metric_name} over ${days.length} weeks. ${data.rows
          .map((row) => {
            const first = row.trend[0]?.median;
            return `${row.segment.name}: from ${show(first)} to ${show(row.trend.at(-1)?.median)}`;
          })
          .join("; ")}.`}
        option={option}
        height={236}
        table={{
          columns: ["Week", ...data.rows.map((row) => row.segment.name)],
          rows: days.map((day, at) => [
            formatDay(day),
            ...data.rows.map((row) => {
              const point = row.trend[at];
              return `${show(point?.median)} (n = ${formatCount(point?.n)})`;
            }),
          ]),
        }}
      />
      <p className={classes.note}>Of the accounts in each segment {on}.</p>
    </>
  );
}

function drawn(data: SegmentComparison, paint: Paint) {
  const days = data.rows[0]?.trend.map(({ day }) => day) ?? [];
  const show = valueIn(data);
  return {
    aria: { enabled: false },
    grid: { left: 48, right: 10, top: 12, bottom: 24 },
    xAxis: dayAxis(days, paint),
    yAxis: { ...valueAxis(paint, shortValueIn(data)), scale: true },
    tooltip: dayTooltip(
      paint,
      (at) =>
        data.rows.map((row, place) => ({
          seriesName: `${row.segment.name} (n = ${formatCount(row.trend[at]?.n)})`,
          value: row.trend[at]?.median ?? null,
          colour: paint(lookOf(place).colour),
        })),
      (value) => show(value),
    ),
    series: data.rows.map((row, at) => {
      const { colour, line } = lookOf(at);
      return {
        name: row.segment.name,
        type: "line",
        symbol: "none",
        data: row.trend.map(({ median }) => median),
        lineStyle: { width: 2, type: line, color: paint(colour) },
        itemStyle: { color: paint(colour) },
      };
    }),
  };
}
