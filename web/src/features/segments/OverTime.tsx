import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import type { SegmentHistory } from "~/api/types";
import { useAsOf } from "~/app/session";
import { dayAxis, dayTooltip, valueAxis } from "~/charts/base";
import { Chart } from "~/charts/Chart";
import { fade, type Paint } from "~/charts/tokens";
import { formatCompact, formatCount, formatMoney, formatMoneyShort, plural } from "~/lib/format";
import { formatDay } from "~/lib/time";
import { Card } from "~/ui/Card";
import { Loaded } from "~/ui/States";
import { historyQuery } from "./queries";
import { RangeBar } from "./RangeBar";
import classes from "./Segments.module.css";

const route = getRouteApi("/app/segments/$key");

/** How many accounts a segment had, and how much they paid, day by day. */
export function OverTime({ segment }: { segment: string }) {
  const { days = "365" } = route.useSearch();
  const history = useQuery(historyQuery(segment, Number(days), useAsOf()));
  return (
    <>
      <RangeBar />
      <Loaded query={history}>
        {(data) => (
          <div className={classes.stack}>
            <div className={classes.charts}>
              <Card>
                <SizeChart history={data} />
              </Card>
              <Card>
                <ArrChart history={data} />
              </Card>
            </div>
            <Notes notes={data.notes} />
          </div>
        )}
      </Loaded>
    </>
  );
}

/** What to bear in mind about the numbers. */
export function Notes({ notes }: { notes: string[] }) {
  if (notes.length === 0) return null;
  return (
    <ul className={classes.notes}>
      {notes.map((note) => (
        <li key={note}>{note.charAt(0).toUpperCase() + note.slice(1)}.</li>
      ))}
    </ul>
  );
}

function SizeChart({ history }: { history: SegmentHistory }) {
  const option = useCallback(
    (paint: Paint) =>
      drawn(history.days, history.accounts, "Accounts", paint, formatCompact, (value) =>
        plural(value, "account"),
      ),
    [history],
  );
  return (
    <Chart
      title="Accounts"
      description={told("Accounts", history.days, formatCount(history.accounts.at(-1)))}
      option={option}
      height={240}
      table={{
        columns: ["Day", "Accounts", "with an ARR"],
        rows: history.days.map((day, at) => [
          formatDay(day),
          formatCount(history.accounts[at]),
          formatCount(history.with_arr[at]),
        ]),
      }}
    />
  );
}

function ArrChart({ history }: { history: SegmentHistory }) {
  const { currency } = history;
  const option = useCallback(
    (paint: Paint) =>
      drawn(
        history.days,
        history.arr_minor,
        "ARR",
        paint,
        (minor) => formatMoneyShort({ minor, currency }),
        (minor) => formatMoney({ minor, currency }),
      ),
    [history, currency],
  );
  const last = { minor: history.arr_minor.at(-1) ?? 0, currency };
  return (
    <Chart
      title="ARR"
      description={told("ARR", history.days, formatMoney(last))}
      option={option}
      height={240}
      table={{
        columns: ["Day", "ARR"],
        rows: history.days.map((day, at) => [
          formatDay(day),
          formatMoney({ minor: history.arr_minor[at] ?? 0, currency }),
        ]),
      }}
    />
  );
}

function told(what: string, days: string[], last: string): string {
  return `${what} from ${formatDay(days[0])} to ${formatDay(days.at(-1))}; last: ${last}.`;
}

function drawn(
  days: string[],
  values: number[],
  name: string,
  paint: Paint,
  short: (value: number) => string,
  long: (value: number) => string,
) {
  const colour = paint("--pn-accent");
  return {
    aria: { enabled: false },
    grid: { left: 52, right: 10, top: 10, bottom: 24 },
    xAxis: dayAxis(days, paint),
    yAxis: { ...valueAxis(paint, short), min: 0, minInterval: 1 },
    tooltip: dayTooltip(
      paint,
      (at) => [{ seriesName: name, value: values[at] ?? null, colour }],
      long,
    ),
    series: [
      {
        name,
        type: "line",
        data: values,
        step: "end",
        symbol: "none",
        lineStyle: { width: 1.8, color: colour },
        itemStyle: { color: colour },
        areaStyle: { color: fade(colour, 0.08) },
      },
    ],
  };
}
