// Rows of subscriptions with something wrong, by what is wrong.

import type { LedgerFlaw } from "~/api/types";
import { humanise } from "~/lib/format";

export interface FlawLook {
  name: string;
  /** How to mend it. */
  mend: string;
}

const AGAIN =
  "in the source, and import again: a row with the same subscription and start takes this one's place";

/** Those that bend figures most first. */
const LOOKS: Record<string, FlawLook> = {
  no_rate: {
    name: "No exchange rate",
    mend: "Write down a rate of the currency; nothing has to be imported again",
  },
  no_price: { name: "No price", mend: `Fill the column mrr ${AGAIN}` },
  negative_price: { name: "A price below 0", mend: `Correct the column mrr ${AGAIN}` },
  overlaps: {
    name: "Overlaps another period",
    mend: `End the period before where this one begins, or give this one a subscription of its own, ${AGAIN}`,
  },
  ends_before_start: {
    name: "Ends before it starts",
    mend: `Correct started_at or ended_at ${AGAIN}`,
  },
  within_a_day: {
    name: "Starts and ends on one day",
    mend: `Correct started_at or ended_at ${AGAIN}; where the customer did cancel at once, nothing has to be done`,
  },
  term_before_start: {
    name: "Its term ends before it starts",
    mend: `Correct term_end ${AGAIN}`,
  },
};

export interface FlawGroup extends FlawLook {
  flaw: string;
  says: string;
  rows: LedgerFlaw[];
  /** Currencies without a rate. */
  currencies: string[];
}

export function groupsOf(rows: LedgerFlaw[]): FlawGroup[] {
  const groups = new Map<string, FlawGroup>();
  for (const row of rows) {
    const { flaw, says } = row;
    const look = LOOKS[flaw] ?? { name: humanise(flaw), mend: `Correct the row ${AGAIN}` };
    const group = groups.get(flaw) ?? { ...look, flaw, says, rows: [], currencies: [] };
    group.rows.push(row);
    const currency = row.row.mrr?.currency;
    if (flaw === "no_rate" && currency && !group.currencies.includes(currency)) {
      group.currencies.push(currency);
    }
    groups.set(flaw, group);
  }
  const order = Object.keys(LOOKS);
  const place = ({ flaw }: FlawGroup) => order.indexOf(flaw) + 1 || order.length + 1;
  return [...groups.values()].toSorted((a, b) => place(a) - place(b));
}
