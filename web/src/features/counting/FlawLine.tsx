import { Link } from "@tanstack/react-router";
import type { LedgerFlaw } from "~/api/types";
import { useSession } from "~/app/session";
import { minorPerMajor } from "~/lib/format";
import { dayOfInstant, formatDay } from "~/lib/time";
import grid from "~/ui/grid.module.css";
import classes from "./Counting.module.css";

/** What a flaw is about: those values are marked. */
const WRONG: Record<string, string[]> = {
  ends_before_start: ["from", "until"],
  within_a_day: ["from", "until"],
  overlaps: ["from"],
  negative_price: ["price"],
  no_price: ["price"],
  no_rate: ["price"],
  term_before_start: ["from", "term"],
};

/** A row as it was imported. */
export function FlawLine({ flaw: { account_id, account_name, flaw, row } }: { flaw: LedgerFlaw }) {
  const zone = useSession().company.time_zone;
  const day = (at: string | null) => (at ? formatDay(dayOfInstant(at, zone)) : "–");
  const mark = (part: string) => (WRONG[flaw]?.includes(part) ? { "data-wrong": true } : {});
  return (
    <tr className={classes.row}>
      <td>
        <Link
          to="/accounts/$accountId"
          params={{ accountId: account_id }}
          search={{ tab: "revenue" }}
          className={classes.name}
        >
          {account_name}
        </Link>
      </td>
      <td>
        <span className={grid.code}>{row.subscription_id}</span>{" "}
        <span className="quiet">{row.plan}</span>
      </td>
      <td {...mark("from")}>{day(row.started_at)}</td>
      <td {...mark("until")}>{row.ended_at ? day(row.ended_at) : "–"}</td>
      <td {...mark("term")}>{day(row.term_end)}</td>
      <td>{row.status ?? <span className="quiet">–</span>}</td>
      <td className={grid.right} {...mark("price")}>
        {row.mrr ? exact(row.mrr.minor, row.mrr.currency) : "no price"}
      </td>
    </tr>
  );
}

/** To the cent: here it matters what stands in the row. */
function exact(minor: number, currency: string): string {
  const digits = Math.round(Math.log10(minorPerMajor(currency)));
  const text = (minor / minorPerMajor(currency)).toLocaleString(undefined, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${text} ${currency}`;
}
