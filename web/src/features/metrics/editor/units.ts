// The unit that a fold's result usually has.

import type { Source, Unit } from "../types";

const OF_SOURCE: Record<Source, Unit> = {
  facts: "events",
  sessions: "sessions",
  tickets: "tickets",
  surveys: "answers",
  subscriptions: "number",
  invoices: "number",
  judgements: "number",
  contacts: "contacts",
};

export function unitFor(fold: string, from: Source): Unit {
  if (fold === "count" || fold === "open_count") return OF_SOURCE[from];
  if (fold.endsWith("_contacts")) return "contacts";
  if (fold === "distinct_names") return "names";
  if (fold === "distinct_sessions") return "sessions";
  if (fold.endsWith("_share")) return "ratio";
  if (fold === "minutes") return "minutes";
  if (fold === "first_day" || fold === "last_day") return "date";
  if (/days|gap/.test(fold)) return "days";
  if (from === "surveys" || from === "judgements") return "points";
  return fold.startsWith("open_") ? "money" : "number";
}
