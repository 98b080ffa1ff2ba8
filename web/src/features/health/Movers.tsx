import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { MoverRow } from "~/api/types";
import { reasonOf } from "~/features/home/reason";
import { formatMoney, formatMoneyShort } from "~/lib/format";
import { Card } from "~/ui/Card";
import { Change } from "~/ui/Change";
import { Health } from "~/ui/Health";
import { Sparkline } from "~/ui/Sparkline";
import { Empty } from "~/ui/States";
import classes from "./Health.module.css";

const FIRST = 5;

/** The customers whose health moved most, and why. */
export function Movers({
  title,
  rows,
  way,
}: {
  title: string;
  rows: MoverRow[];
  way: "down" | "up";
}) {
  const [open, setOpen] = useState(false);
  return (
    <Card title={title} flush>
      {rows.length === 0 ? (
        <Empty title={way === "down" ? "Nobody fell" : "Nobody rose"}>
          Customers whose score is {way === "down" ? "lower" : "higher"} than 28 days before appear
          here, with the reason. Both days need a score.
        </Empty>
      ) : (
        <>
          <ol className={classes.list} aria-label={title}>
            {(open ? rows : rows.slice(0, FIRST)).map((row) => (
              <Mover key={row.account_id} row={row} />
            ))}
          </ol>
          <div className={classes.foot}>
            {!open && rows.length > FIRST ? (
              <button type="button" onClick={() => setOpen(true)}>
                Show {rows.length - FIRST} more
                <span className="visually-hidden"> of {title}</span>
              </button>
            ) : (
              <span />
            )}
            <Link
              to="/accounts"
              search={{ sort: "score_change_28d", dir: way === "down" ? "asc" : "desc" }}
              className="link"
            >
              All by change
            </Link>
          </div>
        </>
      )}
    </Card>
  );
}

function Mover({ row }: { row: MoverRow }) {
  return (
    <li className={classes.item}>
      <div className={classes.body}>
        <div className={classes.line}>
          <Link
            to="/accounts/$accountId"
            params={{ accountId: row.account_id }}
            className={`${classes.name} clip`}
          >
            {row.name}
          </Link>
          <Health score={row.score} band={row.band} />
          <Change value={row.score_change_28d} title="change of health in 28 days" />
          <span className={classes.end} title={formatMoney(row.arr)}>
            {formatMoneyShort(row.arr)}
          </span>
        </div>
        {row.why && <p className={classes.why}>{reasonOf(row.why)}</p>}
      </div>
      <Sparkline values={row.spark} band={row.band} width={92} height={36} />
    </li>
  );
}
