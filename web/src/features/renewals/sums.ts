// What terms come to, in minor units. All of it is sums over the rows that the page shows.

import type { RenewalOutcome, RevenueRenewal } from "~/api/types";
import { monthOf } from "./range";
import { RISK_KEYS, type RiskKey } from "./risk";
import { OUTCOMES, type RenewalsSearch } from "./search";

/** A term with what puts it at risk. */
export interface Term extends RevenueRenewal {
  risks: RiskKey[];
}

export interface Sum {
  terms: number;
  acv: number;
}

export interface Sums {
  all: Sum;
  by: Record<RenewalOutcome, Sum>;
  /** Open terms at risk, each once. */
  atRisk: Sum;
  /** The same by reason; a term stands in each of its own. */
  risks: Record<RiskKey, Sum>;
  /** Terms without an ACV: their currency has no rate. */
  withoutAcv: number;
  /** ACV that stayed ÷ (ACV that stayed + ACV lost), at what it brought before. */
  rate: number | null;
  stayed: number;
}

export function sumsOf(terms: Term[]): Sums {
  const over = (some: Term[]): Sum => ({
    terms: some.length,
    acv: some.reduce((sum, { acv }) => sum + (acv ?? 0), 0),
  });
  const byOutcome = (key: RenewalOutcome) => over(terms.filter(({ outcome }) => outcome === key));
  const by = named(OUTCOMES, byOutcome);
  const stayed = by.renewed.acv + by.expanded.acv + by.reduced.acv + by.lapsed.acv;
  const ended = stayed + by.lost.acv;
  return {
    all: over(terms),
    by,
    atRisk: over(terms.filter(({ risks }) => risks.length > 0)),
    risks: named(RISK_KEYS, (key) => over(terms.filter(({ risks }) => risks.includes(key)))),
    withoutAcv: terms.filter(({ acv }) => acv === null).length,
    rate: ended > 0 ? stayed / ended : null,
    stayed,
  };
}

function named<K extends string, V>(keys: readonly K[], of: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, V>;
}

export interface Month {
  /** Its first day. */
  month: string;
  terms: Term[];
  sums: Sums;
}

/** Terms by the month in which they end; a month without one is there too. */
export function byMonth(terms: Term[], months: string[]): Month[] {
  const grouped = new Map<string, Term[]>(months.map((month) => [month, []]));
  for (const term of terms) grouped.get(monthOf(term.day))?.push(term);
  return [...grouped].map(([month, some]) => ({ month, terms: some, sums: sumsOf(some) }));
}

/** Terms of the chosen owner and plan: what the sums are over. */
export function narrowed(terms: Term[], { owner, plan }: RenewalsSearch): Term[] {
  return terms.filter(
    (term) =>
      (owner === undefined || (term.owner_email ?? "none") === owner) &&
      (plan === undefined || (term.plan ?? "none") === plan),
  );
}

/** Terms that are listed: those of a sum that somebody pressed. */
export function listed(terms: Term[], { outcome, risk, month }: RenewalsSearch): Term[] {
  return terms.filter(
    (term) =>
      (outcome === undefined || term.outcome === outcome) &&
      (risk === undefined ||
        (risk === "any" ? term.risks.length > 0 : term.risks.includes(risk))) &&
      (month === undefined || term.day.startsWith(month)),
  );
}
