// The table as a file: what is shown, with exact amounts.

import type { RevenueReport, RevenueRow } from "~/api/types";
import { minorPerMajor } from "~/lib/format";
import { type Column, FIGURE_COLUMNS, figureIn } from "./columns";

const LINE = "\r\n";

/** RFC 4180, with a head; the whole stands last. */
export function csvOf(report: RevenueReport, rows: RevenueRow[], first: string): string {
  const digits = Math.round(Math.log10(minorPerMajor(report.currency)));
  const heads = FIGURE_COLUMNS.map(({ key, unit }) =>
    unit === "money" ? `${key}_${report.currency.toLowerCase()}` : key,
  );
  const line = (name: string, row: RevenueRow) => [
    name,
    row.from,
    row.to,
    ...FIGURE_COLUMNS.map(({ key, unit }) => written(figureIn(row, key), unit, digits)),
  ];
  return [
    [first, "from", "to", ...heads],
    ...rows.map((row) => line(row.key || row.name, row)),
    line("whole", report.whole),
  ]
    .map((cells) => cells.map(quoted).join(","))
    .join(LINE)
    .concat(LINE);
}

function written(value: number | null, unit: Column["unit"], digits: number): string {
  if (value === null) return "";
  return unit === "money" && Number.isInteger(value)
    ? decimal(value, digits)
    : plain(value, unit, digits);
}

/** What is no sum of minor units, but a quotient. */
function plain(value: number, unit: Column["unit"], digits: number): string {
  if (unit === "money") return (value / 10 ** digits).toFixed(digits);
  return Number.isInteger(value) ? String(value) : value.toFixed(6);
}

/** Minor units as major ones, without going through a fraction: 1240050 → 12400.50. */
export function decimal(minor: number, digits: number): string {
  if (digits === 0) return String(minor);
  const all = String(Math.abs(minor)).padStart(digits + 1, "0");
  return `${minor < 0 ? "-" : ""}${all.slice(0, -digits)}.${all.slice(-digits)}`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
