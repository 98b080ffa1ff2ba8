// Bands of the health score: each has a word, a shape and a colour, in that order of weight.

export type Shape = "circle" | "diamond" | "triangle" | "square" | "ring" | "hollow";

export interface BandLook {
  key: string;
  name: string;
  shape: Shape;
  /** A token for text and shapes, and one for areas. */
  colour: string;
  fill: string;
}

/** Best first. */
export const BAND_KEYS = ["thriving", "healthy", "wobbling", "critical"] as const;

const SHAPES: Record<string, Shape> = {
  thriving: "circle",
  healthy: "diamond",
  wobbling: "triangle",
  critical: "square",
  former: "hollow",
};

/** How a band looks. A band that we have no look for, and "no score", get the ring. */
export function bandLook(key: string | null | undefined): BandLook {
  const shape = key ? SHAPES[key] : undefined;
  if (!key || !shape) {
    const name = key && key !== "unscored" ? capital(key) : "No score";
    const colour = "--pn-band-none";
    return { key: key ?? "unscored", name, shape: "ring", colour, fill: colour };
  }
  return {
    key,
    name: capital(key),
    shape,
    colour: `--pn-band-${key}`,
    fill: `--pn-fill-${key}`,
  };
}

export interface BandFrom {
  key: string;
  name: string;
  from: number;
}

/** The band that a score falls in: the highest whose `from` it reaches. */
export function bandOf(score: number | null | undefined, bands: BandFrom[]): string | null {
  if (score === null || score === undefined || Number.isNaN(score)) return null;
  const byHeight = bands.toSorted((a, b) => b.from - a.from);
  return byHeight.find((band) => score >= band.from)?.key ?? byHeight.at(-1)?.key ?? null;
}

export interface BandArea extends BandFrom {
  to: number;
}

/** Where each band begins and ends on an axis from 0 to 100, best first. */
export function bandAreas(bands: BandFrom[]): BandArea[] {
  const byHeight = bands.toSorted((a, b) => b.from - a.from);
  return byHeight.map((band, at) => ({ ...band, to: byHeight[at - 1]?.from ?? 100 }));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
