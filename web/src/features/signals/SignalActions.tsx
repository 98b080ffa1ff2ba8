import { Button } from "@mantine/core";
import type { SignalRow } from "~/api/types";
import { useMay } from "~/app/session";
import { useLocked } from "~/features/past/useLocked";
import { SnoozeMenu } from "./SnoozeMenu";
import { useHandleSignal } from "./useHandleSignal";

/** Acknowledge and snooze, in little room. */
export function SignalActions({ signal }: { signal: SignalRow }) {
  const may = useMay("handle_signals");
  const { handle, busy } = useHandleSignal();
  const locked = useLocked();
  if (!may) return null;
  return (
    <Button.Group>
      <Button
        size="compact-xs"
        variant="default"
        disabled={busy}
        {...locked}
        onClick={() => handle(signal, { verb: "acknowledge" })}
      >
        Acknowledge
      </Button>
      <SnoozeMenu
        snooze={({ until, hint }) => handle(signal, { verb: "snooze", until, label: hint })}
      >
        <Button size="compact-xs" variant="default" disabled={busy} {...locked}>
          Snooze
        </Button>
      </SnoozeMenu>
    </Button.Group>
  );
}
