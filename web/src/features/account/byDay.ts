import type { TimelineFact } from "~/api/types";
import { dayOfInstant } from "~/lib/time";

/** Facts grouped by their day in the company's zone; their order stays. */
export function byDay(facts: TimelineFact[], zone: string): [string, TimelineFact[]][] {
  const days: [string, TimelineFact[]][] = [];
  for (const fact of facts) {
    const day = dayOfInstant(fact.occurred_at, zone);
    const last = days.at(-1);
    if (last?.[0] === day) last[1].push(fact);
    else days.push([day, [fact]]);
  }
  return days;
}
