// Judgements and overrides in one list.

import type { Judgement, JudgementKind, OverrideRow } from "~/api/types";

export type Entry =
  | { kind: JudgementKind; id: string; at: string; judgement: Judgement }
  | { kind: "override"; id: string; at: string; override: OverrideRow };

/** Latest first. */
export function entriesOf(judgements: Judgement[], overrides: OverrideRow[]): Entry[] {
  const entries: Entry[] = [
    ...judgements.map((judgement) => ({
      kind: judgement.kind,
      id: judgement.judgement_id,
      at: judgement.at,
      judgement,
    })),
    ...overrides.map((override) => ({
      kind: "override" as const,
      id: override.override_id,
      at: override.created_at,
      override,
    })),
  ];
  return entries.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
}
