import { Link } from "@tanstack/react-router";
import type { OverrideRow } from "~/api/types";
import { formatCount } from "~/lib/format";
import { formatDay } from "~/lib/time";
import { Card } from "~/ui/Card";
import { Health } from "~/ui/Health";
import { Owner } from "~/ui/Owner";
import { WhenDay } from "~/ui/When";
import classes from "./Health.module.css";

/** Where a teammate says another score than the scorecard does; the soonest to end first. */
export function Overrides({ rows }: { rows: OverrideRow[] }) {
  return (
    <Card
      title="Overrides in force"
      hint={rows.length > 0 ? formatCount(rows.length) : undefined}
      flush={rows.length > 0}
    >
      {rows.length === 0 ? (
        <p className={classes.note}>
          Every score is the computed one. Where a teammate knows better, they override it on the
          customer's page, with a reason and a last day; it is listed here while it holds.
        </p>
      ) : (
        <ul className={classes.list} aria-label="Overrides in force">
          {rows.map((row) => (
            <Override key={row.override_id} row={row} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Override({ row }: { row: OverrideRow }) {
  return (
    <li className={classes.item}>
      <div className={classes.body}>
        <div className={classes.line}>
          <Link
            to="/accounts/$accountId"
            params={{ accountId: row.account_id }}
            className={`${classes.name} clip`}
          >
            {row.account_name}
          </Link>
          <span className={`${classes.end} quiet`} title={`until ${formatDay(row.until)}`}>
            ends <WhenDay day={row.until} />
          </span>
        </div>
        <div className={classes.against}>
          <Owner email={row.owner_email} />
          <span className="quiet">says</span>
          <Health score={row.score} band={row.band} />
          <span className="quiet">computed</span>
          <Health score={row.computed_score} band={row.computed_band} />
        </div>
        <p className={classes.why}>{row.reason}</p>
      </div>
    </li>
  );
}
