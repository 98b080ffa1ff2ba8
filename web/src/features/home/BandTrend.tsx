import { useCallback } from "react";
import type { BandsOnDay } from "~/api/types";
import { axisLabel, dayAxis, dayTooltip, valueAxis } from "~/charts/base";
import { Chart } from "~/charts/Chart";
import { fade, type Paint } from "~/charts/tokens";
import { BAND_KEYS, bandLook } from "~/lib/bands";
import { formatCount, plural } from "~/lib/format";
import { formatDay, formatDayShort } from "~/lib/time";

/** Accounts per band, week by week, worst at the bottom where growth is easy to see. */
export function BandTrend({ weeks }: { weeks: BandsOnDay[] }) {
  const option = useCallback(
    (paint: Paint) => ({
      aria: { enabled: false },
      grid: { left: 34, right: 8, top: 10, bottom: 22 },
      xAxis: {
        ...dayAxis(
          weeks.map((week) => week.day),
          paint,
        ),
        axisLabel: { ...axisLabel(paint), hideOverlap: true, formatter: formatDayShort },
      },
      yAxis: valueAxis(paint, (value) => formatCount(value)),
      tooltip: dayTooltip(
        paint,
        (at) =>
          BAND_KEYS.map((key) => ({
            seriesName: bandLook(key).name,
            value: weeks[at]?.[key] ?? null,
            colour: paint(bandLook(key).fill),
          })),
        (value) => plural(value, "account"),
      ),
      series: BAND_KEYS.toReversed().map((key) => ({
        name: bandLook(key).name,
        type: "line",
        stack: "accounts",
        symbol: "none",
        lineStyle: { width: 1, color: paint(bandLook(key).fill) },
        itemStyle: { color: paint(bandLook(key).fill) },
        areaStyle: { color: fade(paint(bandLook(key).fill), 0.55) },
        data: weeks.map((week) => week[key]),
      })),
    }),
    [weeks],
  );
  const first = weeks[0];
  const last = weeks.at(-1);
  return (
    <Chart
      title="Accounts by band, weekly"
      description={
        first && last
          ? `Stacked areas from ${formatDay(first.day)} to ${formatDay(last.day)}: critical went from ${first.critical} to ${last.critical}, wobbling from ${first.wobbling} to ${last.wobbling}.`
          : "No weeks yet."
      }
      option={option}
      height={150}
      table={{
        columns: ["Week", ...BAND_KEYS.map((key) => bandLook(key).name)],
        rows: weeks.map((week) => [
          formatDay(week.day),
          ...BAND_KEYS.map((key) => formatCount(week[key])),
        ]),
      }}
    />
  );
}
