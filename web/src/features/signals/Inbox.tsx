import { IconInbox } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { SignalRow, SignalStatus } from "~/api/types";
import { useMay } from "~/app/session";
import { usePageKeys } from "~/app/shortcuts";
import { useLocked } from "~/features/past/useLocked";
import { Empty } from "~/ui/States";
import { SignalDetail } from "./SignalDetail";
import { SignalItem } from "./SignalItem";
import classes from "./Signals.module.css";
import type { SignalsSearch } from "./search";
import { useHandleSignal } from "./useHandleSignal";

const EMPTY: Record<SignalStatus, [string, string]> = {
  open: [
    "Inbox clear",
    "When usage drops, people leave or a renewal is at risk, the signal appears here.",
  ],
  snoozed: ["Nothing is snoozed", "Signals that you put aside wait here until their day."],
  acknowledged: ["Nothing acknowledged yet", "Signals that somebody takes care of are kept here."],
  closed: ["Nothing closed yet", "Signals whose condition went away by itself are kept here."],
};

/** The list of signals and, beside it, the one that is looked at. */
export function Inbox({
  rows,
  status,
  search,
  change,
}: {
  rows: SignalRow[];
  status: SignalStatus;
  search: SignalsSearch;
  change: (next: Partial<SignalsSearch>) => void;
}) {
  const locked = useLocked();
  const may = useMay("handle_signals") && !locked.disabled;
  const navigate = useNavigate();
  const { handle } = useHandleSignal();
  const [snoozing, setSnoozing] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const place = useRef(0);

  const found = rows.findIndex((row) => row.signal_id === search.signal);
  // When the signal in view leaves the list, the one that takes its place is next.
  const at = found >= 0 ? found : Math.min(place.current, rows.length - 1);
  const current = rows[at];
  useEffect(() => {
    place.current = Math.max(0, at);
    list.current?.querySelector("[data-current]")?.scrollIntoView({ block: "nearest" });
  }, [at]);

  function go(to: number) {
    const row = rows[Math.max(0, Math.min(rows.length - 1, to))];
    if (row) change({ signal: row.signal_id });
  }

  usePageKeys({
    j: () => go(at + 1),
    k: () => go(at - 1),
    ArrowDown: () => go(at + 1),
    ArrowUp: () => go(at - 1),
    e: () => may && current && status === "open" && handle(current, { verb: "acknowledge" }),
    s: () => may && current && status === "open" && setSnoozing(true),
    o: () =>
      current &&
      void navigate({ to: "/accounts/$accountId", params: { accountId: current.account_id } }),
  });

  if (!current) {
    const [title, text] = EMPTY[status];
    return (
      <Empty icon={<IconInbox size={20} stroke={1.6} />} title={title}>
        {text}
      </Empty>
    );
  }
  return (
    <div className={classes.split}>
      <ul className={classes.list} ref={list}>
        {rows.map((row, index) => (
          <SignalItem
            key={row.signal_id}
            signal={row}
            current={index === at}
            select={() => change({ signal: row.signal_id })}
          />
        ))}
      </ul>
      <SignalDetail
        key={current.signal_id}
        signal={current}
        snoozing={snoozing}
        setSnoozing={setSnoozing}
      />
    </div>
  );
}
