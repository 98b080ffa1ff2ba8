// The columns of the table: what each figure is, in words, and how it is read.

import type { RevenueRow } from "~/api/types";
import type { FigureKey } from "../behind/figures";

export type Unit = "money" | "share" | "number" | "accounts";

export interface Column {
  key: ColumnKey;
  name: string;
  /** The formula, in words. */
  title: string;
  unit: Unit;
  /** The accounts that it opens. */
  opens?: FigureKey;
}

type Figure = Exclude<
  keyof RevenueRow,
  "key" | "name" | "from" | "to" | "warning" | "renewals" | "flagged_rows"
>;
/** A column of the table; `name` is the first, which says what the row is of. */
export type ColumnKey = Figure | "name";

const COLUMNS: Partial<Record<Figure, Omit<Column, "key">>> = {
  mrr_start: {
    name: "Opening",
    title: "Monthly recurring revenue just before the period",
    unit: "money",
    opens: "mrr_start",
  },
  new: {
    name: "New",
    title: "MRR of accounts that were never customers before",
    unit: "money",
    opens: "new",
  },
  expansion: {
    name: "Expansion",
    title: "By how much customers came to pay more",
    unit: "money",
    opens: "expansion",
  },
  reactivation: {
    name: "Reactivation",
    title: "MRR of accounts that had left and came back",
    unit: "money",
    opens: "reactivation",
  },
  contraction: {
    name: "Contraction",
    title: "By how much customers came to pay less and stayed",
    unit: "money",
    opens: "contraction",
  },
  churn: {
    name: "Churn",
    title: "MRR of customers that left",
    unit: "money",
    opens: "churn",
  },
  mrr_end: {
    name: "Closing",
    title: "Opening + new + expansion + reactivation − contraction − churn",
    unit: "money",
    opens: "mrr_end",
  },
  arr: { name: "ARR", title: "Twelve times the closing MRR", unit: "money", opens: "mrr_end" },
  nrr: {
    name: "NRR",
    title: "What the customers of the opening pay at the end ÷ what they paid at the opening",
    unit: "share",
  },
  grr: {
    name: "GRR",
    title: "The same, each customer counted with no more than it paid at the opening",
    unit: "share",
  },
  renewal_rate: {
    name: "Renewal rate",
    title: "Of terms that ended: 1 − ACV lost ÷ (ACV renewed as it was + ACV lost)",
    unit: "share",
  },
  logo_churn: {
    name: "Logo churn",
    title: "Customers of the opening that left ÷ customers of the opening",
    unit: "share",
  },
  unit_retention: {
    name: "Unit retention",
    title: "Seats of the opening that are still there ÷ seats of the opening",
    unit: "share",
  },
  upsell_rate: {
    name: "Upsell rate",
    title: "By how much customers of the opening grew ÷ opening MRR",
    unit: "share",
  },
  quick_ratio: {
    name: "Quick ratio",
    title: "(New + expansion + reactivation) ÷ (contraction + churn)",
    unit: "number",
  },
  arpa: { name: "ARPA", title: "Closing MRR ÷ customers at the end", unit: "money" },
  accounts_start: {
    name: "Customers before",
    title: "Customers at the opening",
    unit: "accounts",
    opens: "accounts_start",
  },
  accounts_lost: {
    name: "Left",
    title: "Customers of the opening that are none at the end",
    unit: "accounts",
    opens: "accounts_lost",
  },
  accounts_shrunk: {
    name: "Shrank",
    title: "Customers of the opening that stay and pay less",
    unit: "accounts",
    opens: "accounts_shrunk",
  },
  accounts_grown: {
    name: "Grew",
    title: "Customers of the opening that pay more",
    unit: "accounts",
    opens: "accounts_grown",
  },
  accounts_end: {
    name: "Customers after",
    title: "Customers at the end",
    unit: "accounts",
    opens: "accounts_end",
  },
};

/** In the order in which they stand. */
export const FIGURE_COLUMNS: (Column & { key: Figure })[] = (
  Object.entries(COLUMNS) as [Figure, Omit<Column, "key">][]
).map(([key, column]) => ({ key, ...column }));

export const COLUMN_KEYS: ColumnKey[] = ["name", ...FIGURE_COLUMNS.map(({ key }) => key)];

/** A figure of a row; nothing where it is not known. */
export function figureIn(row: RevenueRow, key: Figure): number | null {
  const value = row[key];
  return typeof value === "number" ? value : null;
}

/** Whether nobody paid anything, at the opening, within, or at the end. */
export function isNothing(row: RevenueRow): boolean {
  return FIGURE_COLUMNS.every(({ key }) => !figureIn(row, key));
}
