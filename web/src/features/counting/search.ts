// What the page about counting keeps in its URL.

import { text } from "~/lib/url";

export interface CountingSearch {
  tab?: "ledger";
  /** The currency to write a rate of. */
  currency?: string;
}

export function countingSearch(raw: Record<string, unknown>): CountingSearch {
  const search: CountingSearch = {};
  const currency = text(raw.currency)?.toUpperCase();
  if (raw.tab === "ledger") search.tab = raw.tab;
  if (currency && /^[A-Z]{3}$/.test(currency)) search.currency = currency;
  return search;
}
