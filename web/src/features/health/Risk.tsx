import { formatScore } from "~/lib/format";
import classes from "./Risk.module.css";
import { riskWord } from "./words";

const LEVELS: Record<string, number> = { low: 1, some: 2, high: 3 };
const STEPS = [1, 2, 3];

/** Hidden risk as a shape, a number and a word. */
export function Risk({
  risk,
  band,
  name,
  size = "sm",
}: {
  risk: number | null;
  band: string | null;
  /** The band's name where it is known. */
  name?: string | null;
  size?: "sm" | "lg";
}) {
  if (risk === null) return <span className="quiet">not known</span>;
  return (
    <span className={classes.risk} data-size={size} data-level={LEVELS[band ?? ""] ?? 2}>
      <Level level={LEVELS[band ?? ""] ?? 2} size={size === "lg" ? 18 : 11} />
      <span className={classes.number}>{formatScore(risk)}</span>
      <span className={classes.word}>{riskWord(name, band)}</span>
    </span>
  );
}

/** Steps, of which as many are filled as the band is high. */
function Level({ level, size }: { level: number; size: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 12 12"
      className={classes.level}
      aria-hidden="true"
    >
      {STEPS.map((step) => (
        <rect
          key={step}
          x={step * 4 - 3.5}
          y={12 - step * 3.7}
          width="3"
          height={step * 3.7}
          rx=".6"
          fill="currentColor"
          opacity={step <= level ? 1 : 0.25}
        />
      ))}
    </svg>
  );
}
