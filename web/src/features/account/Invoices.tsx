import { useQuery } from "@tanstack/react-query";
import type { InvoiceRow, InvoiceState } from "~/api/types";
import { useAsOf, useSession } from "~/app/session";
import { formatMoney, plural } from "~/lib/format";
import { dayOfInstant, formatDay } from "~/lib/time";
import { Card } from "~/ui/Card";
import grid from "~/ui/grid.module.css";
import { Empty, Loaded } from "~/ui/States";
import { Tag, type Tone } from "~/ui/Tag";
import { invoicesQuery } from "./queries";

const STATES: Record<InvoiceState, { word: string; tone: Tone }> = {
  open: { word: "Open", tone: "neutral" },
  overdue: { word: "Overdue", tone: "bad" },
  paid: { word: "Paid", tone: "good" },
  paid_late: { word: "Paid late", tone: "warn" },
  void: { word: "Not owed", tone: "neutral" },
};

/** What the account was billed, with what is late. */
export function Invoices({ accountId }: { accountId: string }) {
  const invoices = useQuery(invoicesQuery(accountId, useAsOf()));
  return (
    <Loaded query={invoices}>
      {({ rows }) => (
        <Card title="Invoices" hint={summary(rows)} flush>
          {rows.length === 0 ? (
            <Empty title="No invoice is known">
              What is open and overdue appears once a file of invoices is imported.
            </Empty>
          ) : (
            <div className={grid.scroll}>
              <table className={grid.grid}>
                <thead>
                  <tr>
                    <th scope="col">Invoice</th>
                    <th scope="col">State</th>
                    <th scope="col">Issued</th>
                    <th scope="col">Due</th>
                    <th scope="col">Paid</th>
                    <th scope="col" className={grid.right}>
                      Amount
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <Line key={row.invoice_id} row={row} />
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

function Line({ row }: { row: InvoiceRow }) {
  const zone = useSession().company.time_zone;
  const day = (at: string | null) => (at ? formatDay(dayOfInstant(at, zone)) : "–");
  const { word, tone } = STATES[row.state];
  return (
    <tr>
      <td>
        <b style={{ fontWeight: 550 }}>{row.invoice_id}</b>
        {row.status && <div className="quiet">{row.status}</div>}
      </td>
      <td>
        <Tag tone={tone}>{word}</Tag>{" "}
        {row.days_late > 0 && <span className="quiet">{plural(row.days_late, "day")}</span>}
      </td>
      <td>{day(row.issued_at)}</td>
      <td>{day(row.due_at)}</td>
      <td>{day(row.paid_at)}</td>
      <td className={grid.right}>{formatMoney(row.amount)}</td>
    </tr>
  );
}

function summary(rows: InvoiceRow[]) {
  if (rows.length === 0) return undefined;
  const overdue = rows.filter((row) => row.state === "overdue").length;
  const late = rows.filter((row) => row.state === "paid_late").length;
  return `${overdue} overdue and ${late} paid late of ${rows.length}`;
}
