import { Button } from "@mantine/core";
import { IconAntenna, IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { LiveEvent, LiveStatus } from "~/api/types";
import { formatClock } from "~/lib/time";
import { Card } from "~/ui/Card";
import grid from "~/ui/grid.module.css";
import { Empty, Failed, RowSkeletons } from "~/ui/States";
import { Tag, type Tone } from "~/ui/Tag";
import classes from "./Data.module.css";
import { useLive } from "./useLive";

const STATUS: Record<LiveStatus, { word: string; tone: Tone }> = {
  accepted: { word: "Accepted", tone: "good" },
  repeated: { word: "Repeated", tone: "neutral" },
  refused: { word: "Refused", tone: "bad" },
};

/** What arrives at the ingest door, as it arrives. */
export function Live() {
  const [paused, setPaused] = useState(false);
  const { events, error, waiting, retry } = useLive(paused);
  return (
    <Card
      title="Live events"
      hint={paused ? "paused" : "newest first, every two seconds"}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={
            paused ? (
              <IconPlayerPlay size={14} aria-hidden />
            ) : (
              <IconPlayerPause size={14} aria-hidden />
            )
          }
          onClick={() => setPaused(!paused)}
        >
          {paused ? "Go on" : "Pause"}
        </Button>
      }
      flush
    >
      {error && events.length === 0 ? (
        <Failed error={error} retry={retry} />
      ) : waiting ? (
        <RowSkeletons />
      ) : events.length === 0 ? (
        <Empty
          icon={<IconAntenna size={20} stroke={1.6} />}
          title="Nothing has arrived since the server started"
        >
          Send an event with one of the snippets under Connect; it shows here within two seconds,
          refused ones with the reason.
        </Empty>
      ) : (
        <section className={classes.events} tabIndex={0} aria-label="Live events">
          <table className={grid.grid}>
            <thead>
              <tr>
                <th scope="col">Received</th>
                <th scope="col">Status</th>
                <th scope="col">Event</th>
                <th scope="col">Account</th>
                <th scope="col">Contact</th>
                <th scope="col">Source</th>
              </tr>
            </thead>
            <tbody>
              {events.map((event) => (
                <EventRow key={event.seq} event={event} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Card>
  );
}

function EventRow({ event }: { event: LiveEvent }) {
  const status = STATUS[event.status];
  return (
    <tr className={event.status === "refused" ? classes.refused : undefined}>
      <td className="num">{formatClock(event.received_at)}</td>
      <td>
        <Tag tone={status.tone}>{status.word}</Tag>
      </td>
      <td className={grid.wrap}>
        <span className={grid.code}>{event.type}</span> {event.name}
        {event.reason && <div style={{ color: "var(--pn-bad)" }}>{event.reason}</div>}
      </td>
      <td>
        {event.account_id ? (
          <Link to="/accounts/$accountId" params={{ accountId: event.account_id }} className="link">
            {event.account_id}
          </Link>
        ) : (
          <span className="quiet">–</span>
        )}
      </td>
      <td>{event.contact_id ?? <span className="quiet">–</span>}</td>
      <td className="quiet">{event.source}</td>
    </tr>
  );
}
