// Colours for a canvas, which can't read CSS variables by itself.

export type Paint = (token: string) => string;

/** Reads the tokens as they are now. */
export function readTokens(element: Element): Paint {
  const style = getComputedStyle(element);
  return (token) => style.getPropertyValue(token).trim() || "#888888";
}

/** `#rrggbb` with an opacity from 0 to 1. */
export function fade(hex: string, opacity: number): string {
  const alpha = Math.round(Math.max(0, Math.min(1, opacity)) * 255);
  return `${hex}${alpha.toString(16).padStart(2, "0")}`;
}
