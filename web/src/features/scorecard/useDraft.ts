// What somebody is writing, until it is published or discarded.

import { useCallback, useState } from "react";
import { useSession } from "~/app/session";
import { cardOf, same } from "./edit";
import { type Kept, keepDraft, readDraft } from "./kept";
import type { Card, Published, Written } from "./types";

export interface Draft {
  /** Nothing while it is as published. */
  written: Written | null;
  /** What is asked about: the draft, or what is published. */
  asked: Written;
  /** The version in use when the draft was begun. */
  of: number;
  /** Whether this browser could keep it. */
  kept: boolean;
  change: (written: Written) => void;
  discard: () => void;
}

export function useDraft(published: Published): Draft {
  const company = useSession().company.name;
  const [draft, setDraft] = useState<Kept | null>(() => readDraft(company));
  const [kept, setKept] = useState(true);
  const of = draft?.of ?? published.version;

  const change = useCallback(
    (written: Written) => {
      const next = isPublished(written, published) ? null : { written, of };
      setDraft(next);
      setKept(keepDraft(company, next));
    },
    [company, published, of],
  );
  const discard = useCallback(() => {
    setDraft(null);
    setKept(keepDraft(company, null));
  }, [company]);

  const written = draft?.written ?? null;
  return { written, asked: written ?? { card: cardOf(published) }, of, kept, change, discard };
}

function isPublished(written: Written, published: Published): boolean {
  return "toml" in written ? written.toml === published.toml : same(written.card, published);
}

/** The draft as a form, where it is known in that shape. */
export function formOf(draft: Draft, published: Published, read: Card | null): Card | null {
  if (!draft.written) return cardOf(published);
  return "card" in draft.written ? draft.written.card : read && cardOf(read);
}
