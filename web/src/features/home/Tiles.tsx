import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Overview } from "~/api/types";
import { formatCount, formatMoney, formatMoneyShort, formatPercent, plural } from "~/lib/format";
import classes from "./Tiles.module.css";

/** The company in three numbers; each leads to what it is made of. */
export function Tiles({ overview }: { overview: Overview }) {
  const { arr, arr_at_risk: risk, accounts, signals_open: open } = overview;
  const share = arr && risk && arr.minor > 0 ? risk.minor / arr.minor : null;
  return (
    <div className={classes.tiles}>
      <Link to="/accounts" search={{ sort: "arr", dir: "desc" }} className={classes.tile}>
        <Tile label="ARR" value={formatMoneyShort(arr)} title={formatMoney(arr)}>
          {plural(accounts, "account")}
        </Tile>
      </Link>
      <Link
        to="/accounts"
        search={{ where: "band in ('wobbling', 'critical')" }}
        className={classes.tile}
      >
        <Tile label="ARR at risk" value={formatMoneyShort(risk)} title={formatMoney(risk)}>
          {share === null ? "wobbling and critical" : `${formatPercent(share)} of ARR`}
        </Tile>
      </Link>
      <Link to="/signals" className={classes.tile}>
        <Tile label="Open signals" value={formatCount(open)}>
          {open === 0 ? "nothing waits" : "to be looked at"}
        </Tile>
      </Link>
    </div>
  );
}

function Tile({
  label,
  value,
  title,
  children,
}: {
  label: string;
  value: string;
  title?: string;
  children: ReactNode;
}) {
  return (
    <>
      <span className={classes.label}>{label}</span>
      <span className={classes.value} title={title}>
        {value}
      </span>
      <span className={classes.foot}>{children}</span>
    </>
  );
}
