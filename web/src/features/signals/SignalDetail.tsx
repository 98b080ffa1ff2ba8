import { Button, Textarea } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { SignalRow } from "~/api/types";
import { useMay, useSession } from "~/app/session";
import { useLocked } from "~/features/past/useLocked";
import { formatMoney, shortEmail } from "~/lib/format";
import { formatDay } from "~/lib/time";
import { Health } from "~/ui/Health";
import { Keys } from "~/ui/Keys";
import { Owner } from "~/ui/Owner";
import { Severity } from "~/ui/Severity";
import { When } from "~/ui/When";
import { evidenceLines } from "./evidence";
import classes from "./Signals.module.css";
import { SnoozeMenu } from "./SnoozeMenu";
import { useHandleSignal } from "./useHandleSignal";

/** A signal with the numbers behind it, and what one can do. */
export function SignalDetail({
  signal,
  snoozing,
  setSnoozing,
}: {
  signal: SignalRow;
  snoozing: boolean;
  setSnoozing: (snoozing: boolean) => void;
}) {
  const { company } = useSession();
  return (
    <article className={classes.detail} aria-label={`${signal.title}, ${signal.account_name}`}>
      <div className={classes.detailHead}>
        <Severity severity={signal.severity} />
        <h2 className={classes.detailTitle}>{signal.title}</h2>
      </div>
      <p className={classes.reason}>{signal.reason}</p>

      <Link
        to="/accounts/$accountId"
        params={{ accountId: signal.account_id }}
        className={classes.account}
      >
        <b className="clip">{signal.account_name}</b>
        <Health score={signal.score} band={signal.band} />
        <span className="num">{formatMoney(signal.arr)}</span>
        <Owner email={signal.owner_email} />
      </Link>

      <Handling signal={signal} snoozing={snoozing} setSnoozing={setSnoozing} />

      <h3 className={classes.sub}>Evidence</h3>
      <dl className={classes.evidence}>
        {evidenceLines(signal.evidence, company.currency).map((line) => (
          <div key={line.name}>
            <dt>{line.name}</dt>
            <dd>{line.value}</dd>
          </div>
        ))}
        <div>
          <dt>Opened</dt>
          <dd>{formatDay(signal.opened_on)}</dd>
        </div>
        {signal.closed_on && (
          <div>
            <dt>Closed</dt>
            <dd>{formatDay(signal.closed_on)}</dd>
          </div>
        )}
      </dl>
    </article>
  );
}

function Handling({
  signal,
  snoozing,
  setSnoozing,
}: {
  signal: SignalRow;
  snoozing: boolean;
  setSnoozing: (snoozing: boolean) => void;
}) {
  const may = useMay("handle_signals");
  const { handle, busy } = useHandleSignal();
  const locked = useLocked();
  const [note, setNote] = useState("");
  const said = note.trim() || undefined;

  if (signal.status === "closed") return null;
  if (signal.status !== "open") {
    return (
      <div className={classes.handled}>
        <span>
          {signal.status === "snoozed" ? "Snoozed" : "Acknowledged"}
          {signal.handled_by && ` by ${shortEmail(signal.handled_by)}`}{" "}
          <When at={signal.handled_at} />
          {signal.snoozed_until && (
            <>
              ; opens again <When at={signal.snoozed_until} />
            </>
          )}
          {signal.note && <q className={classes.note}>{signal.note}</q>}
        </span>
        {may && (
          <Button
            size="xs"
            variant="default"
            disabled={busy}
            {...locked}
            onClick={() => handle(signal, { verb: "reopen" })}
          >
            Reopen
          </Button>
        )}
      </div>
    );
  }
  if (!may) return <p className="quiet">Your role can look at signals, not handle them.</p>;
  return (
    <div className={classes.handling}>
      <Textarea
        aria-label="Note"
        disabled={locked.disabled}
        placeholder="A note for the others, if you like"
        autosize
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button
          size="xs"
          disabled={busy}
          {...locked}
          rightSection={<Keys keys={["E"]} />}
          onClick={() => handle(signal, { verb: "acknowledge", note: said })}
        >
          Acknowledge
        </Button>
        <SnoozeMenu
          opened={snoozing}
          setOpened={setSnoozing}
          snooze={({ until, hint }) =>
            handle(signal, { verb: "snooze", until, label: hint, note: said })
          }
        >
          <Button
            size="xs"
            variant="default"
            disabled={busy}
            {...locked}
            rightSection={<Keys keys={["S"]} />}
          >
            Snooze
          </Button>
        </SnoozeMenu>
      </div>
    </div>
  );
}
