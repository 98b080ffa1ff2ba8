import { oneOf } from "~/lib/url";

export const STUDIO_TABS = ["form", "text", "versions"] as const;
export type StudioTab = (typeof STUDIO_TABS)[number];

export interface ScorecardSearch {
  /** The form without it. */
  tab?: Exclude<StudioTab, "form">;
}

export function scorecardSearch(raw: Record<string, unknown>): ScorecardSearch {
  const tab = oneOf(raw.tab, STUDIO_TABS);
  return tab && tab !== "form" ? { tab } : {};
}
