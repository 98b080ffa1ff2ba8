import { useAsOf } from "~/app/session";
import { formatDay } from "~/lib/time";

/** Why nothing can be changed, while a past day is shown; spread it over a button. */
export function useLocked(): { disabled?: true; title?: string } {
  const asOf = useAsOf();
  if (!asOf) return {};
  return {
    disabled: true,
    title: `You are looking at ${formatDay(asOf)}; go back to today to change something`,
  };
}
