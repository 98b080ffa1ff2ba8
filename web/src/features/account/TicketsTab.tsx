import { IconTicketOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useAsOf } from "~/app/session";
import { formatNumber, humanise, plural } from "~/lib/format";
import { Card } from "~/ui/Card";
import grid from "~/ui/grid.module.css";
import { Empty, Loaded } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { When } from "~/ui/When";
import { ticketsQuery } from "./queries";

const PRESSING = new Set(["urgent", "high", "critical"]);

export function TicketsTab({ accountId }: { accountId: string }) {
  const tickets = useQuery(ticketsQuery(accountId, useAsOf()));
  return (
    <Loaded query={tickets}>
      {({ rows }) => (
        <Card
          title="Tickets"
          hint={
            rows.length > 0 && `${rows.filter((row) => row.open).length} open of ${rows.length}`
          }
          flush
        >
          {rows.length === 0 ? (
            <Empty icon={<IconTicketOff size={20} stroke={1.6} />} title="No tickets">
              Support tickets appear here once a file of tickets is imported.
            </Empty>
          ) : (
            <div className={grid.scroll}>
              <table className={grid.grid}>
                <thead>
                  <tr>
                    <th scope="col">Ticket</th>
                    <th scope="col">State</th>
                    <th scope="col">Priority</th>
                    <th scope="col">Opened</th>
                    <th scope="col" className={grid.right}>
                      Age
                    </th>
                    <th scope="col" className={grid.right}>
                      CSAT
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.ticket_id}>
                      <td>
                        <b style={{ fontWeight: 550 }}>{row.subject ?? row.ticket_id}</b>
                        <div className="quiet">
                          {[row.ticket_id, row.product, row.cause].filter(Boolean).join(" · ")}
                        </div>
                      </td>
                      <td>
                        <Tag tone={row.open ? "warn" : "neutral"}>
                          {row.open ? "Open" : "Solved"}
                        </Tag>
                      </td>
                      <td>
                        {row.priority && (
                          <Tag tone={PRESSING.has(row.priority) ? "bad" : "neutral"}>
                            {humanise(row.priority)}
                          </Tag>
                        )}
                      </td>
                      <td>
                        <When at={row.opened_at} />
                      </td>
                      <td className={grid.right}>{plural(row.age_days, "day")}</td>
                      <td className={grid.right}>{formatNumber(row.csat)}</td>
                    </tr>
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
