// The URL holds the whole view. Values are plain text, empty ones are left out.

export type PlainSearch = Record<string, string>;

export function parseSearch(text: string): PlainSearch {
  return Object.fromEntries(new URLSearchParams(text));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== "") params.set(key, String(value));
  }
  // Commas and colons are legal in a query; lists read better with them.
  const text = params.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return text ? `?${text}` : "";
}

/** Keeps `value` when it is one of `known`. */
export function oneOf<T extends string>(value: unknown, known: readonly T[]): T | undefined {
  return known.find((item) => item === value);
}

export function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** Members of a comma-separated list. */
export function listOf(value: string | undefined): string[] {
  return value ? value.split(",").filter(Boolean) : [];
}

/** Puts `item` into the list, or takes it out. */
export function toggled(list: string | undefined, item: string): string | undefined {
  const items = listOf(list);
  const next = items.includes(item) ? items.filter((other) => other !== item) : [...items, item];
  return next.length > 0 ? next.join(",") : undefined;
}

/** A path within this app to return to after signing in; never another site. */
export function safeNext(next: string | undefined): string {
  return next?.startsWith("/") && !next.startsWith("//") && !next.startsWith("/\\") ? next : "/";
}
