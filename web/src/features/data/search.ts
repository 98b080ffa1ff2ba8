import { oneOf, text } from "~/lib/url";

export const DATA_TABS = ["connect", "live", "imports", "sources"] as const;
export type DataTab = (typeof DATA_TABS)[number];

/** What the live view shows; what is not said fits everything. */
export interface LiveFilter {
  account?: string;
  kind?: string;
  name?: string;
  source?: string;
  status?: string;
}

export interface DataSearch extends LiveFilter {
  tab?: DataTab;
  /** The import that is opened. */
  run?: string;
}

const FILTERS = ["account", "kind", "name", "source", "status"] as const;

export function dataSearch(raw: Record<string, unknown>): DataSearch {
  const search: DataSearch = {};
  const tab = oneOf(raw.tab, DATA_TABS);
  const run = text(raw.run);
  if (tab && tab !== "connect") search.tab = tab;
  if (run) search.run = run;
  return tab === "live" ? { ...search, ...liveFilter(raw) } : search;
}

/** The part of an address that filters the live view. */
export function liveFilter(raw: object): LiveFilter {
  const all = new Map(Object.entries(raw));
  const filter: LiveFilter = {};
  for (const key of FILTERS) {
    const value = text(all.get(key));
    if (value) filter[key] = value;
  }
  return filter;
}
