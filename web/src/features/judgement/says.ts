// A person's score beside the scorecard's. Neither ever stands without the other.

import type { OverrideRow } from "~/api/types";
import { type BandFrom, bandLook, bandOf } from "~/lib/bands";
import { formatScore } from "~/lib/format";
import { formatDay } from "~/lib/time";

export interface Said {
  score: number | null;
  band: string | null;
  /** The band as the scorecard calls it. */
  name: string;
}

function said(score: number | null, band: string | null, bands: BandFrom[]): Said {
  const key = band ?? bandOf(score, bands);
  return {
    score,
    band: key,
    name: bands.find((one) => one.key === key)?.name ?? bandLook(key).name,
  };
}

export function personSays({ score, band }: OverrideRow, bands: BandFrom[]): Said {
  return said(score, band, bands);
}

export function scorecardSays(override: OverrideRow, bands: BandFrom[]): Said {
  return said(override.computed_score, override.computed_band, bands);
}

/** "Ana says 80 Healthy until 3 Jan 2027: “…”. The scorecard says 52 Wobbling." */
export function bothSay(override: OverrideRow, who: string, bands: BandFrom[]): string {
  const person = personSays(override, bands);
  const card = scorecardSays(override, bands);
  const stop = /[.!?…]$/.test(override.reason) ? "" : ".";
  const first = `${who} says ${formatScore(person.score)} ${person.name} until ${formatDay(override.until)}: “${override.reason}”${stop}`;
  return card.score === null
    ? `${first} The scorecard gives no score.`
    : `${first} The scorecard says ${formatScore(card.score)} ${card.name}.`;
}
