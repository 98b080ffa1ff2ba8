import { useCallback } from "react";
import { useSession } from "~/app/session";
import { axisLabel, dayTooltip, valueAxis } from "~/charts/base";
import { Chart } from "~/charts/Chart";
import { fade, type Paint } from "~/charts/tokens";
import { useBands } from "~/features/account/useBands";
import type { BandFrom } from "~/lib/bands";
import { formatCount, formatPercent } from "~/lib/format";
import { BandIcon } from "~/ui/BandIcon";
import { Card } from "~/ui/Card";
import { Explained } from "~/ui/Explained";
import classes from "./Backtest.module.css";
import { fallsOff, lookOf, rangeText, tickTexts } from "./bins";
import type { Backtest } from "./types";
import { shortValueIn, valueIn, whatOf } from "./words";

/** How often accounts left, by the value that they had. */
export function Calibration({ data }: { data: Backtest }) {
  const { company } = useSession();
  const bands = useBands();
  const { judged, calibration: bins, settings } = data;
  const what = whatOf(judged);
  const option = useCallback(
    (paint: Paint) => drawn(data, bands, company.currency, paint),
    [data, bands, company.currency],
  );
  const show = valueIn(judged, company.currency);
  const first = bins[0];
  const last = bins.at(-1);
  return (
    <Card>
      <Chart
        title={`How often they left, by ${what}`}
        description={`Bars with intervals: the share that left within ${settings.horizon_days} days, by ${what}. ${
          first && last
            ? `From ${show(first.from)} to ${show(first.to)}: ${formatPercent(first.share)}; from ${show(last.from)} to ${show(last.to)}: ${formatPercent(last.share)}; of all ${formatPercent(data.base_rate)}.`
            : ""
        }`}
        option={option}
        height={264}
        table={{
          columns: [judged.name, "Left", "of", "Share", "Interval"],
          rows: bins
            .map((bin) => [
              rangeText(bin, show),
              formatCount(bin.left),
              formatCount(bin.n),
              formatPercent(bin.share),
              `${formatPercent(bin.low)} to ${formatPercent(bin.high)}`,
            ])
            .toReversed(),
        }}
      />
      <div className={classes.caption}>
        The bars should {judged.risk === "low" ? "fall" : "rise"}.
        <Explained what="how often accounts left">
          All looks at accounts are sorted by {what} and cut into about ten parts of equal size. A
          bar is the share of looks after which the account left within {settings.horizon_days}{" "}
          days; its line is the 95% interval (Wilson), as if all looks were independent. The dashed
          line is the share of all.
        </Explained>
        <Legend data={data} bands={bands} />
      </div>
    </Card>
  );
}

function Legend({ data, bands }: { data: Backtest; bands: BandFrom[] }) {
  const looks = new Map(
    data.calibration.map((bin) => {
      const look = lookOf(bin, data.judged, bands);
      return [look.name, look];
    }),
  );
  return (
    <span className={classes.legend}>
      {[...looks.values()].map(({ name, band, fill }) => (
        <span key={name}>
          {band ? (
            <BandIcon band={band} />
          ) : (
            <span className={classes.swatch} style={{ background: `var(${fill})` }} />
          )}
          {name}
        </span>
      ))}
    </span>
  );
}

function drawn(data: Backtest, bands: BandFrom[], currency: string, paint: Paint) {
  const { calibration: bins, judged, base_rate } = data;
  const long = valueIn(judged, currency);
  const short = shortValueIn(judged, currency);
  const ink = paint("--pn-text-2");
  return {
    aria: { enabled: false },
    grid: { left: 42, right: 10, top: 16, bottom: 40 },
    xAxis: {
      type: "category" as const,
      data: tickTexts(bins, short),
      axisLine: { lineStyle: { color: paint("--pn-line-strong") } },
      axisTick: { show: false },
      axisLabel: { ...axisLabel(paint), interval: 0, lineHeight: 14 },
    },
    yAxis: { ...valueAxis(paint, (value) => formatPercent(value)), min: 0 },
    tooltip: dayTooltip(
      paint,
      (at) => {
        const bin = bins[at];
        if (!bin) return [];
        const look = lookOf(bin, judged, bands);
        return [{ seriesName: look.name, value: bin.share, colour: paint(look.fill) }];
      },
      (share) => `${formatPercent(share)} left`,
      undefined,
      (_, at) => {
        const bin = bins[at];
        if (!bin) return "";
        const interval = `${formatPercent(bin.low)} to ${formatPercent(bin.high)}`;
        return `${rangeText(bin, long)}: ${formatCount(bin.left)} of ${formatCount(bin.n)} (${interval})`;
      },
    ),
    series: [
      {
        type: "bar",
        barCategoryGap: "26%",
        data: bins.map((bin) => ({
          value: bin.share,
          itemStyle: { color: paint(lookOf(bin, judged, bands).fill), borderRadius: [3, 3, 0, 0] },
        })),
        markLine: {
          silent: true,
          symbol: "none",
          label: { show: false },
          lineStyle: { color: ink, width: 1.4, type: "solid" },
          data: bins.map((bin, at) => [{ coord: [at, bin.low] }, { coord: [at, bin.high] }]),
        },
      },
      {
        // Holds the axis up to the intervals' ends, and the line of all.
        type: "line",
        data: bins.map((bin) => bin.high),
        symbol: "none",
        lineStyle: { width: 0, opacity: 0 },
        silent: true,
        markLine: {
          silent: true,
          symbol: "none",
          lineStyle: { color: paint("--pn-text-3"), width: 1, type: "dashed" },
          label: {
            ...axisLabel(paint),
            // Above the lower bars there is room.
            position: fallsOff(bins) ? "insideEndTop" : "insideStartTop",
            backgroundColor: fade(paint("--pn-surface"), 0.8),
            padding: [1, 3],
            formatter: `of all ${formatPercent(base_rate)}`,
          },
          data: base_rate === null ? [] : [{ yAxis: base_rate }],
        },
      },
    ],
  };
}
