// What the SQL page keeps in its URL: the text of the query.

import { text } from "~/lib/url";

export interface SqlSearch {
  q?: string;
}

export function sqlSearch(raw: Record<string, unknown>): SqlSearch {
  const q = text(raw.q);
  return q ? { q } : {};
}
