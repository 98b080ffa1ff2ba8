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

const OF_CARD = ["name", "applies_to", "least_coverage", "emphasis"];

/** Whether the form has a place for it, so that it is marked there. */
export function isPlaced(problem: Trouble, card: Card): boolean {
  const [first = "", key, inner, measure] = problem.key?.split(".") ?? [];
  if (first === "bands" || first === "exceptions") {
    return key === undefined || card[first].some((one) => one.key === key);
  }
  if (first !== "groups") return OF_CARD.includes(first);
  if (key === undefined) return true;
  const group = card.groups.find((one) => one.key === key);
  if (!group) return false;
  if (inner === "ceiling") return group.ceiling !== null;
  return inner !== "measures" || !measure || group.measures.some((one) => one.key === measure);
}

/** The row that a problem is in, as the form names open rows. */
export function rowOf(problem: Trouble | null): string | null {
  const [, group, measure] =
    problem?.key?.match(/^groups\.([^.]+)\.(?:measures\.([^.]+)|ceiling\b)/) ?? [];
  if (!group) return null;
  return measure ? measureRow(group, measure) : ceilingRow(group);
}

export const measureRow = (group: string, measure: string) => `${group}.${measure}`;
export const ceilingRow = (group: string) => `${group}:ceiling`;

export function asSentence(detail: string): string {
  const raised = detail.charAt(0).toUpperCase() + detail.slice(1);
  return /[.!?]$/.test(raised) ? raised : `${raised}.`;
}
