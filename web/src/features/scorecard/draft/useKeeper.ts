// Keeps a draft on the server a moment after it was written, and in this browser while that fails.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useSession } from "~/app/session";
import { deleteDraft, publishedQuery, putDraft, readPublished } from "../queries";
import { inTurn } from "./inTurn";
import { type Kept, keepDraft } from "./kept";

const TYPING_MS = 800;

export type Keeping =
  | { where: "server" | "on its way" }
  /** `error` is why the server has not got it; nothing where somebody else took the draft over. */
  | { where: "browser" | "nowhere"; error: unknown };

export interface Keeper {
  keeping: Keeping;
  /** Keeps a draft, or none, once nothing has been typed for a moment. */
  save: (kept: Kept | null) => void;
  /** Keeps at once what has not been yet. */
  flush: () => Promise<void>;
  /** Keeps a draft in this browser alone. */
  park: (kept: Kept) => void;
  /** Puts a draft in the place of whoever's is on the server. */
  claim: (kept: Kept) => Promise<void>;
  /** There is nothing to keep any more. */
  drop: () => void;
}

export function useKeeper(key: string): Keeper {
  const { company, teammate } = useSession();
  const client = useQueryClient();
  const [keeping, setKeeping] = useState<Keeping>({ where: "server" });
  /** What the server has not got. */
  const waiting = useRef<{ kept: Kept | null } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const inBrowser = useCallback(
    (kept: Kept | null, error: unknown) => {
      const at = new Date().toISOString();
      const isKept = keepDraft(company.name, key, kept && { ...kept, at });
      setKeeping({ where: isKept ? "browser" : "nowhere", error });
    },
    [company.name, key],
  );
  const look = useCallback(async () => {
    const now = await readPublished(key);
    client.setQueryData(publishedQuery(key).queryKey, now);
    return now.draft;
  }, [client, key]);

  const flush = useCallback((): Promise<void> => {
    clearTimeout(timer.current);
    return inTurn(async () => {
      const next = waiting.current;
      if (!next) return;
      waiting.current = null;
      const { kept } = next;
      try {
        const there = await look();
        if (there && there.changed_by !== teammate.email) {
          waiting.current ??= next;
          return inBrowser(kept, null);
        }
        if (kept) await putDraft(key, kept.written, kept.of);
        else if (there) await deleteDraft(key);
        keepDraft(company.name, key, null);
        if (!waiting.current) setKeeping({ where: "server" });
      } catch (error) {
        waiting.current ??= next;
        inBrowser(waiting.current.kept, error);
      }
    });
  }, [company.name, inBrowser, key, look, teammate.email]);

  useEffect(() => {
    function leave() {
      const kept = waiting.current?.kept;
      if (kept) putDraft(key, kept.written, kept.of, true).catch(() => undefined);
    }
    const again = () => void flush();
    window.addEventListener("pagehide", leave);
    window.addEventListener("online", again);
    return () => {
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("online", again);
      again();
    };
  }, [flush, key]);

  const hands = useMemo(() => {
    const wait = (kept: Kept | null) => {
      clearTimeout(timer.current);
      waiting.current = { kept };
    };
    const drop = () => {
      clearTimeout(timer.current);
      waiting.current = null;
      keepDraft(company.name, key, null);
      setKeeping({ where: "server" });
    };
    return {
      flush,
      drop,
      save: (kept: Kept | null) => {
        wait(kept);
        setKeeping({ where: "on its way" });
        timer.current = setTimeout(flush, TYPING_MS);
      },
      park: (kept: Kept) => {
        wait(kept);
        inBrowser(kept, null);
      },
      claim: async (kept: Kept) => {
        await inTurn(() => putDraft(key, kept.written, kept.of));
        drop();
        void look();
      },
    };
  }, [company.name, flush, inBrowser, key, look]);
  return { keeping, ...hands };
}
