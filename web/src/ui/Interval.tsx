import type { CSSProperties } from "react";
import type { Estimate } from "~/api/types";
import classes from "./Interval.module.css";

export type Tone = "accent" | "plain" | "bad";

/** A figure as a dot on its interval, on a scale. Decoration: the numbers stand beside it. */
export function Interval({
  estimate,
  from = 0,
  to,
  mark,
  tone = "accent",
}: {
  estimate: Estimate;
  from?: number;
  to: number;
  /** What the figure is to be held against: a coin, chance. */
  mark?: number | null;
  tone?: Tone;
}) {
  const { value, low, high } = estimate;
  const at = (point: number) =>
    `${Math.max(0, Math.min(1, (point - from) / (to - from || 1))) * 100}%`;
  const span: CSSProperties | undefined =
    low !== null && high !== null
      ? { left: at(low), right: `calc(100% - ${at(high)})` }
      : undefined;
  return (
    <span className={classes.track} data-tone={tone} aria-hidden="true">
      {mark !== null && mark !== undefined && (
        <span className={classes.mark} style={{ left: at(mark) }} />
      )}
      {span && <span className={classes.span} style={span} />}
      {value !== null && <span className={classes.dot} style={{ left: at(value) }} />}
    </span>
  );
}
