import { IconConfetti } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { CallListRow } from "~/api/types";
import { RowHealth } from "~/features/judgement/RowHealth";
import { useDayWord } from "~/features/past/useDayWord";
import { formatMoneyShort } from "~/lib/format";
import { relativeDays } from "~/lib/time";
import { Card } from "~/ui/Card";
import { Change } from "~/ui/Change";
import { Owner } from "~/ui/Owner";
import { Severity } from "~/ui/Severity";
import { Sparkline } from "~/ui/Sparkline";
import { Empty } from "~/ui/States";
import classes from "./CallList.module.css";
import { reasonOf } from "./reason";

const FIRST = 3;

/** Whom to call, most pressing first. The first three say why at length. */
export function CallList({ calls }: { calls: CallListRow[] }) {
  const on = useDayWord();
  return (
    <Card title="Call these first" hint="most revenue at risk first" flush>
      {calls.length === 0 ? (
        <Empty icon={<IconConfetti size={20} stroke={1.6} />} title={`Nobody to call ${on}`}>
          Accounts whose revenue is at risk appear here, the most pressing first.
        </Empty>
      ) : (
        <ol className={classes.list}>
          {calls.map((call, at) => (
            <li key={call.account_id}>
              {at < FIRST ? <Urgent call={call} place={at + 1} /> : <Later call={call} />}
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function Urgent({ call, place }: { call: CallListRow; place: number }) {
  return (
    <article className={classes.urgent}>
      <span className={classes.place} aria-hidden="true">
        {place}
      </span>
      <div className={classes.body}>
        <div className={classes.line}>
          <Link
            to="/accounts/$accountId"
            params={{ accountId: call.account_id }}
            className={`${classes.name} clip`}
          >
            {call.name}
          </Link>
          <RowHealth row={call} />
          <Change value={call.score_change_28d} title="change of health in 28 days" />
          <span className={classes.arr}>{formatMoneyShort(call.arr)}</span>
        </div>
        <p className={classes.why}>{reasonOf(call.why)}</p>
        <div className={classes.facts}>
          <span className={classes.signals}>
            {call.signals.slice(0, 2).map((signal) => (
              <Link
                key={signal.signal_id}
                to="/signals"
                search={{ signal: signal.signal_id }}
                className={classes.signal}
              >
                <Severity severity={signal.severity}>{signal.title}</Severity>
              </Link>
            ))}
          </span>
          <span className={classes.end}>
            {call.days_to_renewal !== null && (
              <span className="quiet">
                {call.days_to_renewal < 0 ? "term ended" : "renews"}{" "}
                {relativeDays(call.days_to_renewal)}
              </span>
            )}
            <Owner email={call.owner_email} />
          </span>
        </div>
      </div>
      <Sparkline values={call.spark} band={call.band ?? null} width={104} height={44} />
    </article>
  );
}

function Later({ call }: { call: CallListRow }) {
  return (
    <Link
      to="/accounts/$accountId"
      params={{ accountId: call.account_id }}
      className={classes.later}
    >
      <span className={classes.laterName}>
        <span className="clip">{call.name}</span>
        <span className={`${classes.laterWhy} clip`}>{reasonOf(call.why)}</span>
      </span>
      <RowHealth row={call} inLink />
      <span className={classes.laterArr}>{formatMoneyShort(call.arr)}</span>
    </Link>
  );
}
