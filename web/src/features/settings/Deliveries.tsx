import { useQuery } from "@tanstack/react-query";
import type { Delivery } from "~/api/types";
import { humanise } from "~/lib/format";
import { Card } from "~/ui/Card";
import grid from "~/ui/grid.module.css";
import { Empty, Loaded } from "~/ui/States";
import { Tag, type Tone } from "~/ui/Tag";
import { When } from "~/ui/When";
import { deliveriesQuery } from "./queries";

const TONES: Record<Delivery["status"], Tone> = {
  waiting: "neutral",
  delivered: "good",
  failed: "bad",
};

/** The outbox: what left the house, or could not. */
export function Deliveries() {
  const deliveries = useQuery(deliveriesQuery);
  return (
    <Card title="Outbox" hint="e-mails and webhook messages, newest first" flush>
      <Loaded query={deliveries}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title="Nothing was sent yet">
              Each e-mail and webhook message appears here with what became of it.
            </Empty>
          ) : (
            <div className={grid.scroll}>
              <table className={grid.grid}>
                <thead>
                  <tr>
                    <th scope="col">To</th>
                    <th scope="col">State</th>
                    <th scope="col">Written</th>
                    <th scope="col" className={grid.right}>
                      Attempts
                    </th>
                    <th scope="col">Last problem</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.delivery_id}>
                      <td>
                        {row.recipient} <span className="quiet">· {row.channel}</span>
                      </td>
                      <td>
                        <Tag tone={TONES[row.status]}>{humanise(row.status)}</Tag>
                      </td>
                      <td>
                        <When at={row.created_at} />
                      </td>
                      <td className={grid.right}>{row.attempts}</td>
                      <td className={`quiet ${grid.wrap}`}>{row.last_error}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
    </Card>
  );
}
