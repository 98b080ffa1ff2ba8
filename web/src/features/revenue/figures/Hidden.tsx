import type { ReactNode } from "react";
import type { RevenueRow } from "~/api/types";
import { formatCount, formatFinePercent, formatPercent } from "~/lib/format";
import { Opens } from "../Opens";
import classes from "./Figures.module.css";

const customers = (count: number) => (count === 1 ? "customer" : "customers");

/** What net retention hides; it never stands without. */
export function Hidden({ row }: { row: RevenueRow }) {
  return (
    <div className={classes.hidden}>
      <dt>What NRR hides</dt>
      <dd>
        <Line name="without the 3 largest customers">
          {formatFinePercent(row.nrr_without_largest)}
        </Line>
        <Line name="without the 3 that grew most">
          {formatFinePercent(row.nrr_without_growers)}
        </Line>
        <Line name="of all growth is one customer’s">{formatPercent(row.growth_from_one)}</Line>
        <Line name={`${customers(row.accounts_shrunk)} that shrank`}>
          <Opens figure="accounts_shrunk">{formatCount(row.accounts_shrunk)}</Opens>
        </Line>
        <Line name={`${customers(row.accounts_lost)} that left`}>
          <Opens figure="accounts_lost">{formatCount(row.accounts_lost)}</Opens>
        </Line>
      </dd>
    </div>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <span className={classes.line}>
      <b className="num">{children}</b> {name}
    </span>
  );
}
