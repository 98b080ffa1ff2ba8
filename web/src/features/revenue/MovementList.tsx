import type { AccountMovements, RevenueMovement, SubscriptionRow } from "~/api/types";
import { useSession } from "~/app/session";
import { formatMoneyExact, plural } from "~/lib/format";
import { dayOfInstant, formatDay } from "~/lib/time";
import { Tag, type Tone } from "~/ui/Tag";
import classes from "./MovementList.module.css";

const KINDS: Record<RevenueMovement["kind"], { name: string; tone: Tone }> = {
  new: { name: "New", tone: "info" },
  expansion: { name: "Expansion", tone: "good" },
  reactivation: { name: "Reactivation", tone: "accent" },
  contraction: { name: "Contraction", tone: "warn" },
  churn: { name: "Churn", tone: "bad" },
};

/** What happened to one account's revenue, each with the contract lines that made it. */
export function MovementList({ found }: { found: AccountMovements }) {
  const { movements, currency } = found;
  if (movements.length === 0) return <p className="quiet">Nothing moved in this time.</p>;
  return (
    <ol className={classes.list}>
      {movements.map((one) => (
        <li key={`${one.day}${one.kind}`} className={classes.movement}>
          <span className={classes.day}>{formatDay(one.day)}</span>
          <span>
            <Tag tone={KINDS[one.kind].tone}>{KINDS[one.kind].name}</Tag>
          </span>
          <b className={classes.amount}>
            {one.amount > 0 ? "+" : ""}
            {formatMoneyExact({ minor: one.amount, currency })}
            <span className="quiet"> a month</span>
          </b>
          {one.lines.length > 0 && (
            <ul className={classes.lines}>
              {one.lines.map((line) => (
                <Line key={`${line.subscription_id}${line.started_at}`} line={line} day={one.day} />
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}

/** A contract line that began on the day, or ended on it. */
function Line({ line, day }: { line: SubscriptionRow; day: string }) {
  const zone = useSession().company.time_zone;
  const began = dayOfInstant(line.started_at, zone) === day;
  const { plan, seats, mrr, subscription_id } = line;
  return (
    <li>
      <span className="quiet">{began ? "began" : "ended"}</span> {plan ?? "no plan named"}
      {seats !== null && `, ${plural(seats, "seat")}`}, {formatMoneyExact(mrr)}{" "}
      <span className="quiet">{subscription_id}</span>
    </li>
  );
}
