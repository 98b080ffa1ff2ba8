import { useCallback } from "react";
import type { RevenueReport, RevenueRow } from "~/api/types";
import { dayTooltip, valueAxis } from "~/charts/base";
import { Chart } from "~/charts/Chart";
import type { Paint } from "~/charts/tokens";
import { lookOf, Stroke } from "~/features/segments/compare/looks";
import { formatFinePercent } from "~/lib/format";
import { Card } from "~/ui/Card";
import classes from "./Charts.module.css";
import { nameOfPeriod, periodAxis, runsNote } from "./periods";

const LINES = [
  { key: "nrr", name: "NRR" },
  { key: "grr", name: "GRR" },
  { key: "renewal_rate", name: "Renewal rate" },
] as const;

type By = "month" | "quarter";

/** What was kept in each month or quarter. */
export function RatesChart({ report, by }: { report: RevenueReport; by: By }) {
  const { rows } = report;
  const option = useCallback((paint: Paint) => drawn(rows, by, paint), [rows, by]);
  const last = rows.at(-1);
  return (
    <Card>
      <Chart
        title={`Kept in each ${by}`}
        legend={
          <span className={classes.legend}>
            {LINES.map(({ key, name }, at) => (
              <span key={key}>
                <Stroke at={at} />
                {name}
              </span>
            ))}
          </span>
        }
        description={`Lines of NRR, GRR and renewal rate over ${rows.length} periods; last: ${LINES.map(
          ({ key, name }) => `${name} ${formatFinePercent(last?.[key])}`,
        ).join(", ")}.`}
        option={option}
        height={230}
        table={{
          columns: [by === "month" ? "Month" : "Quarter", ...LINES.map(({ name }) => name), "of"],
          rows: rows.map((row) => [
            nameOfPeriod(row, by),
            ...LINES.map(({ key }) => formatFinePercent(row[key])),
            `${row.accounts_start} customers`,
          ]),
        }}
      />
      <p className={classes.note}>
        Each {by} is held against its own opening: shares of one {by}, not of a year.
        {rows.some((row) => row.renewal_rate === null) &&
          ` No terms ended where the renewal rate has a gap.`}{" "}
        {runsNote(rows, by)}
      </p>
    </Card>
  );
}

function drawn(rows: RevenueRow[], by: By, paint: Paint) {
  return {
    aria: { enabled: false },
    grid: { left: 46, right: 12, top: 10, bottom: 24 },
    xAxis: periodAxis(rows, by, paint),
    yAxis: { ...valueAxis(paint, (share) => formatFinePercent(share)), scale: true },
    tooltip: dayTooltip(
      paint,
      (at) =>
        LINES.map(({ key, name }, place) => ({
          seriesName: name,
          value: rows[at]?.[key] ?? null,
          colour: paint(lookOf(place).colour),
        })),
      (share) => formatFinePercent(share),
      undefined,
      (name, at) => `${name}: of ${rows[at]?.accounts_start ?? 0} customers`,
    ),
    series: LINES.map(({ key, name }, at) => {
      const { colour, line } = lookOf(at);
      return {
        name,
        type: "line",
        symbol: "circle",
        symbolSize: 5,
        data: rows.map((row) => row[key]),
        lineStyle: { width: 2, type: line, color: paint(colour) },
        itemStyle: { color: paint(colour) },
        ...(at === 0 && { markLine: whole(paint) }),
      };
    }),
  };
}

/** All of it was kept. */
function whole(paint: Paint) {
  return {
    silent: true,
    symbol: "none",
    label: { show: false },
    lineStyle: { color: paint("--pn-text-3"), width: 1, type: "dashed" as const },
    data: [{ yAxis: 1 }],
  };
}
