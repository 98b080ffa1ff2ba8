// The draft in this browser: only what could not be kept on the server.

import { cardOf } from "../card";
import { DEFAULT_KEY, type Written } from "../types";

export interface Kept {
  written: Written;
  /** The version that was in use when it was begun. */
  of: number;
}

export interface KeptAt extends Kept {
  /** When it was kept here; nothing where an older program did. */
  at: string | null;
}

const keyOf = (company: string, key: string) =>
  `perennial.scorecard.draft.${company}${key === DEFAULT_KEY ? "" : `.${key}`}`;

export function readDraft(
  company: string,
  key: string,
  storage: Storage = localStorage,
): KeptAt | null {
  try {
    const kept: unknown = JSON.parse(storage.getItem(keyOf(company, key)) ?? "null");
    if (!isKept(kept)) return null;
    const { written, of, at = null } = kept;
    return { written: "card" in written ? { card: cardOf(written.card) } : written, of, at };
  } catch {
    return null;
  }
}

function isKept(item: unknown): item is Kept & Partial<KeptAt> {
  const kept = item as Partial<Kept> | null;
  if (typeof kept?.of !== "number" || typeof kept.written !== "object") return false;
  if ("toml" in kept.written) return typeof kept.written.toml === "string";
  const { groups, bands } = kept.written.card ?? {};
  return Array.isArray(groups) && Array.isArray(bands);
}

/** Keeps a draft, or forgets it. Says whether that worked. */
export function keepDraft(
  company: string,
  key: string,
  kept: KeptAt | null,
  storage: Storage = localStorage,
): boolean {
  try {
    if (kept) storage.setItem(keyOf(company, key), JSON.stringify(kept));
    else storage.removeItem(keyOf(company, key));
    return true;
  } catch {
    return false;
  }
}
