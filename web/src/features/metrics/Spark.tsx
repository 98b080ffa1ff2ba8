import { memo } from "react";

const WIDTH = 200;
const ROOM = 3;

export interface Scale {
  min: number;
  max: number;
}

/** A value's way, week by week. Weeks without a value are gaps. */
export const Spark = memo(function Spark({
  values,
  scale,
  label,
  height = 36,
}: {
  values: (number | null)[];
  scale: Scale;
  label: string;
  height?: number;
}) {
  const points = values.map((value, at) =>
    value === null ? null : ([x(at, values.length), y(value, scale, height)] as const),
  );
  const last = points.findLast((point) => point !== null);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${height}`}
      width="100%"
      height={height}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      style={{ display: "block", overflow: "visible" }}
    >
      <path
        d={pathOf(points)}
        fill="none"
        stroke="var(--pn-accent)"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
      {last && (
        <path
          d={`M${last[0]} ${last[1]}h0.01`}
          stroke="var(--pn-accent)"
          strokeWidth="5"
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
});

/** From the least to the greatest of these values. */
export function scaleOf(values: (number | null)[]): Scale {
  const known = values.filter((value) => value !== null);
  return { min: Math.min(...known), max: Math.max(...known) };
}

/** Each run of values is a line of its own. */
export function pathOf(points: (readonly [number, number] | null)[]): string {
  return points
    .map((point, at) =>
      point ? `${points[at - 1] ? "L" : "M"}${point[0].toFixed(1)} ${point[1].toFixed(1)}` : "",
    )
    .join("");
}

function x(at: number, count: number): number {
  return count > 1 ? ROOM + (at / (count - 1)) * (WIDTH - 2 * ROOM) : WIDTH / 2;
}

function y(value: number, { min, max }: Scale, height: number): number {
  if (max === min) return height / 2;
  return ROOM + (1 - (value - min) / (max - min)) * (height - 2 * ROOM);
}
