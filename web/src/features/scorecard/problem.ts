// Where in the form something is wrong: the server names it by a path of keys.

import type { Card, Trouble } from "./types";

/** Whether a problem is at this path or below it. */
export function isAt(problem: Trouble | null, path: string): boolean {
  const key = problem?.key;
  return key === path || (key?.startsWith(`${path}.`) ?? false);
}

/** What to say at a field, if it is the one. */
export function detailAt(problem: Trouble | null, path: string): string | undefined {
  return problem && isAt(problem, path) ? asSentence(problem.detail) : undefined;
}

const OF_CARD = ["name", "least_coverage", "emphasis", "groups", "bands"];

/** Whether the form has a place for it, so that it is marked there. */
export function isPlaced(problem: Trouble, card: Card): boolean {
  const [first = "", key, inner, measure] = problem.key?.split(".") ?? [];
  if (!OF_CARD.includes(first)) return false;
  if (first === "bands") return key === undefined || card.bands.some((band) => band.key === key);
  if (first !== "groups" || key === undefined) return true;
  const group = card.groups.find((one) => one.key === key);
  if (!group) return false;
  return inner !== "measures" || !measure || group.measures.some((one) => one.key === measure);
}

/** The measure that a problem is in, as the form names open rows. */
export function measureOf(problem: Trouble | null): string | null {
  const found = problem?.key?.match(/^groups\.([^.]+)\.measures\.([^.]+)/);
  return found ? `${found[1]}.${found[2]}` : null;
}

export function asSentence(detail: string): string {
  const raised = detail.charAt(0).toUpperCase() + detail.slice(1);
  return /[.!?]$/.test(raised) ? raised : `${raised}.`;
}
