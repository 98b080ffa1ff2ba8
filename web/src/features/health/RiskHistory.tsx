import { useCallback } from "react";
import type { HiddenHistory as History } from "~/api/types";
import { dayAxis, dayTooltip, valueAxis } from "~/charts/base";
import { Chart } from "~/charts/Chart";
import { fade, type Paint } from "~/charts/tokens";
import { formatScore } from "~/lib/format";
import { formatDay } from "~/lib/time";
import classes from "./HiddenRiskCard.module.css";

/** The risk week by week, with the line from which on whoever looks well is listed. */
export function RiskHistory({ history, listedFrom }: { history: History; listedFrom: number }) {
  const option = useCallback(
    (paint: Paint) => drawn(history, listedFrom, paint),
    [history, listedFrom],
  );
  const { days, risk, looked_well: well } = history;
  return (
    <div className={classes.history}>
      <Chart
        title="Hidden risk, week by week"
        legend={<span className="quiet">shaded while it looked well</span>}
        description={`Hidden risk from 0 to 100, ${formatDay(days[0])} to ${formatDay(days.at(-1))}; last ${formatScore(risk.at(-1))}. Listed from ${formatScore(listedFrom)} on while it looks well.`}
        option={option}
        height={130}
        table={{
          columns: ["Day", "Hidden risk", "From outside"],
          rows: days.map((day, at) => [
            formatDay(day),
            formatScore(risk[at]),
            well[at] ? "looked well" : "did not look well",
          ]),
        }}
      />
    </div>
  );
}

/** Spells in which it looked well, each as its first and its last day. */
export function spellsOf({ days, looked_well: well }: History): [first: string, last: string][] {
  const spells: [string, string][] = [];
  for (const [at, day] of days.entries()) {
    if (!well[at]) continue;
    const last = spells.at(-1);
    if (last && well[at - 1]) last[1] = day;
    else spells.push([day, day]);
  }
  return spells;
}

function drawn(history: History, listedFrom: number, paint: Paint) {
  const accent = paint("--pn-accent");
  const { days, risk, looked_well: well } = history;
  return {
    aria: { enabled: false },
    grid: { left: 34, right: 12, top: 12, bottom: 22 },
    xAxis: dayAxis(days, paint),
    yAxis: {
      ...valueAxis(paint, String),
      min: 0,
      max: 100,
      interval: 50,
      splitLine: { show: false },
    },
    tooltip: dayTooltip(
      paint,
      (at) => [{ seriesName: "Hidden risk", value: risk[at] ?? null, colour: accent }],
      formatScore,
      (day) => (well[days.indexOf(day)] ? ["looked well from outside"] : []),
    ),
    series: [
      {
        type: "line",
        data: risk,
        symbol: "none",
        lineStyle: { width: 1.8, color: accent },
        itemStyle: { color: accent },
        markArea: {
          silent: true,
          itemStyle: { color: fade(paint("--pn-fill-thriving"), 0.12) },
          data: spellsOf(history).map(([first, last]) => [{ xAxis: first }, { xAxis: last }]),
        },
        markLine: {
          silent: true,
          symbol: "none",
          label: { show: false },
          lineStyle: { color: paint("--pn-text-3"), type: "dashed", width: 1 },
          data: [{ yAxis: listedFrom }],
        },
      },
    ],
  };
}
