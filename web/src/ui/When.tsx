import { useSession } from "~/app/session";
import { endOf } from "~/lib/asOf";
import { formatDay, formatInstant, relativeDay, relativeTime } from "~/lib/time";

/** An instant: relative, with the exact time on hover. */
export function When({ at, empty = "never" }: { at: string | null | undefined; empty?: string }) {
  const { company, asOf } = useSession();
  if (!at) return <span className="quiet">{empty}</span>;
  // What came after the past day that is shown, such as a definition's change, is told from now.
  const then = asOf ? endOf(asOf) : Date.now();
  const from = Date.parse(at) <= then ? then : Date.now();
  return (
    <time dateTime={at} title={formatInstant(at, company.time_zone)}>
      {relativeTime(at, from)}
    </time>
  );
}

/** A day: relative to the company's today or the past day that is shown, with the date on hover. */
export function WhenDay({ day }: { day: string }) {
  const { today } = useSession();
  return (
    <time dateTime={day} title={formatDay(day)}>
      {relativeDay(day, today)}
    </time>
  );
}
