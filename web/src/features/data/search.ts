import { oneOf, text } from "~/lib/url";

export const DATA_TABS = ["connect", "live", "imports", "sources"] as const;
export type DataTab = (typeof DATA_TABS)[number];

export interface DataSearch {
  tab?: DataTab;
  /** The import that is opened. */
  run?: string;
}

export function dataSearch(raw: Record<string, unknown>): DataSearch {
  const search: DataSearch = {};
  const tab = oneOf(raw.tab, DATA_TABS);
  const run = text(raw.run);
  if (tab && tab !== "connect") search.tab = tab;
  if (run) search.run = run;
  return search;
}
