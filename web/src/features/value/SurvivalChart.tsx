import { useCallback } from "react";
import type { LifetimeOf, SurvivalPoint } from "~/api/types";
import { axisLabel, dayTooltip, valueAxis } from "~/charts/base";
import { Chart } from "~/charts/Chart";
import { fade, type Paint } from "~/charts/tokens";
import { formatCount, formatPercent, plural } from "~/lib/format";
import { marksOf, pointsOf, tickDays } from "./survival";
import classes from "./Value.module.css";
import { spanWords, stayWords, stepAt } from "./words";

/** The share of customers that stays longer, by how long; with limits. */
export function SurvivalChart({ of }: { of: LifetimeOf }) {
  const option = useCallback((paint: Paint) => drawn(of, paint), [of]);
  return (
    <Chart
      title="How many stay, by how long"
      description={`A falling step line with a band: the share of customers that stays longer. ${stayWords(of)}`}
      legend={
        <span className={classes.legend}>
          <span>
            <i className={classes.line} /> stay longer
          </span>
          <span>
            <i className={classes.band} /> 95% limits
          </span>
        </span>
      }
      option={option}
      height={250}
      table={{
        columns: ["After", "Stay longer", "95% limits", "Seen that long"],
        rows: marksOf(of)
          .map((days) => {
            const step = stepAt(pointsOf(of), days);
            return [
              spanWords(days),
              formatPercent(step?.share),
              step ? `${formatPercent(step.low)} to ${formatPercent(step.high)}` : "–",
              formatCount(step?.at_risk),
            ];
          })
          .toReversed(),
      }}
    />
  );
}

function drawn(of: LifetimeOf, paint: Paint) {
  const points = pointsOf(of);
  const accent = paint("--pn-accent");
  const along = (pick: (point: SurvivalPoint) => number) =>
    points.map((point) => [point.days, pick(point)]);
  const quiet = { type: "line", step: "end", symbol: "none", silent: true, stack: "limits" };
  return {
    aria: { enabled: false },
    grid: { left: 42, right: 14, top: 12, bottom: 26 },
    xAxis: {
      type: "value" as const,
      min: 0,
      max: of.known_days,
      interval: tickDays(of.known_days),
      axisLine: { lineStyle: { color: paint("--pn-line-strong") } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: {
        ...axisLabel(paint),
        hideOverlap: true,
        showMaxLabel: false,
        formatter: (days: number) => (days === 0 ? "start" : spanWords(Math.round(days))),
      },
    },
    yAxis: {
      ...valueAxis(paint, (share) => formatPercent(share)),
      min: 0,
      max: 1,
      interval: 0.25,
      axisLine: { show: false },
      axisTick: { show: false },
    },
    tooltip: dayTooltip(
      paint,
      (at) => {
        const point = points[at];
        return point
          ? [
              { seriesName: "Stay longer", value: point.share, colour: accent },
              { seriesName: "95% limits, from", value: point.low, colour: fade(accent, 0.3) },
              { seriesName: "to", value: point.high, colour: fade(accent, 0.3) },
            ]
          : [];
      },
      (share) => formatPercent(share),
      undefined,
      (_, at) => {
        const point = points[at];
        return point
          ? `After ${spanWords(point.days)}; ${plural(point.at_risk, "customer")} seen that long`
          : "";
      },
    ),
    series: [
      {
        type: "line",
        step: "end",
        data: along(({ share }) => share),
        symbol: "none",
        z: 3,
        lineStyle: { width: 2, color: accent },
        itemStyle: { color: accent },
      },
      {
        ...quiet,
        data: along(({ low }) => low),
        lineStyle: { width: 0 },
        itemStyle: { color: accent },
      },
      {
        ...quiet,
        data: along(({ low, high }) => high - low),
        lineStyle: { width: 0 },
        itemStyle: { color: accent },
        areaStyle: { color: fade(accent, 0.16) },
      },
    ],
  };
}
