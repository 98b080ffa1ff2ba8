import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import type { RevenueReport, RevenueRow } from "~/api/types";
import { dayTooltip, valueAxis } from "~/charts/base";
import { Chart } from "~/charts/Chart";
import type { Paint } from "~/charts/tokens";
import { formatMoney, formatMoneyShort } from "~/lib/format";
import { Card } from "~/ui/Card";
import { isLoss, MOVEMENT_KEYS, net } from "../behind/figures";
import { rowKey } from "../question";
import classes from "./Charts.module.css";
import { MOVEMENT_LOOKS } from "./looks";
import { nameOfPeriod, periodAxis, runsNote } from "./periods";

type By = "month" | "quarter";

/** What came in above the line and what went below it, in each month or quarter. */
export function MovementsChart({ report, by }: { report: RevenueReport; by: By }) {
  const { rows, currency } = report;
  const navigate = useNavigate({ from: "/revenue" });
  const option = useCallback(
    (paint: Paint) => drawn(rows, by, currency, paint),
    [rows, by, currency],
  );
  const money = (minor: number) => formatMoney({ minor, currency });
  const total = rows.reduce((sum, row) => sum + net(row), 0);
  const shown = MOVEMENT_KEYS.filter((key) => rows.some((row) => row[key] !== 0));
  return (
    <Card>
      <Chart
        title={`Movements, ${currency}`}
        legend={
          <span className={classes.legend}>
            {shown.map((key) => (
              <span key={key}>
                <span
                  className={classes.swatch}
                  style={{ background: `var(${MOVEMENT_LOOKS[key].colour})` }}
                />
                {MOVEMENT_LOOKS[key].name}
              </span>
            ))}
          </span>
        }
        description={`Stacked bars of movements over ${rows.length} periods, ${money(total)} in all.`}
        option={option}
        height={230}
        onPick={(at) => {
          const row = rows[at];
          if (!row) return;
          void navigate({
            search: (before) => ({ ...before, open: "all", of: rowKey(row) }),
            resetScroll: false,
          });
        }}
        table={{
          columns: [
            by === "month" ? "Month" : "Quarter",
            ...MOVEMENT_KEYS.map((key) => MOVEMENT_LOOKS[key].name),
            "Net",
          ],
          rows: rows.map((row) => [
            nameOfPeriod(row, by),
            ...MOVEMENT_KEYS.map((key) => money(signed(row, key))),
            money(net(row)),
          ]),
        }}
      />
      <p className={classes.note}>
        Press a {by} for the accounts that moved in it. {runsNote(rows, by)}
      </p>
    </Card>
  );
}

function signed(row: RevenueRow, key: (typeof MOVEMENT_KEYS)[number]): number {
  return isLoss(key) && row[key] !== 0 ? -row[key] : row[key];
}

function drawn(rows: RevenueRow[], by: By, currency: string, paint: Paint) {
  return {
    aria: { enabled: false },
    grid: { left: 58, right: 8, top: 10, bottom: 24 },
    xAxis: periodAxis(rows, by, paint),
    yAxis: valueAxis(paint, (minor) => formatMoneyShort({ minor, currency })),
    tooltip: dayTooltip(
      paint,
      (at) => {
        const row = rows[at];
        if (!row) return [];
        const lines = MOVEMENT_KEYS.filter((key) => row[key] !== 0).map((key) => ({
          seriesName: MOVEMENT_LOOKS[key].name,
          value: signed(row, key),
          colour: paint(MOVEMENT_LOOKS[key].colour),
        }));
        return [...lines, { seriesName: "Net", value: net(row), colour: paint("--pn-text-3") }];
      },
      (minor) => formatMoney({ minor, currency }),
      undefined,
      (name) => name,
    ),
    series: MOVEMENT_KEYS.map((key) => ({
      name: MOVEMENT_LOOKS[key].name,
      type: "bar",
      stack: "movements",
      barMaxWidth: 34,
      itemStyle: { color: paint(MOVEMENT_LOOKS[key].colour) },
      data: rows.map((row) => signed(row, key)),
    })),
  };
}
