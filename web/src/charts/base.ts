// What every time chart of the app shares: axes, grid, tooltip.

import { formatDay, formatDayShort, formatMonth } from "~/lib/time";
import type { EChartsCoreOption } from "./echarts";
import { fade, type Paint } from "./tokens";

const FONT = "'Inter Variable', Inter, system-ui, sans-serif";

/** From this many days on, months and years tell more than days. */
const LONG_DAYS = 400;

export interface TooltipLine {
  seriesName: string;
  value: number | null;
  colour: string;
}

export function axisLabel(paint: Paint) {
  return { color: paint("--pn-text-3"), fontSize: 11, fontFamily: FONT };
}

/** A category axis of days. */
export function dayAxis(days: string[], paint: Paint) {
  return {
    type: "category" as const,
    data: days,
    boundaryGap: false,
    axisLine: { lineStyle: { color: paint("--pn-line-strong") } },
    axisTick: { show: false },
    axisLabel: {
      ...axisLabel(paint),
      hideOverlap: true,
      formatter: days.length > LONG_DAYS ? formatMonth : formatDayShort,
    },
  };
}

export function valueAxis(paint: Paint, format: (value: number) => string) {
  return {
    type: "value" as const,
    splitNumber: 3,
    axisLabel: { ...axisLabel(paint), formatter: format },
    splitLine: { lineStyle: { color: fade(paint("--pn-line"), 0.9) } },
  };
}

/** Something that happened, with the shape that marks it in the chart. */
export interface Note {
  mark: string;
  text: string;
}

/** A tooltip that shows the day, or what else stands on the axis, and one line per series. */
export function dayTooltip(
  paint: Paint,
  lines: (at: number) => TooltipLine[],
  format: (value: number, series: string) => string,
  notes?: (day: string) => (Note | string)[],
  title: (name: string, at: number) => string = formatDay,
): EChartsCoreOption["tooltip"] {
  return {
    trigger: "axis",
    confine: true,
    backgroundColor: paint("--pn-surface"),
    borderColor: paint("--pn-line-strong"),
    padding: [8, 10],
    textStyle: { color: paint("--pn-text"), fontSize: 12, fontFamily: FONT },
    axisPointer: { lineStyle: { color: paint("--pn-text-3"), type: "dashed" } },
    formatter: (given: unknown) => {
      const first = (Array.isArray(given) ? given[0] : given) as
        | { dataIndex: number; name: string }
        | undefined;
      if (!first) return "";
      return tooltipElement(
        title(first.name, first.dataIndex),
        lines(first.dataIndex).map((line) => ({
          ...line,
          text: line.value === null ? "no value" : format(line.value, line.seriesName),
        })),
        notes?.(first.name) ?? [],
      );
    },
  };
}

/** Built as elements, so that a customer's words are never read as HTML. */
function tooltipElement(
  title: string,
  lines: (TooltipLine & { text: string })[],
  notes: (Note | string)[],
): HTMLElement {
  const box = document.createElement("div");
  const head = box.appendChild(document.createElement("div"));
  head.textContent = title;
  head.style.opacity = "0.7";
  for (const line of lines) {
    const row = box.appendChild(document.createElement("div"));
    row.style.cssText = "display:flex;align-items:center;gap:8px;margin-top:3px";
    const dot = row.appendChild(document.createElement("span"));
    dot.style.cssText = "width:8px;height:8px;border-radius:2px";
    dot.style.background = line.colour;
    row.appendChild(document.createElement("span")).textContent = line.seriesName;
    const value = row.appendChild(document.createElement("b"));
    value.style.cssText = "margin-left:auto;padding-left:14px;font-weight:600";
    value.textContent = line.text;
  }
  for (const note of notes) {
    const row = box.appendChild(document.createElement("div"));
    row.style.cssText = "margin-top:4px;max-width:260px;white-space:normal";
    row.textContent = typeof note === "string" ? `◆ ${note}` : `${note.mark} ${note.text}`;
  }
  return box;
}
