import { GREEN_OUTSIDE } from "./words";

/** A ring around a square: looks well, and is not. Without a label it is decoration. */
export function HiddenMark({ size = 12, labelled = false }: { size?: number; labelled?: boolean }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 12 12"
      style={{ flex: "none", display: "block" }}
      role={labelled ? "img" : undefined}
      aria-label={labelled ? GREEN_OUTSIDE : undefined}
      aria-hidden={!labelled}
    >
      {labelled && <title>{GREEN_OUTSIDE}</title>}
      <circle cx="6" cy="6" r="5" fill="none" stroke="var(--pn-band-thriving)" strokeWidth="1.5" />
      <path d="M3.900 3.900h4.200v4.200h-4.200z" fill="var(--pn-band-critical)" />
    </svg>
  );
}
