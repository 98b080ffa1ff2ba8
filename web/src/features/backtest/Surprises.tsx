import { Link } from "@tanstack/react-router";
import { formatCount, formatMoney, formatPercent } from "~/lib/format";
import { formatDay, plusDays } from "~/lib/time";
import { Card } from "~/ui/Card";
import { Explained } from "~/ui/Explained";
import grid from "~/ui/grid.module.css";
import { Interval } from "~/ui/Interval";
import classes from "./Backtest.module.css";
import type { Backtest, Estimate, Leaver } from "./types";
import { between } from "./words";

const LATEST = 30;
const MOST = 3;

/** Who left and had looked well, by number and by money, the closer the rarer. */
export function Surprises({ data }: { data: Backtest }) {
  const rows = data.surprise_churn.toSorted((a, b) => b.days - a.days);
  return (
    <Card
      className={classes.fill}
      title="Left, and had looked well"
      actions={
        <Explained what="left, and had looked well">
          Of the accounts that left: the share that had no warning so many days before, by number
          and weighed by the ARR that went with them. If the share of ARR is the larger one, it is
          the large accounts that leave unseen.
        </Explained>
      }
    >
      <p className={classes.said}>{said(data)}</p>
      <table className={`${grid.grid} ${classes.inset}`} aria-label="Left, and had looked well">
        <thead>
          <tr>
            <th scope="col">Before leaving</th>
            <th scope="col">Of accounts</th>
            <th scope="col">Of their ARR</th>
            <th scope="col" className={grid.right} title="Of how many something was said then">
              n
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ days, by_count, by_revenue, n }) => (
            <tr key={days} className={classes.line}>
              <td>{days} days</td>
              <Share estimate={by_count} />
              <Share estimate={by_revenue} />
              <td className={grid.right}>{formatCount(n)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Largest leavers={data.leavers} />
    </Card>
  );
}

/** Where the money went unseen. */
function Largest({ leavers }: { leavers: Leaver[] }) {
  const unseen = leavers
    .filter(({ said }) => said.some(({ days, warned }) => days === LATEST && warned === false))
    .filter(({ arr }) => arr !== null && arr.minor > 0)
    .toSorted((a, b) => (b.arr?.minor ?? 0) - (a.arr?.minor ?? 0))
    .slice(0, MOST);
  if (unseen.length === 0) return null;
  return (
    <div className={classes.largest}>
      <p className={classes.label}>Largest of those who looked well {LATEST} days before</p>
      <ul>
        {unseen.map(({ account_id, name, left_on, arr }) => (
          <li key={`${account_id} ${left_on}`}>
            <Link
              to="/accounts/$accountId"
              params={{ accountId: account_id }}
              search={{ day: plusDays(left_on, -LATEST) }}
              className={`${classes.name} clip`}
            >
              {name}
            </Link>
            <span className="quiet num">{formatDay(left_on)}</span>
            <span className="num">{formatMoney(arr)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function said({ surprise_churn }: Backtest): string {
  const last = surprise_churn.find(({ days }) => days === LATEST);
  if (!last || last.by_count.value === null) return "Nothing was said of those who left.";
  return `A month before they left, ${formatPercent(last.by_count.value)} still looked well. Less is better.`;
}

function Share({ estimate }: { estimate: Estimate }) {
  return (
    <td className={classes.share}>
      <span className={classes.shareLine}>
        <b>{formatPercent(estimate.value)}</b>
        <span className="quiet">{between(estimate, formatPercent)}</span>
      </span>
      <Interval estimate={estimate} to={1} tone="bad" />
    </td>
  );
}
