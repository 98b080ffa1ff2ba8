import { useQuery } from "@tanstack/react-query";
import type { HiddenRiskList } from "~/api/types";
import { useAsOf } from "~/app/session";
import { hiddenRiskListQuery } from "~/features/health/queries";
import { USUALLY_HIGH } from "./risk";

export type HiddenBands = HiddenRiskList["bands"];

const NONE: HiddenBands = [];

/** The bands of hidden risk, and from where on it is high. */
export function useHigh(): { bands: HiddenBands; high: number } {
  const bands = useQuery(hiddenRiskListQuery(false, useAsOf())).data?.bands ?? NONE;
  const high = bands.length > 0 ? Math.max(...bands.map(({ from }) => from)) : USUALLY_HIGH;
  return { bands, high };
}
