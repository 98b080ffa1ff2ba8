// How the bins of a calibration are called, and how they look.

import { type BandFrom, bandLook, bandOf } from "~/lib/bands";
import type { CalibrationBin, Judged } from "./types";
import { warns } from "./words";

/** So many letters of a bin's name fit into one line. */
const ONE_LINE = 6;

/** A bin as it is called: `24 to 51`, or `3` where it holds one value. */
export function rangeText({ from, to }: CalibrationBin, show: (value: number) => string): string {
  const [first, last] = [show(from), show(to)];
  return first === last ? first : `${first} to ${last}`;
}

/** Ticks have little room: where one name is long, all take two lines. */
export function tickTexts(bins: CalibrationBin[], show: (value: number) => string): string[] {
  const ends = bins.map(({ from, to }) => [show(from), show(to)] as const);
  const isLong = ends.some(([first, last]) => `${first}–${last}`.length > ONE_LINE);
  return ends.map(([first, last]) => {
    if (first === last) return first;
    return isLong ? `${first}–\n${last}` : `${first}–${last}`;
  });
}

export interface Look {
  name: string;
  band?: string;
  fill: string;
}

/** A scorecard's bins look like the worst of their bands, others like what warns and what doesn't. */
export function lookOf({ from, to }: CalibrationBin, judged: Judged, bands: BandFrom[]): Look {
  const [worst, best] = [bandOf(from, bands), bandOf(to, bands)];
  if (judged.kind === "scorecard" && worst) {
    const { name, fill } = bandLook(worst);
    const until = worst === best ? "" : ` to ${bandLook(best).name.toLowerCase()}`;
    return { name: name + until, band: worst, fill };
  }
  const [first, last] = [warns(judged, from), warns(judged, to)];
  if (first !== last) return { name: "Partly a warning", fill: "--pn-fill-former" };
  return first
    ? { name: "Warning", fill: "--pn-fill-wobbling" }
    : { name: first === false ? "No warning" : "Value", fill: "--pn-fill-healthy" };
}

/** Whether the first bar is the higher one. */
export function fallsOff(bins: CalibrationBin[]): boolean {
  return (bins[0]?.share ?? 0) >= (bins.at(-1)?.share ?? 0);
}
