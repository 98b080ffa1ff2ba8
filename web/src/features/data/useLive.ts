import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, ok } from "~/api/client";
import type { LiveEvent } from "~/api/types";

const EVERY_MS = 2000;
const KEPT = 300;

/** Puts what is new before what is known, each event once, and keeps the newest. */
export function merged(known: LiveEvent[], fresh: LiveEvent[], kept = KEPT): LiveEvent[] {
  const bySeq = new Map([...known, ...fresh].map((event) => [event.seq, event]));
  return [...bySeq.values()].toSorted((a, b) => b.seq - a.seq).slice(0, kept);
}

/** Follows the ingest door. */
export function useLive(paused: boolean) {
  const cursor = useRef<number | undefined>(undefined);
  const [events, setEvents] = useState<LiveEvent[]>([]);
  const poll = useQuery({
    queryKey: ["live"],
    queryFn: () => ok(api.GET("/api/live", { params: { query: { since: cursor.current } } })),
    refetchInterval: paused ? false : EVERY_MS,
    enabled: !paused,
    gcTime: 0,
    structuralSharing: false,
  });
  useEffect(() => {
    if (!poll.data) return;
    // A smaller cursor means that the server began anew.
    const restarted = cursor.current !== undefined && poll.data.cursor < cursor.current;
    cursor.current = poll.data.cursor;
    setEvents((known) => merged(restarted ? [] : known, poll.data.events));
  }, [poll.data]);
  return {
    events,
    error: poll.error,
    waiting: poll.isPending && !paused,
    retry: () => void poll.refetch(),
  };
}
