// The columns of the accounts table.

import { Link } from "@tanstack/react-router";
import { createColumnHelper, tableFeatures } from "@tanstack/react-table";
import type { AccountRow, AccountSort } from "~/api/types";
import { HiddenMark } from "~/features/health/HiddenMark";
import { RowHealth } from "~/features/judgement/RowHealth";
import { formatCount, formatMoney, formatScore, formatSignedPercent } from "~/lib/format";
import { relativeDays } from "~/lib/time";
import { Change } from "~/ui/Change";
import { Owner } from "~/ui/Owner";
import { Sparkline } from "~/ui/Sparkline";
import classes from "./AccountsTable.module.css";
import { type AccountsSearch, showsHidden } from "./search";

export const features = tableFeatures({});
const helper = createColumnHelper<typeof features, AccountRow>();

export interface ColumnLook {
  /** Pixels; the account column also takes what is left. */
  width: number;
  align?: "right";
  /** The field that the server sorts by, and the order that one expects first. */
  sort: AccountSort;
  natural: "asc" | "desc";
  title?: string;
  /** Shown only where it is asked for. */
  optional?: true;
}

export const LOOKS: Record<string, ColumnLook> = {
  name: { width: 176, sort: "name", natural: "asc" },
  score: { width: 128, sort: "score", natural: "asc", title: "Health: 0 to 100, with its band" },
  trend: {
    width: 90,
    sort: "score_change_28d",
    natural: "asc",
    title: "Health over 26 weeks; sorts by the change in 28 days",
  },
  change: {
    width: 62,
    align: "right",
    sort: "score_change_28d",
    natural: "asc",
    title: "Change of health in 28 days",
  },
  hidden_risk: {
    width: 84,
    align: "right",
    sort: "hidden_risk",
    natural: "desc",
    title: "Hidden risk: 0 to 100, how bad the inside is while the outside may look fine",
    optional: true,
  },
  arr: {
    width: 92,
    align: "right",
    sort: "arr",
    natural: "desc",
    title: "Annual recurring revenue",
  },
  active: {
    width: 60,
    align: "right",
    sort: "active_contacts_28d",
    natural: "desc",
    title: "People active in the last 28 days",
  },
  usage: {
    width: 76,
    align: "right",
    sort: "events_change_28d",
    natural: "asc",
    title: "Events in 28 days against the 28 before",
  },
  seen: {
    width: 96,
    sort: "days_since_last_seen",
    natural: "desc",
    title: "Last usage by anybody",
  },
  tickets: {
    width: 66,
    align: "right",
    sort: "open_tickets",
    natural: "desc",
    title: "Open support tickets",
  },
  nps: {
    width: 52,
    align: "right",
    sort: "last_nps",
    natural: "asc",
    title: "Latest NPS answer, 0 to 10",
  },
  renewal: {
    width: 98,
    sort: "days_to_renewal",
    natural: "asc",
    title: "When the contract term ends",
  },
  owner: { width: 114, sort: "owner_email", natural: "asc" },
  signals: {
    width: 72,
    align: "right",
    sort: "open_signals",
    natural: "desc",
    title: "Open signals",
  },
};

const NEAR_DAYS = 60;

const every = helper.columns([
  helper.accessor("name", {
    id: "name",
    header: "Account",
    cell: ({ row: { original: row } }) => (
      <span className={classes.account}>
        <Link
          to="/accounts/$accountId"
          params={{ accountId: row.account_id }}
          className={`${classes.name} clip`}
        >
          {row.name}
        </Link>
        {row.green_outside && (
          <Link
            to="/accounts/$accountId"
            params={{ accountId: row.account_id }}
            hash="hidden-risk"
            className={classes.mark}
          >
            <HiddenMark labelled />
          </Link>
        )}
        <span className={`${classes.more} clip`}>
          {[row.tier, row.stage].filter(Boolean).join(" · ")}
        </span>
      </span>
    ),
  }),
  helper.accessor("score", {
    id: "score",
    header: "Health",
    cell: ({ row: { original: row } }) => <RowHealth row={row} />,
  }),
  helper.accessor("spark", {
    id: "trend",
    header: "26 weeks",
    cell: ({ row: { original: row } }) => (
      <Sparkline values={row.spark} band={row.band ?? null} width={78} />
    ),
  }),
  helper.accessor("score_change_28d", {
    id: "change",
    header: "28 d",
    cell: ({ getValue }) => <Change value={getValue()} />,
  }),
  helper.accessor("hidden_risk", {
    id: "hidden_risk",
    header: "Hidden risk",
    cell: ({ getValue, row: { original: row } }) =>
      getValue() === null ? (
        <span className="quiet">–</span>
      ) : (
        <Link
          to="/accounts/$accountId"
          params={{ accountId: row.account_id }}
          hash="hidden-risk"
          className={classes.figure}
        >
          {formatScore(getValue())}
        </Link>
      ),
  }),
  helper.accessor("arr", {
    id: "arr",
    header: "ARR",
    cell: ({ getValue }) => formatMoney(getValue()),
  }),
  helper.accessor("active_contacts_28d", {
    id: "active",
    header: "Active",
    cell: ({ getValue }) => formatCount(getValue()),
  }),
  helper.accessor("events_change_28d", {
    id: "usage",
    header: "Usage",
    cell: ({ getValue }) => <Change value={getValue()} format={formatSignedPercent} />,
  }),
  helper.accessor("days_since_last_seen", {
    id: "seen",
    header: "Last seen",
    cell: ({ getValue }) => <Ago days={getValue()} />,
  }),
  helper.accessor("open_tickets", {
    id: "tickets",
    header: "Tickets",
    cell: ({ getValue }) => <Quiet value={getValue()} />,
  }),
  helper.accessor("last_nps", {
    id: "nps",
    header: "NPS",
    cell: ({ getValue }) => formatCount(getValue()),
  }),
  helper.accessor("days_to_renewal", {
    id: "renewal",
    header: "Renewal",
    cell: ({ getValue }) => <Renewal days={getValue()} />,
  }),
  helper.accessor("owner_email", {
    id: "owner",
    header: "Owner",
    cell: ({ getValue }) => <Owner email={getValue()} />,
  }),
  helper.accessor("open_signals", {
    id: "signals",
    header: "Signals",
    cell: ({ row: { original: row } }) =>
      row.open_signals > 0 ? (
        <Link to="/signals" search={{ account: row.account_id }} className={classes.signals}>
          {formatCount(row.open_signals)}
          <span className="visually-hidden"> open signals of {row.name}</span>
        </Link>
      ) : (
        <Quiet value={0} />
      ),
  }),
]);

const usual = every.filter(({ id }) => !LOOKS[id ?? ""]?.optional);

/** The columns of a view; stable, so that the table keeps its rows. */
export function columnsOf(search: AccountsSearch) {
  return showsHidden(search) ? every : usual;
}

/** How they look, in the same order. */
export function looksOf(search: AccountsSearch): ColumnLook[] {
  const looks = Object.values(LOOKS);
  return showsHidden(search) ? looks : looks.filter(({ optional }) => !optional);
}

function Ago({ days }: { days: number | null | undefined }) {
  if (days === null || days === undefined) return <span className="quiet">never</span>;
  return <>{relativeDays(-days)}</>;
}

/** A zero that doesn't ask for attention. */
function Quiet({ value }: { value: number | null | undefined }) {
  return <span className={value ? undefined : "quiet"}>{formatCount(value)}</span>;
}

function Renewal({ days }: { days: number | null | undefined }) {
  if (days === null || days === undefined) return <span className="quiet">–</span>;
  return <span className={days <= NEAR_DAYS ? classes.near : undefined}>{relativeDays(days)}</span>;
}
