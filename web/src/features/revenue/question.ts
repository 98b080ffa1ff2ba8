// What is asked of the server.

import type { RevenueReport, RevenueRow } from "~/api/types";
import type { Range } from "~/features/renewals/range";
import type { AsOf } from "~/lib/asOf";
import { plusDays } from "~/lib/time";
import { NONE, type RevenueFilters, type RevenueSearch, type Split } from "./search";

/** The server calls what is not said by an empty word, which no address can hold. */
export const sent = (value: string | undefined) => (value === NONE ? "" : value);

export interface Question extends RevenueFilters {
  from: string;
  to: string;
  by?: Split;
  /** `each` period at its own rates, or all at those of a day; all at the last day's without it. */
  rates?: string;
  as_of?: string;
}

/** The figures of a period, of the accounts that the address filters. */
export function questionOf(
  search: RevenueFilters & Pick<RevenueSearch, "rates">,
  { from, to }: Range,
  asOf: AsOf,
  by?: Split,
): Question {
  const { segment, owner, plan, currency, rates } = search;
  return {
    from,
    to,
    by,
    segment,
    owner: sent(owner),
    plan: sent(plan),
    currency,
    rates,
    as_of: asOf,
  };
}

const GROUPS: readonly string[] = ["plan", "segment", "owner"];

export const isByTime = (by: Split): by is "month" | "quarter" => !GROUPS.includes(by);

/**
 * The accounts of one row: its period, its group on top of the filters, and the rates that the row was
 * converted at, so that the accounts add up to it.
 */
export function questionBehind(
  question: Question,
  row: RevenueRow,
  by: Split | undefined,
  { rates_of }: Pick<RevenueReport, "rates_of">,
) {
  const { by: _, ...same } = question;
  const group = by && !isByTime(by) ? { [by]: row.key } : {};
  const rates = question.rates === "each" ? plusDays(row.to, -1) : rates_of;
  return { ...same, from: row.from, to: row.to, rates, ...group };
}

/** How the address names a row. */
export const rowKey = ({ key }: RevenueRow) => key || NONE;

/** The row that the address names; the whole where it names none. */
export function rowOf(
  report: { whole: RevenueRow; rows: RevenueRow[] },
  of: string | undefined,
): RevenueRow | undefined {
  return of === undefined ? report.whole : report.rows.find((row) => rowKey(row) === of);
}
