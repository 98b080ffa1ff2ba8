import { IconCircleCheck, IconDatabaseOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { HealthOverview, HiddenRiskList } from "~/api/types";
import { useAsOf } from "~/app/session";
import { formatCount, formatMoney, formatMoneyShort, plural } from "~/lib/format";
import { Card } from "~/ui/Card";
import { Empty, Loaded, RowSkeletons } from "~/ui/States";
import classes from "./Health.module.css";
import { hiddenRiskListQuery } from "./queries";
import { Risk } from "./Risk";
import { GREEN_OUTSIDE, hiddenReason } from "./words";

const FIRST = 3;

/** How many look well and are not, what is at stake, and the first of them. */
export function GreenOutside({ hidden }: { hidden: HealthOverview["hidden"] }) {
  return (
    <Card
      title={GREEN_OUTSIDE}
      hint="look well, and carry a high hidden risk"
      actions={
        <Link to="/health/hidden-risk" className="link">
          {hidden.listed > 0 ? `All ${formatCount(hidden.listed)}` : "Hidden risk"}
        </Link>
      }
      flush
    >
      {hidden.listed > 0 ? (
        <>
          <div className={classes.figures}>
            <Link to="/health/hidden-risk" className={classes.figure}>
              <b className={classes.big}>{formatCount(hidden.listed)}</b>
              {hidden.listed === 1 ? "customer" : "customers"}
            </Link>
            <span className={classes.figure} title={formatMoney(hidden.arr)}>
              <b className={classes.big}>{formatMoneyShort(hidden.arr)}</b>of ARR
            </span>
          </div>
          <p className={classes.said}>
            <Rest hidden={hidden} />
          </p>
          <First />
        </>
      ) : (
        <Nobody hidden={hidden} />
      )}
    </Card>
  );
}

function Rest({ hidden: { high, judged } }: { hidden: HealthOverview["hidden"] }) {
  return (
    <>
      Whether they look well or not,{" "}
      <Link to="/health/hidden-risk" search={{ show: "all" }} className="link">
        {formatCount(high)} of {plural(judged, "customer")}
      </Link>{" "}
      of whom enough is known carry a high one.
    </>
  );
}

function First() {
  const list = useQuery(hiddenRiskListQuery(false, useAsOf()));
  return (
    <Loaded query={list} skeleton={<RowSkeletons rows={4} />}>
      {(found) => <Rows list={found} />}
    </Loaded>
  );
}

function Rows({ list }: { list: HiddenRiskList }) {
  const name = (key: string | null) => list.bands.find((band) => band.key === key)?.name;
  return (
    <ol className={classes.list} aria-label={GREEN_OUTSIDE}>
      {list.rows.slice(0, FIRST).map((row) => (
        <li key={row.account_id} className={classes.item}>
          <span className={classes.risk}>
            <Risk risk={row.risk} band={row.risk_band} name={name(row.risk_band)} />
          </span>
          <div className={classes.body}>
            <div className={classes.line}>
              <Link
                to="/accounts/$accountId"
                params={{ accountId: row.account_id }}
                hash="hidden-risk"
                className={`${classes.name} clip`}
              >
                {row.name}
              </Link>
              <span className={classes.end} title={formatMoney(row.arr)}>
                {formatMoneyShort(row.arr)}
              </span>
            </div>
            <p className={classes.why}>{hiddenReason(row.why)}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}

function Nobody({ hidden }: { hidden: HealthOverview["hidden"] }) {
  if (hidden.judged === 0) {
    return (
      <Empty
        icon={<IconDatabaseOff size={20} stroke={1.6} />}
        title="Too little is known to see inside"
      >
        Customers appear here that look well and are not. It takes more than their use to tell:
        contacts, tickets, surveys, meetings, contracts.{" "}
        <Link to="/data" className="link">
          Connect data
        </Link>
      </Empty>
    );
  }
  return (
    <Empty icon={<IconCircleCheck size={20} stroke={1.6} />} title="Nobody looks well and is not">
      Customers that look well and carry a high hidden risk appear here. <Rest hidden={hidden} />
    </Empty>
  );
}
