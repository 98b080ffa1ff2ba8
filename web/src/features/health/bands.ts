// How a band of the overview looks: its own colour, or the app's own for its place.

import type { OverviewBand } from "~/api/types";
import { BAND_KEYS, bandLook } from "~/lib/bands";

/** CSS for an area. A colour never stands without the band's shape and word. */
export function bandFill(band: OverviewBand, bands: OverviewBand[]): string {
  if (band.colour) return band.colour;
  const known = BAND_KEYS.some((key) => key === band.key);
  return `var(${bandLook(known ? band.key : keyAt(bands.indexOf(band), bands.length)).fill})`;
}

/** More accounts in a band of the upper half are good news. */
export function isUpper(band: OverviewBand, bands: OverviewBand[]): boolean {
  return bands.indexOf(band) < bands.length / 2;
}

/** Of any number of bands the best has the best look, and the worst the worst. */
function keyAt(at: number, count: number): string | undefined {
  const last = BAND_KEYS.length - 1;
  return BAND_KEYS[count > 1 ? Math.round((at / (count - 1)) * last) : 0];
}
