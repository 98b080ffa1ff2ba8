// Colours that a band can be given: seen on white and on the dark page alike.

import type { Band } from "./types";

export interface Swatch {
  name: string;
  hex: string;
}

/** Each has a contrast of 3 to 1 or more to both pages, which shapes need to be made out. */
export const SWATCHES: Swatch[] = [
  { name: "Green", hex: "#1f9d61" },
  { name: "Teal", hex: "#14919b" },
  { name: "Blue", hex: "#2f7fc4" },
  { name: "Violet", hex: "#7f6be0" },
  { name: "Magenta", hex: "#c0509f" },
  { name: "Red", hex: "#d8483e" },
  { name: "Orange", hex: "#c96a15" },
  { name: "Ochre", hex: "#a07d12" },
  { name: "Grey", hex: "#7d808d" },
];

/** The surfaces of the theme, light and dark. */
export const SURFACES = { light: "#ffffff", dark: "#15161a" };
const LEAST_CONTRAST = 3;

/** `#rrggbb` of what was typed, if it is one. */
export function hexOf(typed: string): string | null {
  const found = /^#?([0-9a-f]{6})$/i.exec(typed.trim());
  return found?.[1] ? `#${found[1].toLowerCase()}` : null;
}

/** By how much two colours differ in light, 1 to 21. (WCAG 2.2, contrast ratio.) */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const part = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

/** Where a colour is hard to make out. */
export function faintWords(hex: string): string | undefined {
  const faint = (["light", "dark"] as const).filter(
    (page) => contrast(hex, SURFACES[page]) < LEAST_CONTRAST,
  );
  return faint.length > 0 ? `Hard to see on the ${faint.join(" and the ")} page.` : undefined;
}

/** The colour that a scorecard gives a band; nothing leaves it to the app. */
export function colourIn(bands: Band[] | undefined) {
  return (key: string | null | undefined) =>
    bands?.find((band) => band.key === key)?.colour ?? null;
}
