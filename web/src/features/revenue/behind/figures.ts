// The figures that open: which accounts stand behind each, and with what.

import type { RevenueAccount, RevenueRow } from "~/api/types";

interface Behind {
  name: string;
  /** The part of an account in an amount, in minor units; of a count, what is at stake. */
  part: (account: RevenueAccount) => number;
  /** Whether an account stands behind it. */
  takes: (account: RevenueAccount) => boolean;
  /** The figure itself. */
  of: (row: RevenueRow) => number | undefined;
  unit: "money" | "accounts";
  /** What the part of each account is called. */
  head: string;
}

const MOVEMENTS = {
  new: "New",
  expansion: "Expansion",
  reactivation: "Reactivation",
  contraction: "Contraction",
  churn: "Churn",
} as const;
export type MovementKey = keyof typeof MOVEMENTS;
/** What adds stands before what takes away. */
export const MOVEMENT_KEYS = Object.keys(MOVEMENTS) as MovementKey[];

export const isLoss = (key: string) => key === "contraction" || key === "churn";

const amount = (
  key: keyof RevenueAccount & keyof RevenueRow & string,
  name: string,
  head = name,
): Behind => ({
  name,
  head,
  part: (account) => Number(account[key]),
  takes: (account) => account[key] !== 0,
  of: (row) => Number(row[key]),
  unit: "money",
});

const count = (
  key: keyof RevenueRow,
  name: string,
  head: string,
  takes: Behind["takes"],
  part: Behind["part"],
): Behind => ({ name, head, part, takes, of: (row) => Number(row[key]), unit: "accounts" });

export const net = ({ mrr_start, mrr_end }: { mrr_start: number; mrr_end: number }) =>
  mrr_end - mrr_start;

export const FIGURES = {
  all: {
    name: "All that moved",
    head: "Change",
    part: net,
    takes: (account) => MOVEMENT_KEYS.some((key) => account[key] !== 0),
    of: net,
    unit: "money",
  },
  new: amount("new", MOVEMENTS.new),
  expansion: amount("expansion", MOVEMENTS.expansion),
  reactivation: amount("reactivation", MOVEMENTS.reactivation),
  contraction: amount("contraction", MOVEMENTS.contraction),
  churn: amount("churn", MOVEMENTS.churn),
  mrr_start: amount("mrr_start", "Opening MRR", "Opening"),
  mrr_end: amount("mrr_end", "Closing MRR", "Closing"),
  accounts_start: count(
    "accounts_start",
    "Customers at the opening",
    "Opening",
    ({ customer_start }) => customer_start,
    ({ mrr_start }) => mrr_start,
  ),
  accounts_end: count(
    "accounts_end",
    "Customers at the end",
    "Closing",
    ({ customer_end }) => customer_end,
    ({ mrr_end }) => mrr_end,
  ),
  accounts_lost: count(
    "accounts_lost",
    "Left",
    "Lost",
    ({ customer_start, customer_end }) => customer_start && !customer_end,
    net,
  ),
  accounts_shrunk: count(
    "accounts_shrunk",
    "Shrank",
    "Change",
    (account) => account.customer_start && account.customer_end && net(account) < 0,
    net,
  ),
  accounts_grown: count(
    "accounts_grown",
    "Grew",
    "Change",
    (account) => account.customer_start && net(account) > 0,
    net,
  ),
} satisfies Record<string, Behind>;

export type FigureKey = keyof typeof FIGURES;
export const FIGURE_KEYS = Object.keys(FIGURES) as FigureKey[];
export const figureOf = (key: FigureKey): Behind => FIGURES[key];

/** Those behind a figure, the largest part first, and what they come to. */
export function behind(accounts: RevenueAccount[], key: FigureKey) {
  const { takes, part, unit } = figureOf(key);
  const rows = accounts
    .filter(takes)
    .toSorted((a, b) => Math.abs(part(b)) - Math.abs(part(a)) || a.name.localeCompare(b.name));
  const sum = rows.reduce((all, account) => all + part(account), 0);
  return { rows, sum, figure: unit === "money" ? sum : rows.length };
}

/** What each kind of movement comes to over all accounts, and of how many it is. */
export function kindsOf(accounts: RevenueAccount[]) {
  return MOVEMENT_KEYS.map((key) => {
    const { rows, sum } = behind(accounts, key);
    return { key, name: MOVEMENTS[key], accounts: rows.length, sum };
  });
}
