import { oneOf, text } from "~/lib/url";
import { DEFAULT_KEY } from "./types";

export const STUDIO_TABS = ["form", "text", "versions"] as const;
export type StudioTab = (typeof STUDIO_TABS)[number];

export interface ScorecardSearch {
  /** The key of the scorecard; the one for everybody else without it. */
  key?: string;
  /** The form without it. */
  tab?: Exclude<StudioTab, "form">;
}

export function scorecardSearch(raw: Record<string, unknown>): ScorecardSearch {
  const key = text(raw.key);
  const tab = oneOf(raw.tab, STUDIO_TABS);
  return {
    ...(key && key !== DEFAULT_KEY && { key }),
    ...(tab && tab !== "form" && { tab }),
  };
}
