import { useAsOf } from "~/app/session";
import { formatDay } from "~/lib/time";

/** "today", or "on 1 May 2026" while that day is shown. */
export function useDayWord(): string {
  const asOf = useAsOf();
  return asOf ? `on ${formatDay(asOf)}` : "today";
}
