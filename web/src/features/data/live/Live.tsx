import { Button, Tooltip } from "@mantine/core";
import { IconAntenna, IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useState } from "react";
import { formatCount } from "~/lib/format";
import { Card } from "~/ui/Card";
import { Copyable } from "~/ui/Copyable";
import grid from "~/ui/grid.module.css";
import { Empty, Failed, RowSkeletons } from "~/ui/States";
import type { LiveFilter } from "../search";
import { snippets } from "../snippets";
import { EventRow } from "./EventRow";
import { Filters } from "./Filters";
import classes from "./Live.module.css";
import { RateChart } from "./RateChart";
import { type Connection, useLive } from "./useLive";

const STATES: Record<Connection, string> = {
  connecting: "connecting …",
  live: "as they come, newest first",
  lost: "the connection was lost; trying again …",
  refused: "not connected",
};

/** Every fact as it comes, and every refused call with its reason. */
export function Live({
  filter,
  change,
}: {
  filter: LiveFilter;
  change: (filter: LiveFilter) => void;
}) {
  const [paused, setPaused] = useState(false);
  const [opened, setOpened] = useState<number | null>(null);
  const live = useLive(filter, paused);
  const hint = paused
    ? `paused; ${formatCount(live.waiting)} ${live.waiting === 500 ? "or more " : ""}waiting`
    : STATES[live.connection];
  return (
    <Card
      title="Live events"
      hint={<span role="status">{hint}</span>}
      actions={
        <>
          <RateChart rates={live.rates} />
          <Button
            size="compact-sm"
            variant="default"
            disabled={live.rows.length === 0 && live.waiting === 0}
            onClick={live.clear}
          >
            Clear
          </Button>
          <Tooltip
            label={
              paused ? "Show what came meanwhile" : "Rows stand still; nothing is lost up to 500"
            }
          >
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
          </Tooltip>
        </>
      }
      flush
    >
      <Filters filter={filter} change={change} />
      {live.error !== null ? (
        <Failed error={live.error} retry={live.retry} />
      ) : live.rows.length > 0 ? (
        <section className={classes.events} tabIndex={0} aria-label="Live events">
          <table className={grid.grid}>
            <thead>
              <tr>
                <th scope="col">Received</th>
                <th scope="col">Event</th>
                <th scope="col">Account</th>
                <th scope="col">Contact</th>
                <th scope="col">Source</th>
              </tr>
            </thead>
            <tbody>
              {live.rows.map((row) =>
                row.event ? (
                  <EventRow
                    key={row.key}
                    event={row.event}
                    opened={row.key === opened}
                    toggle={() => setOpened(row.key === opened ? null : row.key)}
                  />
                ) : (
                  <tr key={row.key} className={classes.gap}>
                    <td colSpan={5}>
                      {formatCount(row.left)} more came here and were left out: too many to read.
                      They are stored; filter to see less.
                    </td>
                  </tr>
                ),
              )}
            </tbody>
          </table>
        </section>
      ) : live.connection === "connecting" ? (
        <RowSkeletons />
      ) : (
        <Nothing filtered={Object.values(filter).some(Boolean)} change={change} />
      )}
    </Card>
  );
}

function Nothing({
  filtered,
  change,
}: {
  filtered: boolean;
  change: (filter: LiveFilter) => void;
}) {
  if (filtered) {
    return (
      <Empty
        icon={<IconAntenna size={20} stroke={1.6} />}
        title="Nothing that fits has come lately"
        action={
          <Button size="xs" variant="default" onClick={() => change({})}>
            Show everything
          </Button>
        }
      >
        What fits shows here as it comes.
      </Empty>
    );
  }
  const curl = snippets(window.location.origin)[0];
  return (
    <div className={classes.nothing}>
      <Empty icon={<IconAntenna size={20} stroke={1.6} />} title="Waiting for the first event">
        Put a write key from Connect in place of WRITE_KEY and send this; it shows here at once,
        refused ones with the reason.
      </Empty>
      {curl && <Copyable text={curl.code} label="the curl line" block />}
    </div>
  );
}
