import { useQuery } from "@tanstack/react-query";
import { scorecardQuery } from "~/features/settings/queries";
import type { BandFrom } from "~/lib/bands";

const NONE: BandFrom[] = [];

/** The scorecard's bands; none until it is known. */
export function useBands(): BandFrom[] {
  return useQuery(scorecardQuery).data?.bands ?? NONE;
}
