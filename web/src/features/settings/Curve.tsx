import { formatNumber } from "~/lib/format";
import classes from "./Settings.module.css";

const WIDTH = 96;
const HEIGHT = 26;
const ROOM = 3;

/** The curve that maps a value to 0 to 100 points. */
export function Curve({ points }: { points: number[][] }) {
  const xs = points.map(([x]) => x ?? 0);
  const low = Math.min(...xs);
  const span = Math.max(...xs) - low || 1;
  const line = points
    .map(([x = 0, y = 0]) => {
      const right = ROOM + ((x - low) / span) * (WIDTH - 2 * ROOM);
      const down = ROOM + (1 - y / 100) * (HEIGHT - 2 * ROOM);
      return `${right.toFixed(1)} ${down.toFixed(1)}`;
    })
    .join("L");
  const words = points
    .map(([x = 0, y = 0]) => `${formatNumber(x)} gives ${formatNumber(y)}`)
    .join(", ");
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={words} className={classes.curve}>
      <title>{words}</title>
      <path
        d={`M${line}`}
        fill="none"
        stroke="var(--pn-accent)"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
    </svg>
  );
}
