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
          <b>{fact.name}</b>
          {fact.contact_name && <span className="quiet"> by {fact.contact_name}</span>}
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

function Property({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
