import { IconChevronRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { LiveEvent, LiveStatus } from "~/api/types";
import { formatNumber } from "~/lib/format";
import { formatClock } from "~/lib/time";
import grid from "~/ui/grid.module.css";
import { Tag, type Tone } from "~/ui/Tag";
import { When } from "~/ui/When";
import classes from "./Live.module.css";

const STATUS: Record<Exclude<LiveStatus, "accepted">, { word: string; tone: Tone }> = {
  repeated: { word: "Repeated: counts once", tone: "neutral" },
  refused: { word: "Refused", tone: "bad" },
};

/** One event; opens to all that is known of it. */
export function EventRow({
  event,
  opened,
  toggle,
}: {
  event: LiveEvent;
  opened: boolean;
  toggle: () => void;
}) {
  const status = event.status === "accepted" ? undefined : STATUS[event.status];
  return (
    <>
      <tr className={event.status === "refused" ? classes.refused : undefined}>
        <td className="num">
          <button type="button" className={classes.open} aria-expanded={opened} onClick={toggle}>
            <IconChevronRight size={13} aria-hidden />
            {formatClock(event.received_at)}
            <span className="visually-hidden">, details of {event.name ?? event.call}</span>
          </button>
        </td>
        <td className={grid.wrap}>
          <Tag>{event.kind ?? event.call}</Tag> {event.name}{" "}
          {event.value !== null && <span className="quiet num">{formatNumber(event.value)}</span>}{" "}
          {status && <Tag tone={status.tone}>{status.word}</Tag>}
          {event.reason && <div className={classes.reason}>{event.reason}</div>}
        </td>
        <td>
          <Account event={event} />
        </td>
        <td>{event.contact_name ?? event.contact_id ?? <span className="quiet">–</span>}</td>
        <td className={`${grid.code} quiet`}>{event.source}</td>
      </tr>
      {opened && (
        <tr className={classes.details}>
          <td colSpan={5}>
            <Details event={event} />
          </td>
        </tr>
      )}
    </>
  );
}

function Account({ event }: { event: LiveEvent }) {
  if (!event.account_id) return <span className="quiet">–</span>;
  if (!event.account_name) {
    return (
      <span title="No account is known by this id yet; its facts are kept and credited once it is">
        {event.account_id} <span className="quiet">(not known yet)</span>
      </span>
    );
  }
  return (
    <Link to="/accounts/$accountId" params={{ accountId: event.account_id }} className="link">
      {event.account_name}
    </Link>
  );
}

function Details({ event }: { event: LiveEvent }) {
  const known = event.account_name !== null && event.account_id;
  const lines: [string, ReactNode][] = [
    ["happened", event.occurred_at && <When at={event.occurred_at} />],
    ["fact id", event.fact_id && <code>{event.fact_id}</code>],
    ["account id", event.account_id && <code>{event.account_id}</code>],
    ["contact id", event.contact_id && <code>{event.contact_id}</code>],
    ["session", event.session_id && <code>{event.session_id}</code>],
  ];
  return (
    <div className={classes.detailsBody}>
      <dl>
        {lines
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        {known && (
          <div>
            <dt>open</dt>
            <dd>
              <Link
                to="/accounts/$accountId"
                params={{ accountId: known }}
                search={{ tab: "timeline" }}
                className="link"
              >
                its timeline
              </Link>
              {event.contact_id && (
                <>
                  {" · "}
                  <Link
                    to="/accounts/$accountId"
                    params={{ accountId: known }}
                    search={{ tab: "people" }}
                    className="link"
                  >
                    its people
                  </Link>
                </>
              )}
            </dd>
          </div>
        )}
      </dl>
      <pre className={grid.code}>
        {event.call && event.status === "refused"
          ? event.reason
          : JSON.stringify(event.properties, null, 2)}
      </pre>
    </div>
  );
}
