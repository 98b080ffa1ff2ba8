// Queries that were run in this browser, the latest first.

const KEY = "perennial.sql.history";
const MOST = 50;

export interface Past {
  query: string;
  at: string;
}

export function readHistory(storage: Storage = localStorage): Past[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isPast).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function isPast(item: unknown): item is Past {
  const past = item as Partial<Past> | null;
  return typeof past?.query === "string" && typeof past.at === "string";
}

/** Puts a query on top; one that is there already moves up. */
export function remember(query: string, at: Date, storage: Storage = localStorage): Past[] {
  const text = query.trim();
  const others = readHistory(storage).filter((past) => past.query !== text);
  const all = [{ query: text, at: at.toISOString() }, ...others].slice(0, MOST);
  keep(all, storage);
  return all;
}

export function forgetAll(storage: Storage = localStorage): void {
  try {
    storage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

function keep(all: Past[], storage: Storage): void {
  try {
    storage.setItem(KEY, JSON.stringify(all));
  } catch {
    // Full or forbidden: the history is a convenience.
  }
}
