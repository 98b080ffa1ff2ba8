// What the rows of an import file can be.

export const KINDS = [
  "accounts",
  "contacts",
  "subscriptions",
  "facts",
  "tickets",
  "surveys",
  "interactions",
] as const;

/** The kind that a file's name speaks of: `my-tickets_2026.csv` holds tickets. */
export function guessKind(fileName: string): (typeof KINDS)[number] | undefined {
  const name = fileName.toLowerCase();
  return KINDS.find((kind) => name.includes(kind.slice(0, -1)));
}
