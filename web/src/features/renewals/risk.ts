// Why an open term is at risk. A term may have several reasons and counts once.

import type { RevenueRenewal } from "~/api/types";

export const RISK_KEYS = ["health", "hidden", "notice", "call"] as const;
export type RiskKey = (typeof RISK_KEYS)[number];

/** From this hidden risk up it is high, where the server names no bands. */
export const USUALLY_HIGH = 50;

const BAD_BANDS = ["wobbling", "critical"];
const BAD_CALLS = ["at_risk", "lost"];

/** What puts a term at risk; nothing for one that is not, or not any more, open. */
export function risksOf(term: RevenueRenewal, high: number): RiskKey[] {
  if (term.outcome !== "open") return [];
  const { band, hidden_risk, notice, call } = term;
  const holds: Record<RiskKey, boolean> = {
    health: BAD_BANDS.includes(band ?? ""),
    hidden: hidden_risk !== null && Math.round(hidden_risk) >= high,
    notice: notice !== null,
    call: BAD_CALLS.includes(call?.expects ?? ""),
  };
  return RISK_KEYS.filter((key) => holds[key]);
}
