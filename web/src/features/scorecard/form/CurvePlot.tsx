import { type KeyboardEvent, type MouseEvent, type PointerEvent, useRef, useState } from "react";
import { formatNumber } from "~/lib/format";
import {
  addedAt,
  type Domain,
  domainOf,
  movedTo,
  nudged,
  stepOf,
  ticksOf,
  without,
} from "../curve";
import { type Axis, shown } from "../transforms";
import type { Point } from "../types";
import classes from "./Curve.module.css";

const WIDTH = 640;
const HEIGHT = 232;
const PLOT = { left: 34, right: 628, top: 12, bottom: 186 };
const LEVELS = [0, 25, 50, 75, 100];
const FAR_X = 5;
const FAR_Y = 10;

const ARROWS: Record<string, Point> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** The curve to take hold of: by mouse, finger or arrow keys. */
export function CurvePlot({
  points,
  axis,
  readOnly,
  change,
}: {
  points: Point[];
  axis: Axis;
  readOnly: boolean;
  change: (points: Point[]) => void;
}) {
  const svg = useRef<SVGSVGElement>(null);
  // While a point is held the axis stays as it is, so that nothing runs away under the hand.
  const [held, setHeld] = useState<{ at: number; domain: Domain } | null>(null);
  const [active, setActive] = useState<number | null>(null);
  const domain = held?.domain ?? domainOf(points);
  const step = stepOf(domain);
  const right = (x: number) =>
    PLOT.left + ((x - domain.low) / (domain.high - domain.low)) * (PLOT.right - PLOT.left);
  const down = (y: number) =>
    PLOT.bottom - (Math.max(0, Math.min(100, y)) / 100) * (PLOT.bottom - PLOT.top);

  /** What stands under the pointer. */
  function placeOf({ clientX, clientY }: MouseEvent): Point {
    const box = svg.current?.getBoundingClientRect();
    if (!box || box.width === 0) return [0, 0];
    const across = ((clientX - box.left) / box.width) * WIDTH;
    const along = ((clientY - box.top) / box.height) * HEIGHT;
    const part = (across - PLOT.left) / (PLOT.right - PLOT.left);
    const x = domain.low + Math.max(0, Math.min(1, part)) * (domain.high - domain.low);
    return [x, ((PLOT.bottom - along) / (PLOT.bottom - PLOT.top)) * 100];
  }

  function press(event: PointerEvent<SVGGElement>, at: number) {
    if (readOnly || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.focus();
    setHeld({ at, domain });
  }

  function drag(event: PointerEvent) {
    if (held) change(movedTo(points, held.at, placeOf(event), step / 2));
  }

  function key(event: KeyboardEvent<SVGGElement>, at: number) {
    if (readOnly) return;
    const arrow = ARROWS[event.key];
    if (arrow) {
      event.preventDefault();
      const [dx, dy] = event.shiftKey ? [arrow[0] * FAR_X, arrow[1] * FAR_Y] : arrow;
      change(nudged(points, at, [dx, dy], step));
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      const before = event.currentTarget.previousElementSibling;
      if (at > 0 && before instanceof SVGElement) before.focus();
      change(without(points, at));
    }
  }

  const line = points.map(([x, y]) => `${right(x).toFixed(1)} ${down(y).toFixed(1)}`);
  const first = points[0];
  const last = points.at(-1);
  const path =
    first && last
      ? `M${PLOT.left} ${down(first[1])}L${line.join("L")}L${PLOT.right} ${down(last[1])}`
      : "";
  return (
    <svg
      ref={svg}
      className={classes.plot}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="group"
      aria-label={`Curve: ${axis.label}${axis.suffix && `, ${axis.suffix}`}`}
      onDoubleClick={(event) => !readOnly && change(addedAt(points, placeOf(event), step / 2))}
    >
      <rect
        className={classes.ground}
        x={PLOT.left}
        y={PLOT.top}
        width={PLOT.right - PLOT.left}
        height={PLOT.bottom - PLOT.top}
      />
      {LEVELS.map((y) => (
        <g key={y}>
          <line className={classes.grid} x1={PLOT.left} x2={PLOT.right} y1={down(y)} y2={down(y)} />
          <text className={classes.tick} x={PLOT.left - 7} y={down(y) + 3.5} textAnchor="end">
            {y}
          </text>
        </g>
      ))}
      {ticksOf(domain).map((x) => (
        <g key={x}>
          <line
            className={classes.grid}
            x1={right(x)}
            x2={right(x)}
            y1={PLOT.top}
            y2={PLOT.bottom}
          />
          <text className={classes.tick} x={right(x)} y={PLOT.bottom + 16} textAnchor="middle">
            {formatNumber(shown(x, axis))}
            {axis.suffix === "%" && " %"}
          </text>
        </g>
      ))}
      <text className={classes.label} x={PLOT.right} y={HEIGHT - 8} textAnchor="end">
        {axis.label}
        {axis.suffix && axis.suffix !== "%" && ` (${axis.suffix})`}
      </text>
      <path className={classes.area} d={`${path}V${PLOT.bottom}H${PLOT.left}Z`} />
      <path className={classes.line} d={path} />
      <g>
        {points.map((point, at) => (
          <g
            // biome-ignore lint/suspicious/noArrayIndexKey: a point has no other identity
            key={at}
            className={classes.point}
            role="slider"
            tabIndex={readOnly ? -1 : 0}
            aria-label={`Point ${at + 1} of ${points.length}`}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={point[1]}
            aria-valuetext={wordsOf(point, axis)}
            aria-disabled={readOnly || undefined}
            transform={`translate(${right(point[0])} ${down(point[1])})`}
            data-held={held?.at === at || undefined}
            onPointerDown={(event) => press(event, at)}
            onPointerMove={drag}
            onPointerUp={() => setHeld(null)}
            onPointerCancel={() => setHeld(null)}
            onPointerEnter={() => setActive(at)}
            onPointerLeave={() => setActive(null)}
            onFocus={() => setActive(at)}
            onBlur={() => setActive(null)}
            onDoubleClick={(event) => event.stopPropagation()}
            onKeyDown={(event) => key(event, at)}
          >
            <circle className={classes.reach} r={14} />
            <circle className={classes.dot} r={5.5} />
          </g>
        ))}
      </g>
      {active !== null && points[active] && (
        <Said point={points[active]} axis={axis} right={right} down={down} />
      )}
    </svg>
  );
}

function wordsOf([x, y]: Point, axis: Axis): string {
  const unit = axis.suffix && ` ${axis.suffix}`;
  return `${formatNumber(shown(x, axis))}${unit} gives ${formatNumber(y)} points`;
}

/** The numbers of the point that is looked at, beside it. */
function Said({
  point,
  axis,
  right,
  down,
}: {
  point: Point;
  axis: Axis;
  right: (x: number) => number;
  down: (y: number) => number;
}) {
  const x = right(point[0]);
  const onRight = x > (PLOT.left + PLOT.right) / 2;
  const isHigh = point[1] > 80;
  return (
    <text
      className={classes.said}
      x={x + (onRight ? -10 : 10)}
      y={down(point[1]) + (isHigh ? 22 : -12)}
      textAnchor={onRight ? "end" : "start"}
    >
      {wordsOf(point, axis)}
    </text>
  );
}
