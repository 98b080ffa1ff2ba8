import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { RevenueReport } from "~/api/types";
import { dayTooltip, valueAxis } from "~/charts/base";
import { Chart } from "~/charts/Chart";
import type { Paint } from "~/charts/tokens";
import type { Range } from "~/features/renewals/range";
import { formatFinePercent, formatMoney, formatMoneyShort } from "~/lib/format";
import { Card } from "~/ui/Card";
import type { FigureKey } from "../behind/figures";
import { Opens } from "../Opens";
import { daysText } from "../period";
import classes from "./Charts.module.css";
import { MOVEMENT_LOOKS, TOTAL_COLOUR } from "./looks";
import { axisStart, type Step, stepsOf } from "./steps";

/** Room beside the bars, which the names below leave as well. */
const LEFT = 58;
const RIGHT = 8;

/** From the opening over each movement to the closing. */
export function Waterfall({ report, period }: { report: RevenueReport; period: Range }) {
  const { whole, currency } = report;
  const steps = useMemo(() => stepsOf(whole), [whole]);
  const option = useCallback((paint: Paint) => drawn(steps, currency, paint), [steps, currency]);
  const open = useOpen();
  const start = axisStart(steps);
  const money = (minor: number) => formatMoney({ minor, currency });
  return (
    <Card>
      <Chart
        title={`How MRR moved, ${currency} a month`}
        description={`Waterfall over ${daysText(period)}: ${steps
          .map((step) => `${step.name} ${amountText(step, currency)}`)
          .join(", ")}.`}
        option={option}
        height={230}
        onPick={(at) => steps[at] && open(steps[at].key)}
        table={{
          columns: ["Movement", `${currency} a month`, "of the opening"],
          rows: steps
            .map((step) => [
              step.name,
              amountText(step, currency),
              whole.mrr_start > 0 ? formatFinePercent(step.value / whole.mrr_start) : "–",
            ])
            .toReversed(),
        }}
      />
      <ul
        className={classes.steps}
        style={{ marginLeft: LEFT, marginRight: RIGHT }}
        aria-label="Movements of MRR"
      >
        {steps.map((step) => (
          <li key={step.key} data-kind={step.value === 0 ? undefined : step.kind}>
            <span>{step.name}</span>
            <Opens
              figure={step.key}
              className={classes.amount}
              label={`${step.name}: ${amountText(step, currency)}`}
            >
              {amountText(step, currency)}
            </Opens>
          </li>
        ))}
      </ul>
      {start > 0 && (
        <p className={classes.note}>
          The axis begins at {money(start)}, so that the movements can be told apart: compare them
          with each other, not the two grey bars.
        </p>
      )}
    </Card>
  );
}

function useOpen(): (figure: FigureKey) => void {
  const navigate = useNavigate({ from: "/revenue" });
  return (figure) =>
    void navigate({
      search: (before) => ({ ...before, open: figure, of: undefined }),
      resetScroll: false,
    });
}

/** With its sign, but for opening and closing. */
function amountText({ kind, value }: Step, currency: string): string {
  const text = formatMoney({ minor: Math.abs(value), currency });
  if (kind === "total" || value === 0) return value < 0 ? `−${text}` : text;
  return `${kind === "loss" ? "−" : "+"}${text}`;
}

function colourOf({ key }: Step): string {
  const look = key in MOVEMENT_LOOKS && MOVEMENT_LOOKS[key as keyof typeof MOVEMENT_LOOKS];
  return look ? look.colour : TOTAL_COLOUR;
}

/** Where the axis begins above 0 is said below: on the axis it would stand between round numbers. */
function withoutLeast(axis: ReturnType<typeof valueAxis>, start: number) {
  return { ...axis, axisLabel: { ...axis.axisLabel, showMinLabel: start === 0 } };
}

function drawn(steps: Step[], currency: string, paint: Paint) {
  const start = axisStart(steps);
  return {
    aria: { enabled: false },
    grid: { left: LEFT, right: RIGHT, top: 10, bottom: 6 },
    xAxis: {
      type: "category" as const,
      data: steps.map(({ name }) => name),
      axisLine: { lineStyle: { color: paint("--pn-line-strong") } },
      axisTick: { show: false },
      axisLabel: { show: false },
    },
    yAxis: {
      ...withoutLeast(
        valueAxis(paint, (minor) => formatMoneyShort({ minor, currency })),
        start,
      ),
      splitNumber: 4,
      min: start,
    },
    tooltip: dayTooltip(
      paint,
      (at) => {
        const step = steps[at];
        if (!step) return [];
        const after = step.kind === "loss" ? step.from : step.to;
        const value = { seriesName: step.name, value: step.value, colour: paint(colourOf(step)) };
        if (step.kind === "total") return [value];
        return [value, { seriesName: "MRR after it", value: after, colour: paint(TOTAL_COLOUR) }];
      },
      (minor) => formatMoney({ minor, currency }),
      () => ["Press for the accounts behind it"],
      (name) => name,
    ),
    series: [
      {
        type: "bar",
        stack: "mrr",
        silent: true,
        itemStyle: { color: "transparent" },
        data: steps.map(({ from }) => Math.max(from, start)),
      },
      {
        type: "bar",
        stack: "mrr",
        barWidth: "58%",
        data: steps.map((step) => ({
          value: Math.max(0, step.to - Math.max(step.from, start)),
          itemStyle: { color: paint(colourOf(step)), borderRadius: 2 },
        })),
      },
    ],
  };
}
