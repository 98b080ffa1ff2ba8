import { oneOf } from "~/lib/url";

export const SETTINGS_TABS = ["team", "sessions", "webhooks", "scorecard", "appearance"] as const;
export type SettingsTab = (typeof SETTINGS_TABS)[number];

export interface SettingsSearch {
  tab?: SettingsTab;
}

export function settingsSearch(raw: Record<string, unknown>): SettingsSearch {
  const tab = oneOf(raw.tab, SETTINGS_TABS);
  return tab && tab !== "team" ? { tab } : {};
}
