import { useEffect, useState } from "react";
import { formatCount } from "~/lib/format";
import classes from "./Live.module.css";
import { type Rates, SECONDS } from "./live";

const WIDTH = 180;
const HEIGHT = 22;

/** How many came in each second of the last minute; refused ones in red, on top. */
export function RateChart({ rates }: { rates: Rates }) {
  const now = useSecond();
  const bars = Array.from({ length: SECONDS }, (_, at) => {
    const tally = rates.get(now - SECONDS + 1 + at);
    return { taken: (tally?.accepted ?? 0) + (tally?.repeated ?? 0), refused: tally?.refused ?? 0 };
  });
  const most = Math.max(1, ...bars.map(({ taken, refused }) => taken + refused));
  const last = bars.slice(-11, -1);
  const rate = last.reduce((sum, { taken, refused }) => sum + taken + refused, 0) / last.length;
  const step = WIDTH / SECONDS;
  // A second with few events shows beside one with many.
  const height = (count: number) => (count === 0 ? 0 : Math.max(1.5, (count / most) * HEIGHT));
  return (
    <span className={classes.rate}>
      <svg
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={`Events per second over the last minute, at most ${formatCount(most)}`}
      >
        <title>
          Events per second over the last minute; the highest bar is {formatCount(most)}
        </title>
        <line
          x1={0}
          x2={WIDTH}
          y1={HEIGHT - 0.5}
          y2={HEIGHT - 0.5}
          stroke="var(--pn-line-strong)"
        />
        {bars.map(({ taken, refused }, at) =>
          taken + refused === 0 ? null : (
            // biome-ignore lint/suspicious/noArrayIndexKey: bars are places, not things
            <g key={at}>
              <rect
                x={at * step}
                width={step - 0.8}
                y={HEIGHT - height(taken)}
                height={height(taken)}
                fill="var(--pn-accent)"
              />
              <rect
                x={at * step}
                width={step - 0.8}
                y={HEIGHT - height(taken + refused)}
                height={height(refused)}
                fill="var(--pn-bad)"
              />
            </g>
          ),
        )}
      </svg>
      <span className="num">
        {formatCount(rate < 1 ? Math.ceil(rate) : rate)}
        <span className="quiet">/s</span>
      </span>
    </span>
  );
}

/** The number of this second; the chart moves on with it. */
function useSecond(): number {
  const [second, setSecond] = useState(() => Math.floor(Date.now() / 1000));
  useEffect(() => {
    const timer = setInterval(() => setSecond(Math.floor(Date.now() / 1000)), 1000);
    return () => clearInterval(timer);
  }, []);
  return second;
}
