import { useState } from "react";
import type { TimelineFact } from "~/api/types";
import { useSession } from "~/app/session";
import { formatNumber, humanise } from "~/lib/format";
import { formatInstant } from "~/lib/time";
import { FactIcon } from "./FactIcon";
import classes from "./Timeline.module.css";

/** One fact; pressing it shows its properties. */
export function FactItem({ fact }: { fact: TimelineFact }) {
  const zone = useSession().company.time_zone;
  const [opened, setOpened] = useState(false);
  const exact = formatInstant(fact.occurred_at, zone);
  const who = fact.contact_name ?? fact.contact_id;
  const about = aboutOf(fact);
  const properties = Object.entries(fact.properties);
  return (
    <li className={classes.fact}>
      <button
        type="button"
        className={classes.line}
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        <span className={classes.icon} data-kind={fact.kind}>
          <FactIcon kind={fact.kind} />
        </span>
        <span className={`${classes.what} clip`}>
          <b>{titleOf(fact.name)}</b>
          {about && <span> · {about}</span>}
          {who && <span className="quiet"> by {who}</span>}
          {fact.value !== null && <span> · {formatNumber(fact.value)}</span>}
        </span>
        <span className="visually-hidden">{humanise(fact.kind)}</span>
        <time dateTime={fact.occurred_at} className={classes.time} title={exact}>
          {new Date(fact.occurred_at).toLocaleTimeString(undefined, {
            hour: "2-digit",
            minute: "2-digit",
            timeZone: zone,
          })}
        </time>
      </button>
      {opened && (
        <dl className={classes.properties}>
          <Property name="When" value={exact} />
          <Property name="Name" value={fact.name} />
          <Property name="Kind" value={humanise(fact.kind)} />
          <Property name="Source" value={fact.source} />
          {fact.contact_id && <Property name="Contact" value={fact.contact_id} />}
          {properties.map(([key, value]) => (
            <Property
              key={key}
              name={key}
              value={typeof value === "object" ? JSON.stringify(value) : String(value)}
            />
          ))}
        </dl>
      )}
    </li>
  );
}

/** The words of a ticket, a call or an answer, where there are some. */
function aboutOf({ properties }: TimelineFact): string | undefined {
  const words = [properties.subject, properties.title, properties.comment];
  return words.find((word): word is string => typeof word === "string" && word !== "");
}

/** `report_created` → `Report created`; names that people wrote stay as they are. */
function titleOf(name: string): string {
  return /^[a-z0-9_ ]+$/.test(name) ? humanise(name) : name;
}

function Property({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
