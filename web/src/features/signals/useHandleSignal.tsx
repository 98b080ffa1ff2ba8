// Acknowledge, snooze, reopen. The list answers at once; a toast offers the way back.

import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import { sentenceOf } from "~/api/problem";
import type { AccountDetail, SignalRow } from "~/api/types";
import { accountKey, accountQuery } from "~/features/account/queries";
import { done } from "~/ui/notice";
import { SIGNALS } from "./queries";

type Step =
  | { verb: "acknowledge"; note?: string }
  | { verb: "snooze"; until: string; label: string; note?: string }
  | { verb: "reopen" };

const UNDO_MS = 8000;

function send(signal: SignalRow, step: Step): Promise<SignalRow> {
  const params = { path: { id: signal.signal_id } };
  switch (step.verb) {
    case "acknowledge":
      return ok(api.POST("/api/signals/{id}/acknowledge", { params, body: { note: step.note } }));
    case "snooze":
      return ok(
        api.POST("/api/signals/{id}/snooze", {
          params,
          body: { until: step.until, note: step.note },
        }),
      );
    case "reopen":
      return ok(api.POST("/api/signals/{id}/reopen", { params }));
  }
}

function saidOf(step: Step): string {
  if (step.verb === "acknowledge") return "Acknowledged";
  return step.verb === "snooze" ? `Snoozed until ${step.label}` : "Open again";
}

export function useHandleSignal() {
  const client = useQueryClient();

  const mutation = useMutation({
    mutationFn: ({ signal, step }: { signal: SignalRow; step: Step }) => send(signal, step),
    onMutate: ({ signal }) => takeOut(client, signal.signal_id),
    onSuccess: (changed, { signal, step }) => {
      client.setQueryData<AccountDetail>(
        accountQuery(signal.account_id, undefined).queryKey,
        (detail) => detail && { ...detail, signals: replaced(detail.signals, changed) },
      );
      toast(signal, step, () => mutation.mutate({ signal: changed, step: { verb: "reopen" } }));
    },
    onError: (error) =>
      notifications.show({ color: "red", title: "That did not work", message: sentenceOf(error) }),
    onSettled: (_, __, { signal }) => {
      void client.invalidateQueries({ queryKey: SIGNALS });
      void client.invalidateQueries({ queryKey: ["overview"] });
      void client.invalidateQueries({ queryKey: accountKey(signal.account_id) });
    },
  });

  return {
    busy: mutation.isPending,
    handle: (signal: SignalRow, step: Step) => mutation.mutate({ signal, step }),
  };
}

/** Takes a signal out of every list that is shown, before the server answers. */
function takeOut(client: ReturnType<typeof useQueryClient>, id: string) {
  client.setQueriesData<{ rows: SignalRow[] }>(
    { queryKey: SIGNALS },
    (page) => page && { ...page, rows: page.rows.filter((row) => row.signal_id !== id) },
  );
}

function replaced(signals: SignalRow[], changed: SignalRow): SignalRow[] {
  return signals.map((signal) => (signal.signal_id === changed.signal_id ? changed : signal));
}

function toast(signal: SignalRow, step: Step, undo: () => void) {
  const message = (
    <>
      {signal.account_name}: {signal.title.toLowerCase()}
    </>
  );
  const way = step.verb === "reopen" ? undefined : undo;
  done(`signal-${signal.signal_id}`, saidOf(step), message, way, UNDO_MS);
}
