// The key figures: what each is, in words, and whether more of it is good.

import type { RevenueRow } from "~/api/types";
import { formatCount, formatFinePercent, formatMoney, formatNumber, plural } from "~/lib/format";
import type { FigureKey } from "../behind/figures";
import type { Unit } from "../table/columns";

export interface KeyFigure {
  key: "mrr" | "arr" | "nrr" | "grr" | "renewal_rate" | "logo_churn" | "quick_ratio" | "arpa";
  name: string;
  long: string;
  /** The formula in words. */
  formula: string;
  of: (row: RevenueRow) => number | null;
  unit: Unit;
  good: "higher" | "lower";
  /** What it rests on. */
  sample: (row: RevenueRow) => string;
  /** The accounts that it opens; of none, its terms are on the page of renewals. */
  opens?: FigureKey;
}

const opening = ({ accounts_start }: RevenueRow) => `of ${plural(accounts_start, "customer")}`;
const closing = ({ accounts_end }: RevenueRow) => plural(accounts_end, "customer");
/** What is not there is unknown. */
const given = (value: number | null | undefined) => value ?? null;

export const KEY_FIGURES: KeyFigure[] = [
  {
    key: "mrr",
    name: "MRR",
    long: "Monthly recurring revenue",
    formula:
      "What all subscriptions that run at the end of the period bring a month. One-off charges are not in it.",
    of: ({ mrr_end }) => mrr_end,
    unit: "money",
    good: "higher",
    sample: closing,
    opens: "mrr_end",
  },
  {
    key: "arr",
    name: "ARR",
    long: "Annual recurring revenue",
    formula: "MRR at the end of the period × 12.",
    of: ({ arr }) => arr,
    unit: "money",
    good: "higher",
    sample: closing,
    opens: "mrr_end",
  },
  {
    key: "arpa",
    name: "ARPA",
    long: "Average revenue per account and month",
    formula: "MRR at the end ÷ customers at the end.",
    of: ({ arpa }) => given(arpa),
    unit: "money",
    good: "higher",
    sample: closing,
    opens: "accounts_end",
  },
  {
    key: "quick_ratio",
    name: "Quick ratio",
    long: "Quick ratio",
    formula:
      "(New + expansion + reactivation) ÷ (contraction + churn): how much came in for each that was lost. Below 1 revenue shrinks.",
    of: ({ quick_ratio }) => given(quick_ratio),
    unit: "number",
    good: "higher",
    sample: () => "gained for 1 lost",
    opens: "all",
  },
  {
    key: "logo_churn",
    name: "Logo churn",
    long: "Customers lost",
    formula: "Customers of the opening that are none at the end ÷ customers of the opening.",
    of: ({ logo_churn }) => given(logo_churn),
    unit: "share",
    good: "lower",
    sample: ({ accounts_lost, accounts_start }) =>
      `${formatCount(accounts_lost)} of ${plural(accounts_start, "customer")}`,
    opens: "accounts_lost",
  },
  {
    key: "nrr",
    name: "NRR",
    long: "Net revenue retention",
    formula:
      "What the customers of the opening pay at the end ÷ what they paid at the opening. New customers are not in it; one that grows makes up for others that shrink.",
    of: ({ nrr }) => given(nrr),
    unit: "share",
    good: "higher",
    sample: opening,
    opens: "mrr_start",
  },
  {
    key: "grr",
    name: "GRR",
    long: "Gross revenue retention",
    formula:
      "The same as NRR, but each customer counts with no more than it paid at the opening: nobody's growth makes up for another's loss. Never above 100 %.",
    of: ({ grr }) => given(grr),
    unit: "share",
    good: "higher",
    sample: opening,
    opens: "mrr_start",
  },
  {
    key: "renewal_rate",
    name: "Renewal rate",
    long: "Renewal rate",
    formula:
      "Of contract terms that ended: 1 − annual value lost ÷ (annual value renewed as it was + annual value lost). What changed in price or seats is not in it; terms still open neither.",
    of: ({ renewal_rate }) => given(renewal_rate),
    unit: "share",
    good: "higher",
    sample: ({ renewals }) => {
      const ended = renewals.filter(({ outcome }) => outcome !== "open");
      return `of ${plural(
        ended.reduce((sum, { terms }) => sum + terms, 0),
        "ended term",
      )}`;
    },
  },
];

export function keyFigure(key: KeyFigure["key"]): KeyFigure {
  const found = KEY_FIGURES.find((figure) => figure.key === key);
  if (!found) throw new Error(`there is no key figure ${key}`);
  return found;
}

/** A value in its unit; money in minor units. */
export function valueText(value: number | null, unit: Unit, currency: string): string {
  if (value === null) return "–";
  if (unit === "money") return formatMoney({ minor: Math.round(value), currency });
  if (unit === "share") return formatFinePercent(value);
  return unit === "accounts" ? formatCount(value) : formatNumber(value);
}

/** By how much it moved: shares by points, money by percent, the rest as it is. */
export function moved(now: number | null, before: number | null, unit: Unit): number | null {
  if (now === null || before === null) return null;
  if (unit === "share") return (now - before) * 100;
  if (unit !== "money") return now - before;
  return before > 0 ? now / before - 1 : null;
}
