import { memo } from "react";
import { formatCount } from "~/lib/format";

const WIDTH = 108;
const HEIGHT = 26;
const ROOM = 3;

/** A segment's size over the last days, from nothing at the bottom. */
export const SizeSpark = memo(function SizeSpark({ values }: { values: number[] }) {
  const most = Math.max(...values, 1);
  const step = (WIDTH - 2 * ROOM) / Math.max(1, values.length - 1);
  const x = (at: number) => ROOM + at * step;
  const y = (value: number) => HEIGHT - ROOM - (value / most) * (HEIGHT - 2 * ROOM);
  const line = values.map((value, at) => `${x(at).toFixed(1)} ${y(value).toFixed(1)}`).join("L");
  const last = values.at(-1) ?? 0;
  const label = `Accounts over ${values.length} days: from ${formatCount(values[0])} to ${formatCount(last)}`;
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={label} style={{ display: "block" }}>
      <path
        d={`M${x(0)} ${y(0)}L${line}L${x(values.length - 1)} ${y(0)}Z`}
        fill="var(--pn-accent-soft)"
      />
      <path d={`M${line}`} fill="none" stroke="var(--pn-text-3)" strokeWidth="1.4" />
      <circle cx={x(values.length - 1)} cy={y(last)} r="2.4" fill="var(--pn-accent)" />
    </svg>
  );
});
