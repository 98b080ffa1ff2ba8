import { memo } from "react";
import { bandLook } from "~/lib/bands";
import { formatScore } from "~/lib/format";

const HIGHEST = 100;

/** A score's way over the last weeks, on a fixed scale of 0 to 100, so that rows compare. */
export const Sparkline = memo(function Sparkline({
  values,
  band,
  width = 92,
  height = 28,
}: {
  values: (number | null)[];
  band: string | null;
  width?: number;
  height?: number;
}) {
  const points = placed(values, width, height);
  const last = points.at(-1);
  const first = values.find((value) => value !== null);
  if (!last) return <span className="quiet">–</span>;
  const label = `Health over ${values.length} weeks: from ${formatScore(first)} to ${formatScore(values.findLast((value) => value !== null))}`;
  const line = points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L");
  return (
    <svg width={width} height={height} role="img" aria-label={label} style={{ display: "block" }}>
      <path
        d={`M${line}`}
        fill="none"
        stroke="var(--pn-text-3)"
        strokeWidth="1.4"
        strokeLinejoin="round"
      />
      <circle cx={last[0]} cy={last[1]} r="2.4" fill={`var(${bandLook(band).colour})`} />
    </svg>
  );
});

function placed(values: (number | null)[], width: number, height: number): [number, number][] {
  const room = 3;
  const step = values.length > 1 ? (width - 2 * room) / (values.length - 1) : 0;
  return values.flatMap((value, at) =>
    value === null
      ? []
      : [
          [room + at * step, room + (1 - value / HIGHEST) * (height - 2 * room)] as [
            number,
            number,
          ],
        ],
  );
}
