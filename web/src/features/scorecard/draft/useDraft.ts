// What somebody is writing, until it is published or discarded.

import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { sentenceOf } from "~/api/problem";
import { useSession } from "~/app/session";
import { cardOf, same } from "../card";
import type { Card, Published, ServerDraft, Written } from "../types";
import { type Kept, readDraft } from "./kept";
import { type Keeping, useKeeper } from "./useKeeper";

export interface Draft {
  /** Nothing while it is as published. */
  written: Written | null;
  /** What is asked about: the draft, or what is published. */
  asked: Written;
  /** The version in use when the draft was begun. */
  of: number;
  keeping: Keeping;
  change: (written: Written) => void;
  discard: () => void;
  /** Keeps at once what has not been yet. */
  flush: () => Promise<void>;
  /** It was published. */
  forget: () => void;
  other: Other | null;
}

/** Somebody else's draft, which stands in the way until it is taken over. */
export interface Other {
  draft: ServerDraft;
  pending: boolean;
  /** Goes on from it. */
  takeOver: () => void;
  /** Puts what this browser still has of one's own in its place. */
  putMine: (() => void) | undefined;
}

export function useDraft(published: Published, mayWrite: boolean): Draft {
  const { company, teammate } = useSession();
  const { key, draft: there } = published;
  const { keeping, save, park, claim, flush, drop } = useKeeper(key);
  const [left] = useState(() =>
    mayWrite ? leftHere(company.name, teammate.email, published) : null,
  );
  const [own, setOwn] = useState<Own | null>(() => {
    if (left) return { kept: left };
    return there?.changed_by === teammate.email ? { kept: keptOf(there, published.version) } : null;
  });
  const isMine = there?.changed_by === teammate.email || there?.changed_at === own?.over;
  const theirs = mayWrite && there && !isMine ? there : null;
  const kept = own?.kept ?? null;
  const of = kept?.of ?? published.version;
  const written = mayWrite && !theirs ? (kept?.written ?? null) : null;

  // What an earlier visit could not bring to the server.
  useEffect(() => {
    if (left) save(left);
  }, [left, save]);
  useEffect(() => {
    if (theirs && kept) park(kept);
  }, [theirs, kept, park]);

  const taking = useMutation({
    mutationFn: (next: Required<Own>) => claim(next.kept),
    onSuccess: (_, next) => setOwn(next),
    onError: (error) =>
      notifications.show({ color: "red", title: "Not taken over", message: sentenceOf(error) }),
  });
  const take = (next: Kept, { changed_at }: ServerDraft) =>
    taking.mutate({ kept: next, over: changed_at });

  return {
    written,
    asked: written ?? { card: cardOf(published) },
    of,
    keeping,
    change: (next) => {
      const changed = isPublished(next, published) ? null : { written: next, of };
      setOwn(changed && { ...own, kept: changed });
      save(changed);
    },
    discard: () => {
      setOwn(null);
      save(null);
      void flush();
    },
    flush,
    forget: () => {
      setOwn(null);
      drop();
    },
    other: theirs && {
      draft: theirs,
      pending: taking.isPending,
      takeOver: () => take(keptOf(theirs, published.version), theirs),
      putMine: kept ? () => take(kept, theirs) : undefined,
    },
  };
}

interface Own {
  kept: Kept;
  /** When the draft that it took over was written; what the server still tells of that one is old. */
  over?: string;
}

/** What an earlier visit left in this browser, unless one wrote on elsewhere since. */
function leftHere(company: string, me: string, { key, draft }: Published): Kept | null {
  const left = readDraft(company, key);
  if (!left || draft?.changed_by !== me) return left;
  return Date.parse(left.at ?? "") > Date.parse(draft.changed_at) ? left : null;
}

/** A draft of the server's; where it does not say what it was made from, that is what is in use. */
function keptOf({ toml, base_version }: ServerDraft, version: number): Kept {
  return { written: { toml }, of: base_version ?? version };
}

function isPublished(written: Written, published: Published): boolean {
  return "toml" in written ? written.toml === published.toml : same(written.card, published);
}

/** The draft as a form, where it is known in that shape. */
export function formOf(draft: Draft, published: Published, read: Card | null): Card | null {
  if (!draft.written) return cardOf(published);
  return "card" in draft.written ? draft.written.card : read && cardOf(read);
}
