// The draft in this browser, so that a reload loses nothing.

import type { Written } from "./types";

export interface Kept {
  written: Written;
  /** The version that was in use when it was begun. */
  of: number;
}

const keyOf = (company: string) => `perennial.scorecard.draft.${company}`;

export function readDraft(company: string, storage: Storage = localStorage): Kept | null {
  try {
    const kept: unknown = JSON.parse(storage.getItem(keyOf(company)) ?? "null");
    return isKept(kept) ? kept : null;
  } catch {
    return null;
  }
}

function isKept(item: unknown): item is Kept {
  const kept = item as Partial<Kept> | null;
  if (typeof kept?.of !== "number" || typeof kept.written !== "object") return false;
  if ("toml" in kept.written) return typeof kept.written.toml === "string";
  const { groups, bands } = kept.written.card ?? {};
  return Array.isArray(groups) && Array.isArray(bands);
}

/** Keeps a draft, or forgets it. Says whether that worked. */
export function keepDraft(
  company: string,
  kept: Kept | null,
  storage: Storage = localStorage,
): boolean {
  try {
    if (kept) storage.setItem(keyOf(company), JSON.stringify(kept));
    else storage.removeItem(keyOf(company));
    return true;
  } catch {
    return false;
  }
}
