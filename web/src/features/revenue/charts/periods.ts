// The months or quarters of a report, for the charts over time.

import type { RevenueRow } from "~/api/types";
import { axisLabel } from "~/charts/base";
import type { Paint } from "~/charts/tokens";
import { cutOf, periodName } from "../period";

const CUT = { start: ", in part", end: ", so far" };

/** Mar 2026; with “so far” where its end is missing, with “in part” where its beginning is. */
export function nameOfPeriod(row: RevenueRow, by: "month" | "quarter"): string {
  const cut = cutOf(row, by);
  return periodName(row.key) + (cut ? CUT[cut] : "");
}

/** A category axis of months or quarters: each stands in the middle of its room. */
export function periodAxis(rows: RevenueRow[], by: "month" | "quarter", paint: Paint) {
  return {
    type: "category" as const,
    data: rows.map((row) => nameOfPeriod(row, by)),
    axisLine: { lineStyle: { color: paint("--pn-line-strong") }, onZero: false },
    axisTick: { show: false },
    axisLabel: {
      ...axisLabel(paint),
      hideOverlap: true,
      formatter: (name: string) => name.replace(CUT.start, "*").replace(CUT.end, "*"),
    },
  };
}

/** What the star on the axis means; nothing where there is none. */
export function runsNote(rows: RevenueRow[], by: "month" | "quarter"): string {
  return rows.some((row) => cutOf(row, by)) ? `* The ${by} is not over, or was cut off.` : "";
}
