import { useCallback } from "react";
import type { ForecastQuarter } from "~/api/types";
import { axisLabel, dayTooltip, valueAxis } from "~/charts/base";
import { Chart } from "~/charts/Chart";
import { fade, type Paint } from "~/charts/tokens";
import { periodName } from "~/features/revenue/period";
import { formatCount, formatMoney, formatMoneyShort, minorPerMajor, plural } from "~/lib/format";
import classes from "./Forecast.module.css";

const UP = "Up for renewal";
const RANGE = "In 8 of 10 cases";
const EXPECTED = "Expected";
const CAME = "What it came to";

/** Ranges by quarter, with what came of those that are over. Amounts are decimals of major units. */
export function ForecastChart({
  quarters,
  currency,
  today,
}: {
  quarters: ForecastQuarter[];
  currency: string;
  today: string;
}) {
  const option = useCallback(
    (paint: Paint) => drawn(quarters, currency, today, paint),
    [quarters, currency, today],
  );
  const money = (major: number) => formatMoney(minorOf(major, currency));
  const next = quarters.find(({ to, terms }) => to > today && terms > 0);
  return (
    <Chart
      title="ACV that will be kept, by quarter"
      description={
        next
          ? `Ranges by quarter. Of ${money(next.acv)} that ends in ${periodName(next.key)}, between ${money(next.low)} and ${money(next.high)} will be kept in eight of ten cases.`
          : "Ranges by quarter; no term ends in those to come."
      }
      legend={<Legend cames={quarters.some(hasCome)} />}
      option={option}
      height={200}
      table={{
        columns: ["Quarter", "Terms", UP, "Low", EXPECTED, "High", CAME],
        rows: quarters.map((one) => [
          nameOf(one, today),
          formatCount(one.terms),
          money(one.acv),
          money(one.low),
          money(one.expected),
          money(one.high),
          one.came === null ? "–" : money(one.came),
        ]),
      }}
    />
  );
}

/** A quarter without terms came to nothing, which says nothing. */
const hasCome = ({ came, terms }: ForecastQuarter) => came !== null && terms > 0;

const isPresent = ({ from, to }: ForecastQuarter, today: string) => from <= today && today < to;

function nameOf(one: ForecastQuarter, today: string): string {
  return periodName(one.key) + (isPresent(one, today) ? ", still open" : "");
}

/** Sums of nothing may come as −0. */
function minorOf(major: number, currency: string) {
  return { minor: major * minorPerMajor(currency) + 0, currency };
}

function Legend({ cames }: { cames: boolean }) {
  return (
    <span className={classes.legend}>
      <span>
        <i data-mark="up" aria-hidden="true" />
        {UP}
      </span>
      <span>
        <i data-mark="range" aria-hidden="true" />
        {RANGE}
      </span>
      <span>
        <i data-mark="expected" aria-hidden="true" />
        {EXPECTED}
      </span>
      {cames && (
        <span>
          <i data-mark="came" aria-hidden="true" />
          {CAME}
        </span>
      )}
    </span>
  );
}

function drawn(quarters: ForecastQuarter[], currency: string, today: string, paint: Paint) {
  const short = (major: number) => formatMoneyShort(minorOf(major, currency));
  const accent = paint("--pn-accent");
  const ink = paint("--pn-text");
  const names = quarters.map((one) => nameOf(one, today));
  const points = (of: (one: ForecastQuarter) => number | null) => quarters.map(of);
  return {
    grid: { left: 52, right: 10, top: 10, bottom: 24 },
    xAxis: [
      {
        type: "category" as const,
        data: names,
        axisLine: { lineStyle: { color: paint("--pn-line-strong") } },
        axisTick: { show: false },
        axisLabel: { ...axisLabel(paint), hideOverlap: true },
      },
      // Bars of two axes don't make room for each other: each stands in the middle.
      { type: "category" as const, data: names, show: false },
    ],
    yAxis: { ...valueAxis(paint, short), min: 0 },
    tooltip: dayTooltip(
      paint,
      (at) => {
        const one = quarters[at];
        if (!one) return [];
        const rows = [
          { seriesName: UP, value: one.acv, colour: fade(accent, 0.25) },
          { seriesName: "High", value: one.high, colour: fade(accent, 0.55) },
          { seriesName: EXPECTED, value: one.expected, colour: accent },
          { seriesName: "Low", value: one.low, colour: fade(accent, 0.55) },
        ];
        return hasCome(one) ? [...rows, { seriesName: CAME, value: one.came, colour: ink }] : rows;
      },
      short,
      () => [],
      (name, at) => `${name}, ${plural(quarters[at]?.terms ?? 0, "term")}`,
    ),
    series: [
      {
        name: UP,
        type: "bar",
        xAxisIndex: 1,
        barWidth: "56%",
        data: points(({ acv }) => acv),
        itemStyle: { color: fade(accent, 0.14) },
      },
      // A bar that begins at the low end: an invisible one below it.
      {
        name: "Low",
        type: "bar",
        stack: "range",
        barWidth: "28%",
        data: points(({ low }) => low),
        itemStyle: { color: "transparent" },
      },
      {
        name: RANGE,
        type: "bar",
        stack: "range",
        barWidth: "28%",
        data: points(({ low, high }) => high - low),
        itemStyle: { color: fade(accent, 0.5) },
      },
      marks(
        EXPECTED,
        "rect",
        [30, 3],
        accent,
        points(({ expected, terms }) => (terms > 0 ? expected : null)),
      ),
      marks(
        CAME,
        "diamond",
        11,
        ink,
        points((one) => (hasCome(one) ? one.came : null)),
      ),
    ],
  };
}

/** Points without a line between them. */
function marks(
  name: string,
  symbol: string,
  symbolSize: number | number[],
  colour: string,
  data: (number | null)[],
) {
  return {
    name,
    type: "line",
    data,
    symbol,
    symbolSize,
    z: 4,
    lineStyle: { width: 0 },
    itemStyle: { color: colour, opacity: 1 },
  };
}
