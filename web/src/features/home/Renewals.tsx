import { IconCalendarOff } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { AccountRow } from "~/api/types";
import { useSession } from "~/app/session";
import { RowHealth } from "~/features/judgement/RowHealth";
import { formatMoneyShort, plural } from "~/lib/format";
import { formatDay, plusDays } from "~/lib/time";
import { Card } from "~/ui/Card";
import { Empty } from "~/ui/States";
import classes from "./Renewals.module.css";

const SHOWN = 6;

/** The renewals of the next 90 days, soonest first. */
export function Renewals({ rows }: { rows: AccountRow[] }) {
  const { today } = useSession();
  const currency = rows.find((row) => row.arr)?.arr?.currency;
  const total = currency
    ? { minor: rows.reduce((sum, row) => sum + (row.arr?.minor ?? 0), 0), currency }
    : null;
  return (
    <Card
      title="Renewals in 90 days"
      hint={rows.length > 0 && `${plural(rows.length, "account")}, ${formatMoneyShort(total)}`}
      actions={
        <Link
          to="/accounts"
          search={{
            where: "days_to_renewal between 0 and 90",
            sort: "days_to_renewal",
            dir: "asc",
          }}
          className="link"
        >
          All
        </Link>
      }
      flush
    >
      {rows.length === 0 ? (
        <Empty icon={<IconCalendarOff size={20} stroke={1.6} />} title="No renewal is near">
          Renewals appear here once subscriptions with a term end are imported.
        </Empty>
      ) : (
        rows.slice(0, SHOWN).map((row) => (
          <Link
            key={row.account_id}
            to="/accounts/$accountId"
            params={{ accountId: row.account_id }}
            className={classes.row}
          >
            <span
              className={classes.day}
              title={formatDay(plusDays(today, row.days_to_renewal ?? 0))}
            >
              {plural(row.days_to_renewal ?? 0, "day")}
            </span>
            <span className={`${classes.name} clip`}>{row.name}</span>
            <RowHealth row={row} inLink />
            <span className={classes.arr}>{formatMoneyShort(row.arr)}</span>
          </Link>
        ))
      )}
    </Card>
  );
}
