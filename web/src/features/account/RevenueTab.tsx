import { IconReceiptOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { SubscriptionRow } from "~/api/types";
import { useAsOf, useSession } from "~/app/session";
import { AccountRevenue } from "~/features/revenue/AccountRevenue";
import { formatCount, formatMoney } from "~/lib/format";
import { dayOfInstant, formatDay } from "~/lib/time";
import { Card } from "~/ui/Card";
import grid from "~/ui/grid.module.css";
import { Empty, Loaded } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import classes from "./Account.module.css";
import { ChurnReviews } from "./ChurnReviews";
import { Invoices } from "./Invoices";
import { subscriptionsQuery } from "./queries";

/** What the account pays, what it was billed, and why it left if it did. */
export function RevenueTab({ accountId }: { accountId: string }) {
  return (
    <div className={classes.stack}>
      <ChurnReviews accountId={accountId} />
      <Subscriptions accountId={accountId} />
      <AccountRevenue accountId={accountId} />
      <Invoices accountId={accountId} />
    </div>
  );
}

/** One row per period at one price. */
function Subscriptions({ accountId }: { accountId: string }) {
  const subscriptions = useQuery(subscriptionsQuery(accountId, useAsOf()));
  return (
    <Loaded query={subscriptions}>
      {({ rows }) => (
        <Card title="Subscriptions" hint="one row per period at one price" flush>
          {rows.length === 0 ? (
            <Empty
              icon={<IconReceiptOff size={20} stroke={1.6} />}
              title="No subscription is known"
            >
              ARR and renewals appear once a file of subscriptions is imported.
            </Empty>
          ) : (
            <div className={grid.scroll}>
              <table className={grid.grid}>
                <thead>
                  <tr>
                    <th scope="col">Plan</th>
                    <th scope="col">State</th>
                    <th scope="col">From</th>
                    <th scope="col">Until</th>
                    <th scope="col">Term ends</th>
                    <th scope="col" className={grid.right}>
                      Seats
                    </th>
                    <th scope="col" className={grid.right}>
                      MRR
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <Period key={row.subscription_id + row.started_at} row={row} />
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </Card>
      )}
    </Loaded>
  );
}

function Period({ row }: { row: SubscriptionRow }) {
  const zone = useSession().company.time_zone;
  const day = (at: string | null) => (at ? formatDay(dayOfInstant(at, zone)) : "–");
  return (
    <tr>
      <td>
        <b style={{ fontWeight: 550 }}>{row.plan ?? "No plan named"}</b>
        <div className="quiet">{row.subscription_id}</div>
      </td>
      <td>
        <Tag tone={row.running ? "good" : "neutral"}>{row.running ? "Running" : "Ended"}</Tag>
      </td>
      <td>{day(row.started_at)}</td>
      <td>{row.ended_at ? day(row.ended_at) : <span className="quiet">now</span>}</td>
      <td>{day(row.term_end)}</td>
      <td className={grid.right}>{formatCount(row.seats)}</td>
      <td className={grid.right}>{formatMoney(row.mrr)}</td>
    </tr>
  );
}
