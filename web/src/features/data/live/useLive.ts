import { useCallback, useEffect, useRef, useState } from "react";
import { Problem } from "~/api/problem";
import type { LiveBatch, LiveSecond } from "~/api/types";
import type { LiveFilter } from "../search";
import { type Rates, type Row, withEvents, withGap, withSecond } from "./live";

export type Connection = "connecting" | "live" | "lost" | "refused";

function addressOf(filter: LiveFilter): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(filter)) if (value) query.set(key, value);
  return `/api/facts/live?${query}`;
}

/** Follows facts as they come. While paused, rows stand still and what comes waits. */
export function useLive(filter: LiveFilter, paused: boolean) {
  const address = addressOf(filter);
  const [rows, setRows] = useState<Row[]>([]);
  const [waiting, setWaiting] = useState<Row[]>([]);
  const [rates, setRates] = useState<Rates>(new Map());
  const [connection, setConnection] = useState<Connection>("connecting");
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const isPaused = useRef(paused);

  useEffect(() => {
    isPaused.current = paused;
    if (paused) return;
    setWaiting((held) => {
      if (held.length > 0) setRows((before) => [...held, ...before].slice(0, 500));
      return [];
    });
  }, [paused]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt connects anew
  useEffect(() => {
    setRows([]);
    setWaiting([]);
    setRates(new Map());
    setConnection("connecting");
    setError(null);
    const source = new EventSource(address);
    const put = (change: (before: Row[]) => Row[]) =>
      isPaused.current ? setWaiting(change) : setRows(change);
    const on = <T>(name: string, hear: (content: T) => void) =>
      source.addEventListener(name, (message) => hear(JSON.parse(message.data) as T));
    source.onopen = () => setConnection("live");
    // What the start tells may be known already, after a connection that was lost.
    on<LiveBatch>("start", ({ events }) => put((before) => withEvents(before, events)));
    on<LiveBatch>("events", ({ events }) => put((before) => withEvents(before, events)));
    on<LiveSecond>("second", (tally) => {
      const second = Math.floor(Date.now() / 1000);
      setRates((before) => withSecond(before, second, tally));
      put((before) => withGap(before, tally.left_out));
    });
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) return setConnection("lost");
      setConnection("refused");
      void reasonOf(address).then(setError);
    };
    return () => source.close();
  }, [address, attempt]);

  const clear = useCallback(() => {
    setRows([]);
    setWaiting([]);
  }, []);
  const retry = useCallback(() => setAttempt((before) => before + 1), []);
  return { rows, waiting: waiting.length, rates, connection, error, clear, retry };
}

/** An EventSource doesn't say why it was refused; asking once more does. */
async function reasonOf(address: string): Promise<unknown> {
  const abort = new AbortController();
  try {
    const answer = await fetch(address, { signal: abort.signal });
    if (answer.ok) return new Error("the connection was closed");
    return new Problem(answer.status, await answer.json());
  } catch (error) {
    return error;
  } finally {
    abort.abort();
  }
}
