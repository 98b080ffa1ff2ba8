import type { ComparedSegment, Money, SegmentComparison } from "~/api/types";
import {
  formatCompact,
  formatMajor,
  formatMetric,
  formatMoneyShort,
  formatNumber,
  minorPerMajor,
} from "~/lib/format";
import classes from "./Compare.module.css";

interface Look {
  /** Tokens: they follow light and dark. */
  colour: string;
  line: "solid" | "dashed" | "dotted" | number[];
  dash: string;
}

/** Segments are told apart by colour and by how their line is drawn. */
const LOOKS: Look[] = [
  { colour: "--pn-accent", line: "solid", dash: "" },
  { colour: "--pn-band-wobbling", line: "dashed", dash: "5 3" },
  { colour: "--pn-band-healthy", line: "dotted", dash: "1.5 2.5" },
  { colour: "--pn-text-2", line: [8, 3, 2, 3], dash: "8 3 2 3" },
];

export function lookOf(at: number): Look {
  return LOOKS[at % LOOKS.length] ?? { colour: "--pn-accent", line: "solid", dash: "" };
}

/** The line that stands for a segment in the charts. */
export function Stroke({ at }: { at: number }) {
  const { colour, dash } = lookOf(at);
  return (
    <svg width="20" height="8" aria-hidden>
      <line
        x1="1"
        y1="4"
        x2="19"
        y2="4"
        stroke={`var(${colour})`}
        strokeWidth="2.2"
        strokeDasharray={dash}
      />
    </svg>
  );
}

export function Legend({ rows }: { rows: ComparedSegment[] }) {
  return (
    <span className={classes.legend}>
      {rows.map((row, at) => (
        <span key={row.segment.key}>
          <Stroke at={at} />
          {row.segment.name}
        </span>
      ))}
    </span>
  );
}

/** A value of the metric that is compared, in its unit. */
export function valueIn(data: SegmentComparison): (value: number | null | undefined) => string {
  const currency = currencyOf(data);
  return (value) => {
    if (data.unit === null) return formatNumber(value);
    if (data.unit === "money") return formatMajor(value, currency);
    return formatMetric(value, data.unit, currency);
  };
}

/** The same in little room. */
export function shortValueIn(data: SegmentComparison): (value: number) => string {
  const currency = currencyOf(data);
  return (value) => {
    if (data.unit === "money") return formatMoneyShort(moneyOf(value, currency));
    if (data.unit === "ratio") return formatMetric(value, data.unit, currency);
    return Math.abs(value) < 1000 ? formatNumber(value) : formatCompact(value);
  };
}

function moneyOf(major: number, currency: string): Money {
  return { minor: Math.round(major * minorPerMajor(currency)), currency };
}

function currencyOf(data: SegmentComparison): string {
  const known = data.rows.find((row) => row.size.arr !== null);
  return known?.size.arr?.currency ?? "USD";
}
