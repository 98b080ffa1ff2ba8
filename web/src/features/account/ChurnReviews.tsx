import { useQuery } from "@tanstack/react-query";
import type { ChurnReviewRow } from "~/api/types";
import { useAsOf, useSession } from "~/app/session";
import { humanise } from "~/lib/format";
import { dayOfInstant, formatDay } from "~/lib/time";
import { Card } from "~/ui/Card";
import grid from "~/ui/grid.module.css";
import { Tag } from "~/ui/Tag";
import { churnReviewsQuery } from "./queries";

/** Why the account left, where somebody wrote it down. Customers who stay have none. */
export function ChurnReviews({ accountId }: { accountId: string }) {
  const reviews = useQuery(churnReviewsQuery(accountId, useAsOf()));
  if (!reviews.data || reviews.data.rows.length === 0) return null;
  return (
    <Card title="Why it left" hint="as somebody wrote it down" flush>
      <div className={grid.scroll}>
        <table className={grid.grid}>
          <thead>
            <tr>
              <th scope="col">Reason</th>
              <th scope="col">Left on</th>
              <th scope="col">Expected</th>
              <th scope="col">What was written</th>
            </tr>
          </thead>
          <tbody>
            {reviews.data.rows.map((row) => (
              <Line key={row.churned_at} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Line({ row }: { row: ChurnReviewRow }) {
  const zone = useSession().company.time_zone;
  return (
    <tr>
      <td>
        <b style={{ fontWeight: 550 }}>{row.reason ? humanise(row.reason) : "No reason named"}</b>
        {row.competitor && <div className="quiet">went to {row.competitor}</div>}
      </td>
      <td>{formatDay(dayOfInstant(row.churned_at, zone))}</td>
      <td>{row.was_expected === null ? "–" : <Expected was={row.was_expected} />}</td>
      <td className={grid.wrap}>{row.comment ?? "–"}</td>
    </tr>
  );
}

function Expected({ was }: { was: boolean }) {
  return <Tag tone={was ? "neutral" : "warn"}>{was ? "Expected" : "A surprise"}</Tag>;
}
