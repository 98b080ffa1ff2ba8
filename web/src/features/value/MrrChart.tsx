import { useCallback } from "react";
import type { ChurnScenario } from "~/api/types";
import { axisLabel, dayTooltip, valueAxis } from "~/charts/base";
import { Chart } from "~/charts/Chart";
import type { Paint } from "~/charts/tokens";
import { formatMajor, formatMoneyShort, minorPerMajor } from "~/lib/format";
import type { Simulated } from "./queries";
import classes from "./Value.module.css";
import { rateWords } from "./words";

/** A line's colour and its dashes, so that colour is not alone. */
const LOOKS = [
  { colour: "--pn-fill-thriving", dash: "solid" },
  { colour: "--pn-fill-healthy", dash: [7, 3] },
  { colour: "--pn-fill-wobbling", dash: [3, 3] },
  { colour: "--pn-fill-critical", dash: [9, 3, 2, 3] },
  { colour: "--pn-accent", dash: [1.5, 3] },
] as const;
const WITHOUT = { colour: "--pn-text-3", dash: "solid" } as const;

/** MRR month by month at each rate of churn, beside no churn. */
export function MrrChart({ simulated, currency }: { simulated: Simulated; currency: string }) {
  const { scenarios, without } = simulated;
  const option = useCallback(
    (paint: Paint) => drawn(simulated, currency, paint),
    [simulated, currency],
  );
  const last = without.months.at(-1);
  const names = linesOf(simulated).map(({ name }) => name);
  return (
    <Chart
      title="MRR by month, growth spread evenly"
      description={`Lines over ${last?.month} months: without churn MRR reaches ${formatMajor(last?.mrr, currency)}; ${scenarios
        .map(
          (one) => `at ${rateWords(one.churn)}, ${formatMajor(one.months.at(-1)?.mrr, currency)}`,
        )
        .join("; ")}.`}
      legend={
        <span className={classes.legend}>
          {linesOf(simulated).map(({ name, look }) => (
            <span key={name}>
              <svg width="22" height="4" aria-hidden="true">
                <line
                  x1="0"
                  y1="2"
                  x2="22"
                  y2="2"
                  strokeWidth="2.4"
                  stroke={`var(${look.colour})`}
                  strokeDasharray={look.dash === "solid" ? undefined : look.dash.join(" ")}
                />
              </svg>
              {name}
            </span>
          ))}
        </span>
      }
      option={option}
      height={260}
      table={{
        columns: ["Month", ...names],
        rows: without.months
          .filter(({ month }) => month % 3 === 0)
          .map(({ month }) => [
            String(month),
            ...linesOf(simulated).map(({ of }) => formatMajor(of.months[month]?.mrr, currency)),
          ])
          .toReversed(),
      }}
    />
  );
}

interface Line {
  name: string;
  look: { colour: string; dash: "solid" | readonly number[] };
  of: ChurnScenario;
}

function linesOf({ scenarios, without }: Simulated): Line[] {
  const rates = scenarios.map((of, at) => ({
    name: `${rateWords(of.churn)} churn`,
    look: LOOKS[at % LOOKS.length] ?? LOOKS[0],
    of,
  }));
  return [{ name: "No churn", look: WITHOUT, of: without }, ...rates];
}

function drawn(simulated: Simulated, currency: string, paint: Paint) {
  const lines = linesOf(simulated);
  const minor = minorPerMajor(currency);
  const short = (major: number) => formatMoneyShort({ minor: major * minor, currency });
  return {
    aria: { enabled: false },
    grid: { left: 56, right: 14, top: 12, bottom: 40 },
    xAxis: {
      type: "category" as const,
      data: simulated.without.months.map(({ month }) => String(month)),
      boundaryGap: false,
      axisLine: { lineStyle: { color: paint("--pn-line-strong") } },
      axisTick: { show: false },
      axisLabel: { ...axisLabel(paint), interval: (at: number) => at % 6 === 0 },
      name: "months from the start →",
      nameLocation: "middle" as const,
      nameGap: 24,
      nameTextStyle: axisLabel(paint),
    },
    yAxis: { ...valueAxis(paint, short), min: 0 },
    tooltip: dayTooltip(
      paint,
      (at) =>
        lines.map(({ name, look, of }) => ({
          seriesName: name,
          value: of.months[at]?.mrr ?? null,
          colour: paint(look.colour),
        })),
      (mrr) => formatMajor(mrr, currency),
      undefined,
      (month) => `After ${month} months`,
    ),
    series: lines.map(({ name, look, of }) => ({
      name,
      type: "line",
      symbol: "none",
      data: of.months.map(({ mrr }) => mrr),
      lineStyle: { width: 2, color: paint(look.colour), type: look.dash },
      itemStyle: { color: paint(look.colour) },
    })),
  };
}
