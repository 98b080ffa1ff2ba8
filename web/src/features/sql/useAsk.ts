// One query at a time: run, stop, and what came of it.

import { useCallback, useEffect, useRef, useState } from "react";
import { Problem } from "~/api/problem";
import type { SqlAnswer } from "~/api/types";
import { useAsOf } from "~/app/session";
import { ask, newRunId, stop } from "./queries";

export type Asked =
  | { state: "idle" }
  | { state: "running"; query: string; since: number }
  | { state: "answered"; query: string; answer: SqlAnswer }
  | { state: "failed"; query: string; error: unknown }
  | { state: "stopped"; query: string };

export function useAsk() {
  const asOf = useAsOf();
  const [asked, setAsked] = useState<Asked>({ state: "idle" });
  const current = useRef<{ id: string; abort: AbortController } | null>(null);

  const cancel = useCallback(() => {
    const running = current.current;
    if (!running) return;
    current.current = null;
    running.abort.abort();
    // Behind a proxy the server may not see that the connection was closed.
    void stop(running.id).catch(() => undefined);
    setAsked((before) =>
      before.state === "running" ? { state: "stopped", query: before.query } : before,
    );
  }, []);

  const run = useCallback(
    async (query: string) => {
      cancel();
      const mine = { id: newRunId(), abort: new AbortController() };
      current.current = mine;
      setAsked({ state: "running", query, since: Date.now() });
      let next: Asked;
      try {
        next = {
          state: "answered",
          query,
          answer: await ask(query, asOf, mine.id, mine.abort.signal),
        };
      } catch (error) {
        const isStopped = error instanceof Problem && error.code === "sql_stopped";
        next = isStopped ? { state: "stopped", query } : { state: "failed", query, error };
      }
      if (current.current !== mine) return;
      current.current = null;
      setAsked(next);
    },
    [asOf, cancel],
  );

  // An answer is of the day that it was asked for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the day is what it waits for
  useEffect(() => {
    setAsked({ state: "idle" });
    return cancel;
  }, [asOf, cancel]);
  return { asked, run, cancel };
}
