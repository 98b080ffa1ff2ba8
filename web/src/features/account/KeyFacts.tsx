import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { AccountDetail } from "~/api/types";
import { useSession } from "~/app/session";
import { BothScores } from "~/features/judgement/BothScores";
import {
  formatCount,
  formatMoney,
  formatScore,
  formatSignedPercent,
  humanise,
  plural,
} from "~/lib/format";
import { formatDay, plusDays, relativeDays } from "~/lib/time";
import { Change } from "~/ui/Change";
import { Health } from "~/ui/Health";
import { Owner } from "~/ui/Owner";
import classes from "./KeyFacts.module.css";
import type { AccountTab } from "./search";

/** The account in one line. */
export function KeyFacts({ detail }: { detail: AccountDetail }) {
  const { row, health, account } = detail;
  const { today } = useSession();
  const override = row.override;
  const renewal = row.days_to_renewal;
  const seen = row.days_since_last_seen;
  const oldest = detail.metrics.find(({ key }) => key === "oldest_open_ticket_days")?.value ?? null;
  return (
    <div className={classes.facts} data-both={override !== null || undefined}>
      <div className={classes.health}>
        {override ? (
          <BothScores override={override} />
        ) : (
          <Health
            score={row.score}
            band={row.band}
            name={health.band_name ?? undefined}
            size="lg"
          />
        )}
        <span className={classes.foot}>
          {row.score_change_28d === null ? (
            "too new to compare"
          ) : (
            <>
              <Change value={row.score_change_28d} /> in 28 days
            </>
          )}
        </span>
      </div>
      <Fact
        to="revenue"
        label="ARR"
        value={formatMoney(row.arr)}
        foot={account.tier && humanise(account.tier)}
      />
      {row.left_on ? (
        <Fact to="revenue" label="Left" value={formatDay(row.left_on)} foot="a former customer" />
      ) : (
        <Fact
          to="revenue"
          label="Renewal"
          value={renewal === null ? "–" : relativeDays(renewal)}
          foot={renewal === null ? "no term known" : formatDay(plusDays(today, renewal))}
        />
      )}
      <Fact
        to="people"
        label="Active people"
        value={formatCount(row.active_contacts_28d)}
        foot="in 28 days"
      />
      <Fact
        to="timeline"
        kind="usage"
        label="Usage"
        value={<Change value={row.events_change_28d} format={formatSignedPercent} />}
        foot={`${formatCount(row.events_28d)} events`}
      />
      <Fact
        to="people"
        label="Last seen"
        value={seen === null ? "never" : relativeDays(-seen)}
        foot={seen === null ? "no usage yet" : formatDay(plusDays(today, -seen))}
      />
      <Fact
        to="tickets"
        label="Open tickets"
        value={formatCount(row.open_tickets)}
        foot={oldest === null ? "none waits" : `oldest ${plural(oldest, "day")}`}
      />
      <Fact to="surveys" label="NPS" value={formatScore(row.last_nps)} foot="of 10, latest" />
      <Fact
        label="Owner"
        value={<Owner email={account.owner_email} />}
        foot={account.stage && humanise(account.stage)}
      />
    </div>
  );
}

/** A figure; pressing it shows what it is made of. */
function Fact({
  label,
  value,
  foot,
  to,
  kind,
}: {
  label: string;
  value: ReactNode;
  foot: string | null;
  to?: AccountTab;
  /** Fact kinds, where it leads to the timeline. */
  kind?: string;
}) {
  const body = (
    <>
      <span className={`${classes.label} clip`}>{label}</span>
      <span className={`${classes.value} clip`}>{value}</span>
      <span className={`${classes.foot} clip`}>{foot}</span>
    </>
  );
  if (!to) return <div className={classes.fact}>{body}</div>;
  return (
    <Link
      from="/accounts/$accountId"
      search={{ tab: to, kind }}
      className={classes.fact}
      replace
      resetScroll={false}
    >
      {body}
    </Link>
  );
}
