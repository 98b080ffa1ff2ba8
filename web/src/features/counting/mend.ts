// A row of a subscription as a form has it, and as it is sent back.

import type { MendedRow, SubscriptionRow } from "~/api/types";
import { isDay } from "~/lib/asOf";
import { minorPerMajor } from "~/lib/format";
import { dayOfInstant } from "~/lib/time";

export interface Draft {
  /** Days; empty where there is none. */
  started_at: string;
  ended_at: string;
  term_end: string;
  /** A month, in major units. */
  mrr: number | "";
  currency: string;
}
export type Field = keyof Draft;
export const FIELDS: readonly Field[] = ["started_at", "ended_at", "mrr", "currency", "term_end"];

export type Wrong = Partial<Record<Field, string>>;

const TIMES = ["started_at", "ended_at", "term_end"] as const;
const CODE = /^[A-Z]{3}$/;
const USUAL_DIGITS = 2;

/** How many decimals an amount has, while its currency is typed too. */
export function digitsOf(currency: string): number {
  return CODE.test(currency) ? Math.round(Math.log10(minorPerMajor(currency))) : USUAL_DIGITS;
}

/** `own` is the company's currency: that of a row without a price. */
export function draftOf(row: SubscriptionRow, zone: string, own: string): Draft {
  const day = (at: string | null) => (at ? dayOfInstant(at, zone) : "");
  const currency = row.mrr?.currency ?? own;
  return {
    started_at: day(row.started_at),
    ended_at: day(row.ended_at),
    term_end: day(row.term_end),
    mrr: row.mrr ? row.mrr.minor / minorPerMajor(currency) : "",
    currency,
  };
}

/** What can't be sent as it is, by field. All else the server judges. */
export function wrongIn({ started_at, currency }: Draft): Wrong {
  return {
    ...(!isDay(started_at) && { started_at: "Say on which day it starts" }),
    ...(!CODE.test(currency) && { currency: "Three letters, such as EUR" }),
  };
}

/** A row as it stands. */
export function asItIs(row: SubscriptionRow): MendedRow {
  const { started_at, ended_at, plan, mrr, seats, term_end, cancelled_at, status } = row;
  return {
    started_at,
    ended_at,
    plan,
    mrr: mrr?.minor ?? null,
    currency: mrr?.currency ?? null,
    seats,
    term_end,
    cancelled_at,
    status,
  };
}

/** A row with what a form changed. A day that was left alone keeps its time of day. */
export function mended(row: SubscriptionRow, draft: Draft, before: Draft): MendedRow {
  const body = asItIs(row);
  for (const field of TIMES) {
    if (draft[field] === before[field]) continue;
    if (field === "started_at") body.started_at = draft.started_at;
    else body[field] = draft[field] || null;
  }
  if (draft.mrr !== before.mrr || draft.currency !== before.currency) {
    const { mrr, currency } = draft;
    body.mrr = mrr === "" ? null : Math.round(mrr * minorPerMajor(currency));
    body.currency = currency;
  }
  return body;
}

/** Whether the server takes a row as it stands: some that were imported it would refuse. */
export function isTaken({ mrr, started_at, ended_at }: SubscriptionRow): boolean {
  const backwards = ended_at !== null && Date.parse(ended_at) < Date.parse(started_at);
  return !backwards && (mrr?.minor ?? 0) >= 0;
}
