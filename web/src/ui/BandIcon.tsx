import type { CSSProperties } from "react";
import { bandLook, type Shape } from "~/lib/bands";

const PATHS: Record<Exclude<Shape, "ring" | "hollow">, string> = {
  circle: "M6 1.2a4.8 4.8 0 1 1 0 9.600a4.8 4.8 0 0 1 0-9.600z",
  diamond: "M6 .6 11.4 6 6 11.4.6 6z",
  triangle: "M6 1.1 11.5 10.700H.5z",
  square: "M1.5 1.500h9v9h-9z",
};

/** A band's shape in its colour. Decoration: the word stands beside it or in `label`. */
export function BandIcon({
  band,
  size = 10,
  colour,
  label,
}: {
  band: string | null | undefined;
  size?: number;
  /** The one that a scorecard gives it; the app's own for its look without. */
  colour?: string | null | undefined;
  label?: string;
}) {
  const look = bandLook(band);
  const style: CSSProperties = {
    color: colour ?? `var(${look.colour})`,
    flex: "none",
    display: "block",
  };
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 12 12"
      style={style}
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={!label}
    >
      {label && <title>{label}</title>}
      {look.shape === "ring" || look.shape === "hollow" ? (
        <circle
          cx="6"
          cy="6"
          r="4.4"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeDasharray={look.shape === "ring" ? "2.2 1.6" : undefined}
        />
      ) : (
        <path d={PATHS[look.shape]} fill="currentColor" />
      )}
    </svg>
  );
}
