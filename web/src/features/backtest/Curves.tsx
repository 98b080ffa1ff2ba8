import { useCallback } from "react";
import { axisLabel, dayTooltip, valueAxis } from "~/charts/base";
import { Chart } from "~/charts/Chart";
import { fade, type Paint } from "~/charts/tokens";
import { formatPercent } from "~/lib/format";
import { Card } from "~/ui/Card";
import { Explained } from "~/ui/Explained";
import classes from "./Backtest.module.css";
import { readAt, STEPS } from "./points";
import type { Backtest, Point } from "./types";

const HEIGHT = 264;
/** Between the lines of a grid. */
const STEP = 0.25;

/** How many of those who left are found, against how many are called in vain. */
export function Roc({ data }: { data: Backtest }) {
  const points = data.roc;
  const found = readAt(points, 0.2, "highest");
  const option = useCallback(
    (paint: Paint) =>
      drawn(
        points,
        [
          [0, 0],
          [1, 1],
        ],
        { x: "Stayed, and are called in vain", y: "Left, and are found" },
        paint,
      ),
    [points],
  );
  return (
    <Card>
      <Chart
        title="Found, and called in vain"
        description={`ROC curve: calling a fifth of those who stayed in vain finds ${formatPercent(found)} of those who left; a coin would find 20%.`}
        option={option}
        height={HEIGHT}
        table={{
          columns: ["Called in vain", "Found"],
          rows: STEPS.map((at) => [
            formatPercent(at),
            formatPercent(readAt(points, at, "highest")),
          ]).toReversed(),
        }}
      />
      <p className={classes.caption}>
        Above the dashed line is better.
        <Explained what="found, and called in vain">
          Call from the riskiest account downwards: each step to the right is a call in vain, each
          step up finds one that left. The dashed line is a coin. Statisticians call this the ROC
          curve; the area below it is the share of pairs in the right order.
        </Explained>
      </p>
    </Card>
  );
}

/** How often a call is right, by how many of those who left are to be found. */
export function PrecisionRecall({ data }: { data: Backtest }) {
  const { precision_recall: points, base_rate } = data;
  const half = readAt(points, 0.5, "first");
  const option = useCallback(
    (paint: Paint) =>
      drawn(
        points,
        base_rate === null
          ? []
          : [
              [0, base_rate],
              [1, base_rate],
            ],
        { x: "Left, and are found", y: "Calls that are right" },
        paint,
      ),
    [points, base_rate],
  );
  return (
    <Card>
      <Chart
        title="What finding more costs"
        description={`Precision-recall curve: to find half of those who left, ${formatPercent(half)} of the calls are right; calling anybody would hit ${formatPercent(base_rate)}.`}
        option={option}
        height={HEIGHT}
        table={{
          columns: ["Found", "Calls that are right"],
          rows: STEPS.slice(1)
            .map((at) => [formatPercent(at), formatPercent(readAt(points, at, "first"))])
            .toReversed(),
        }}
      />
      <p className={classes.caption}>
        To find half, {formatPercent(half)} of the calls are right.
        <Explained what="what finding more costs">
          The more of those who left you want to find, the further down the list you call, and the
          fewer of the calls are right. The dashed line is calling anybody. Statisticians call this
          precision and recall.
        </Explained>
      </p>
    </Card>
  );
}

interface Names {
  x: string;
  y: string;
}

function drawn(points: Point[], plain: Point[], names: Names, paint: Paint) {
  const accent = paint("--pn-accent");
  const axis = {
    ...valueAxis(paint, (share) => formatPercent(share)),
    min: 0,
    max: 1,
    interval: STEP,
  };
  const grey = paint("--pn-text-3");
  return {
    aria: { enabled: false },
    grid: { left: 42, right: 14, top: 26, bottom: 40 },
    xAxis: {
      ...axis,
      axisLine: { show: true, lineStyle: { color: paint("--pn-line-strong") } },
      splitLine: { show: false },
      name: `${names.x} →`,
      nameLocation: "middle" as const,
      nameGap: 24,
      nameTextStyle: axisLabel(paint),
    },
    yAxis: {
      ...axis,
      // Rare leavers keep the curve low: it gets the room that it needs.
      max: Math.ceil(Math.max(...points.map((point) => point[1]), 0.01) / STEP) * STEP,
      name: `↑ ${names.y}`,
      nameGap: 10,
      nameTextStyle: { ...axisLabel(paint), align: "left" as const, padding: [0, 0, 0, -34] },
    },
    tooltip: dayTooltip(
      paint,
      (at) => [
        { seriesName: names.y, value: points[at]?.[1] ?? null, colour: accent },
        { seriesName: names.x, value: points[at]?.[0] ?? null, colour: grey },
      ],
      (share) => formatPercent(share),
      undefined,
      () => "Calling down to here",
    ),
    series: [
      {
        type: "line",
        data: points,
        symbol: "none",
        lineStyle: { width: 2, color: accent },
        itemStyle: { color: accent },
        areaStyle: { color: fade(accent, 0.08) },
      },
      {
        type: "line",
        data: plain,
        symbol: "none",
        silent: true,
        tooltip: { show: false },
        lineStyle: { width: 1.2, color: grey, type: "dashed" },
        itemStyle: { color: grey },
      },
    ],
  };
}
