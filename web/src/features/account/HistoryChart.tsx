import { type ReactNode, useCallback, useMemo } from "react";
import type { AnnotationKind, History } from "~/api/types";
import { dayAxis, dayTooltip, type Note, valueAxis } from "~/charts/base";
import { Chart } from "~/charts/Chart";
import { fade, type Paint } from "~/charts/tokens";
import { type BandFrom, bandAreas, bandLook, bandOf } from "~/lib/bands";
import { formatNumber, formatScore } from "~/lib/format";
import { formatDay, formatDayShort } from "~/lib/time";
import classes from "./HistoryChart.module.css";
import { markOf, marksOf } from "./marks";
import { useBands } from "./useBands";

/** A pointer is about this part of the chart wide. */
const POINTER_SHARE = 150;
const HIGHEST = 100;

/** The score day by day over its bands, with what happened marked. A click explains a day. */
export function HistoryChart({
  history,
  day,
  pick,
  controls,
}: {
  history: History;
  day: string | undefined;
  pick: (day: string) => void;
  controls: ReactNode;
}) {
  const bands = useBands();
  const notes = useMemo(() => notesByDay(history), [history]);
  const option = useCallback(
    (paint: Paint) => drawn(history, bands, notes, day, paint),
    [history, bands, notes, day],
  );
  const last = history.score.findLast((score) => score !== null) ?? null;
  const name = (score: number | null) => bandLook(bandOf(score, bands)).name.toLowerCase();
  return (
    <Chart
      title="Health, day by day"
      legend={
        <>
          {controls}
          <Legend history={history} />
        </>
      }
      description={`Health score from 0 to 100, ${formatDay(history.days[0])} to ${formatDay(history.days.at(-1))}; last ${formatScore(last)}, ${name(last)}. Click a day to see why, or use the table.`}
      option={option}
      height={240}
      onPick={(at) => {
        const picked = history.days[at];
        if (picked) pick(picked);
      }}
      table={{
        columns: ["Day", "Health", "Band", "What happened"],
        rows: history.days.map((at, index) => {
          const score = history.score[index] ?? null;
          return [
            formatDay(at),
            formatNumber(score),
            name(score),
            (notes.get(at) ?? []).map(({ text }) => text).join("; "),
          ];
        }),
      }}
    />
  );
}

/** Which shape marks what, where there is more than one. */
function Legend({ history }: { history: History }) {
  const marks = marksOf(history.annotations.map(({ kind }) => kind));
  if (marks.length < 2) return null;
  return (
    <ul className={classes.legend} aria-label="Marks">
      {marks.map(({ letter, name }) => (
        <li key={letter}>
          <span aria-hidden="true">{letter}</span> {name}
        </li>
      ))}
    </ul>
  );
}

/** A note, and the kind that gives it its shape. */
interface Marked extends Note {
  kind: AnnotationKind;
}

function notesByDay(history: History): Map<string, Marked[]> {
  const notes = new Map<string, Marked[]>();
  for (const { day, label, kind } of history.annotations) {
    const note = { mark: markOf(kind).letter, text: label, kind };
    notes.set(day, [...(notes.get(day) ?? []), note]);
  }
  return notes;
}

/** What happened on a day, or so near that the pointer can't tell the days apart. */
function notesNear(days: string[], notes: Map<string, Marked[]>, day: string): Note[] {
  const reach = Math.floor(days.length / POINTER_SHARE);
  const at = days.indexOf(day);
  return days
    .slice(Math.max(0, at - reach), at + reach + 1)
    .flatMap((near) =>
      (notes.get(near) ?? []).map((note) =>
        near === day ? note : { ...note, text: `${formatDayShort(near)}: ${note.text}` },
      ),
    );
}

function drawn(
  history: History,
  bands: BandFrom[],
  notes: Map<string, Marked[]>,
  day: string | undefined,
  paint: Paint,
) {
  const accent = paint("--pn-accent");
  const marks = [...notes]
    .filter(([at]) => history.days.includes(at))
    .map(([at, of]) => ({ at, shape: marksOf(of.map(({ kind }) => kind))[0] }));
  return {
    aria: { enabled: false },
    grid: { left: 34, right: 12, top: 14, bottom: 24 },
    xAxis: dayAxis(history.days, paint),
    yAxis: {
      ...valueAxis(paint, String),
      min: 0,
      max: HIGHEST,
      interval: 20,
      splitLine: { show: false },
    },
    tooltip: dayTooltip(
      paint,
      (at) => {
        const score = history.score[at] ?? null;
        const look = bandLook(bandOf(score, bands));
        return [{ seriesName: look.name, value: score, colour: paint(look.fill) }];
      },
      formatNumber,
      (at) => notesNear(history.days, notes, at),
    ),
    series: [
      {
        type: "line",
        data: history.score,
        symbol: "none",
        lineStyle: { width: 2, color: accent },
        itemStyle: { color: accent },
        markArea: {
          silent: true,
          data: bandAreas(bands).map((band) => [
            { yAxis: band.from, itemStyle: { color: fade(paint(bandLook(band.key).fill), 0.1) } },
            { yAxis: band.to },
          ]),
        },
        markLine: {
          silent: true,
          label: { show: false },
          data: [
            // Both ends are given, since each has a shape of its own.
            ...marks.map(({ at, shape }) => [
              {
                coord: [at, 0],
                symbol: "none",
                lineStyle: { color: paint("--pn-text-3"), width: 1, type: "dotted", opacity: 0.7 },
              },
              {
                coord: [at, HIGHEST],
                symbol: shape?.symbol,
                symbolSize: shape?.size,
                symbolRotate: 0,
                itemStyle: { color: paint("--pn-text-3") },
              },
            ]),
            ...(day
              ? [
                  {
                    xAxis: day,
                    symbol: "none",
                    lineStyle: { color: accent, width: 2, type: "solid" },
                  },
                ]
              : []),
          ],
        },
      },
    ],
  };
}
