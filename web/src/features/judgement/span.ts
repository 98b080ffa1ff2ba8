// Over how many days the move of a score is explained.

import { oneOf } from "~/lib/url";

/** Days, as the address has them. */
export const SPANS = ["28", "90", "180", "365"] as const;
export type Span = (typeof SPANS)[number];
export const USUAL_SPAN: Span = "28";

export function spanOf(raw: unknown): Span | undefined {
  const span = oneOf(raw, SPANS);
  return span === USUAL_SPAN ? undefined : span;
}
