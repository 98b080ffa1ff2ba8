import { useCallback } from "react";
import { axisLabel, dayTooltip, valueAxis } from "~/charts/base";
import { Chart } from "~/charts/Chart";
import { fade, type Paint } from "~/charts/tokens";
import { formatCount, formatMoney, formatMoneyShort, formatPercent, plural } from "~/lib/format";
import { formatMonth } from "~/lib/time";
import { Card } from "~/ui/Card";
import classes from "./Board.module.css";
import { Mark } from "./Mark";
import { OUTCOMES } from "./search";
import type { Month, Sums } from "./sums";
import { OUTCOME_LOOKS } from "./words";

const AT_RISK = "Open, at risk";
const OPEN = "Open, no sign of risk";
const ENDED = OUTCOMES.filter((key) => key !== "open");

interface Layer {
  name: string;
  of: (sums: Sums) => number;
  colour: (paint: Paint) => string;
  striped?: boolean;
}

/** From the bottom up. */
const LAYERS: Layer[] = [
  ...ENDED.map((key) => ({
    name: OUTCOME_LOOKS[key].name,
    of: ({ by }: Sums) => by[key].acv,
    colour: (paint: Paint) => paint(OUTCOME_LOOKS[key].fill),
  })),
  {
    name: AT_RISK,
    of: ({ atRisk }) => atRisk.acv,
    colour: (paint) => paint("--pn-accent"),
    striped: true,
  },
  {
    name: OPEN,
    of: ({ by, atRisk }) => by.open.acv - atRisk.acv,
    colour: (paint) => fade(paint("--pn-accent"), 0.45),
  },
];

/** ACV up for renewal month by month, by what became or may become of it. */
export function MonthChart({
  months,
  currency,
  pick,
}: {
  months: Month[];
  currency: string;
  /** Called with the month that was clicked, `YYYY-MM`. */
  pick: (month: string) => void;
}) {
  const option = useCallback((paint: Paint) => drawn(months, currency, paint), [months, currency]);
  const money = (minor: number) => formatMoney({ minor, currency });
  const highest = months.reduce<Month | undefined>(
    (best, one) => (one.sums.all.acv > (best?.sums.all.acv ?? 0) ? one : best),
    undefined,
  );
  return (
    <Card>
      <Chart
        title="ACV up for renewal, by month"
        description={
          highest
            ? `Stacked bars by month and outcome. Most ends in ${formatMonth(highest.month)}: ${money(highest.sums.all.acv)}, of which ${money(highest.sums.atRisk.acv)} is at risk.`
            : "Stacked bars by month and outcome; no term ends."
        }
        legend={<Legend months={months} />}
        option={option}
        height={190}
        onPick={(at) => {
          const month = months[at]?.month;
          if (month) pick(month.slice(0, 7));
        }}
        table={{
          columns: ["Month", "Terms", "All", ...LAYERS.map(({ name }) => name), "Renewal rate"],
          rows: months
            .map(({ month, sums }) => [
              formatMonth(month),
              formatCount(sums.all.terms),
              money(sums.all.acv),
              ...LAYERS.map(({ of }) => money(of(sums))),
              formatPercent(sums.rate),
            ])
            .toReversed(),
        }}
      />
    </Card>
  );
}

function Legend({ months }: { months: Month[] }) {
  const there = (name: string) =>
    months.some(({ sums }) => (LAYERS.find((layer) => layer.name === name)?.of(sums) ?? 0) > 0);
  return (
    <span className={classes.legend}>
      {ENDED.filter((key) => there(OUTCOME_LOOKS[key].name)).map((key) => (
        <span key={key}>
          <Mark outcome={key} />
          {OUTCOME_LOOKS[key].name}
        </span>
      ))}
      {there(AT_RISK) && (
        <span>
          <Mark outcome="open" striped />
          {AT_RISK}
        </span>
      )}
      {there(OPEN) && (
        <span>
          <Mark outcome="open" />
          {OPEN}
        </span>
      )}
    </span>
  );
}

function drawn(months: Month[], currency: string, paint: Paint) {
  const short = (minor: number) => formatMoneyShort({ minor, currency });
  return {
    // Without this no stripes are drawn. The chart says itself what it shows.
    aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
    grid: { left: 52, right: 10, top: 10, bottom: 24 },
    xAxis: {
      type: "category" as const,
      data: months.map(({ month }) => month),
      axisLine: { lineStyle: { color: paint("--pn-line-strong") } },
      axisTick: { show: false },
      axisLabel: { ...axisLabel(paint), hideOverlap: true, formatter: formatMonth },
    },
    yAxis: { ...valueAxis(paint, short), min: 0 },
    tooltip: dayTooltip(
      paint,
      (at) => {
        const sums = months[at]?.sums;
        return LAYERS.flatMap(({ name, of, colour }) =>
          sums && of(sums) !== 0
            ? [{ seriesName: name, value: of(sums), colour: colour(paint) }]
            : [],
        );
      },
      short,
      (month) => {
        const sums = months.find((one) => one.month === month)?.sums;
        return sums?.rate == null ? [] : [`${formatPercent(sums.rate)} renewed`];
      },
      (month, at) => `${formatMonth(month)}, ${plural(months[at]?.sums.all.terms ?? 0, "term")}`,
    ),
    series: LAYERS.map(({ name, of, colour, striped }) => ({
      name,
      type: "bar",
      stack: "acv",
      barCategoryGap: "32%",
      data: months.map(({ sums }) => of(sums)),
      itemStyle: {
        color: colour(paint),
        decal: striped
          ? {
              symbol: "rect",
              color: fade(paint("--pn-surface"), 0.65),
              dashArrayX: [1, 0],
              dashArrayY: [2, 4],
              rotation: -Math.PI / 4,
            }
          : { color: "transparent" },
      },
    })),
  };
}
