import { IconUserOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ContactRow, ContactStatus } from "~/api/types";
import { useAsOf } from "~/app/session";
import { formatCount, humanise } from "~/lib/format";
import { Card } from "~/ui/Card";
import { Change } from "~/ui/Change";
import grid from "~/ui/grid.module.css";
import { Empty, Loaded } from "~/ui/States";
import { Tag, type Tone } from "~/ui/Tag";
import { WhenDay } from "~/ui/When";
import classes from "./People.module.css";
import { contactsQuery } from "./queries";

const STATUS: Record<ContactStatus, { word: string; mark: string; tone: Tone; title: string }> = {
  active: { word: "Active", mark: "●", tone: "good", title: "seen in the last 28 days" },
  quiet: { word: "Quiet", mark: "◐", tone: "warn", title: "last seen 29 to 90 days ago" },
  gone: { word: "Gone", mark: "○", tone: "bad", title: "not seen for more than 90 days" },
  never: { word: "Never", mark: "–", tone: "neutral", title: "never seen using the product" },
};
const ORDER: ContactStatus[] = ["active", "quiet", "gone", "never"];

/** The people at the account and how present they are. */
export function PeopleTab({ accountId }: { accountId: string }) {
  const contacts = useQuery(contactsQuery(accountId, useAsOf()));
  return (
    <Loaded query={contacts}>
      {({ rows }) => (
        <Card title="People" hint={summary(rows)} flush>
          {rows.length === 0 ? (
            <Empty icon={<IconUserOff size={20} stroke={1.6} />} title="Nobody is known here yet">
              People appear with the first <code>identify</code> call or an imported file of
              contacts.
            </Empty>
          ) : (
            <div className={grid.scroll}>
              <table className={grid.grid}>
                <thead>
                  <tr>
                    <th scope="col">Name</th>
                    <th scope="col">Role</th>
                    <th scope="col">Presence</th>
                    <th scope="col">Last seen</th>
                    <th scope="col" className={grid.right}>
                      Events, 28 days
                    </th>
                    <th scope="col" className={grid.right}>
                      Change
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <Person key={row.contact_id} row={row} />
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

function Person({ row }: { row: ContactRow }) {
  const status = STATUS[row.status];
  return (
    <tr>
      <td>
        <b style={{ fontWeight: 550 }}>{row.name ?? row.email ?? row.contact_id}</b>
        <div className={`quiet clip ${classes.sub}`}>
          {[row.title, row.name && row.email].filter(Boolean).join(" · ")}
        </div>
      </td>
      <td>
        {row.role && (
          <Tag tone={row.role === "champion" ? "accent" : "neutral"}>{humanise(row.role)}</Tag>
        )}
      </td>
      <td>
        <Tag
          tone={status.tone}
          title={status.title}
          icon={<span aria-hidden="true">{status.mark}</span>}
        >
          {status.word}
        </Tag>
      </td>
      <td>
        {row.last_seen ? <WhenDay day={row.last_seen} /> : <span className="quiet">never</span>}
      </td>
      <td className={grid.right}>{formatCount(row.events_28d)}</td>
      <td className={grid.right}>
        <Change
          value={row.events_28d - row.events_prev_28d}
          title={`${formatCount(row.events_prev_28d)} in the 28 days before`}
        />
      </td>
    </tr>
  );
}

function summary(rows: ContactRow[]): string {
  return ORDER.map(
    (status) => [rows.filter((row) => row.status === status).length, status] as const,
  )
    .filter(([count]) => count > 0)
    .map(([count, status]) => `${count} ${STATUS[status].word.toLowerCase()}`)
    .join(" · ");
}
