import { IconMessageCircleOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Judgement, OverrideRow } from "~/api/types";
import { useSession } from "~/app/session";
import { useBands } from "~/features/account/useBands";
import { dayOfInstant, formatDay, formatInstant } from "~/lib/time";
import { BandIcon } from "~/ui/BandIcon";
import { Health } from "~/ui/Health";
import { Empty } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import classes from "./History.module.css";
import type { Entry } from "./history";
import { personSays, scorecardSays } from "./says";
import { useWho } from "./useWho";
import { KINDS, optionOf, saidOf } from "./words";

export function HistoryList({ entries }: { entries: Entry[] }) {
  if (entries.length === 0) {
    return (
      <Empty
        icon={<IconMessageCircleOff size={20} stroke={1.6} />}
        title="Nobody has said anything"
      >
        What people say of the account stands here with its reason, also what they take back.
      </Empty>
    );
  }
  return (
    <ol className={classes.list}>
      {entries.map((entry) => (
        <li key={entry.id} className={classes.entry}>
          {entry.kind === "override" ? (
            <Overridden override={entry.override} />
          ) : (
            <Judged judgement={entry.judgement} />
          )}
        </li>
      ))}
    </ol>
  );
}

function Judged({ judgement }: { judgement: Judgement }) {
  const { kind, value, withdrawn, reason, by, at } = judgement;
  return (
    <>
      <div className={classes.line}>
        <span className={classes.kind}>{KINDS[kind].name}</span>
        <span className={classes.said} data-gone={withdrawn || undefined}>
          {kind !== "relationship" && <BandIcon band={optionOf(kind, value)?.look} />}
          {saidOf(kind, value)}
        </span>
        {withdrawn && <Tag>Withdrawn</Tag>}
      </div>
      {reason && <q className={classes.reason}>{reason}</q>}
      <By who={by} at={at} />
    </>
  );
}

/** What the scorecard says is of today, so it stands only beside what is in force. */
function Overridden({ override }: { override: OverrideRow }) {
  const bands = useBands();
  const zone = useSession().company.time_zone;
  const who = useWho();
  const { in_force, ended_at, ended_by, until } = override;
  return (
    <>
      <div className={classes.line}>
        <span className={classes.kind}>Override</span>
        <Health {...personSays(override, bands)} />
        <span className="quiet">until {formatDay(until)}</span>
        {in_force && (
          <>
            <span className="quiet">against</span>
            <Health {...scorecardSays(override, bands)} />
          </>
        )}
        <Tag tone={in_force ? "accent" : "neutral"}>{in_force ? "In force" : "Ended"}</Tag>
      </div>
      <q className={classes.reason}>{override.reason}</q>
      <By who={override.owner_email} at={override.created_at}>
        {ended_at && (
          <>
            ; ended {formatDay(dayOfInstant(ended_at, zone))}
            {ended_by && ` by ${who(ended_by)}`}
          </>
        )}
      </By>
    </>
  );
}

function By({ who, at, children }: { who: string; at: string; children?: ReactNode }) {
  const zone = useSession().company.time_zone;
  return (
    <div className={classes.by}>
      <span title={who}>{useWho()(who)}</span>, <time dateTime={at}>{formatInstant(at, zone)}</time>
      {children}
    </div>
  );
}
