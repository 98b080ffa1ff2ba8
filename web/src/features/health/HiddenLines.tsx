import { Link } from "@tanstack/react-router";
import type { HiddenRiskList, HiddenRow } from "~/api/types";
import { formatMoney, formatMoneyShort, formatScore } from "~/lib/format";
import { formatDay, relativeDays } from "~/lib/time";
import { Health } from "~/ui/Health";
import { WhenDay } from "~/ui/When";
import classes from "./Hidden.module.css";
import { HiddenMark } from "./HiddenMark";
import { Risk } from "./Risk";
import { hiddenReason, wellBy } from "./words";

/** Account, health, risk, ARR and renewal stand beside the sides. */
const COLUMNS = 5;

/** A customer in two lines: its figures, and its sentence. */
export function HiddenLines({
  row,
  list,
  wide,
  marked,
}: {
  row: HiddenRow;
  list: HiddenRiskList;
  wide: boolean;
  /** Whether those that are listed stand among others. */
  marked: boolean;
}) {
  const well = wellBy(row.looks_well);
  return (
    <tbody className={classes.account}>
      <tr>
        <th scope="row" className={`${classes.value} ${classes.first}`}>
          <span className={classes.who}>
            <Link
              to="/accounts/$accountId"
              params={{ accountId: row.account_id }}
              hash="hidden-risk"
              className={`${classes.name} clip`}
            >
              {row.name}
            </Link>
            {marked && row.listed && <HiddenMark labelled />}
          </span>
        </th>
        <td className={classes.value}>
          <Link to="/accounts/$accountId" params={{ accountId: row.account_id }} tabIndex={-1}>
            <Health score={row.score} band={row.band} />
          </Link>
        </td>
        {wide && <td className={classes.value}>{well ?? <span className="quiet">–</span>}</td>}
        <td className={classes.value}>
          <Link
            to="/accounts/$accountId"
            params={{ accountId: row.account_id }}
            hash="hidden-risk"
            tabIndex={-1}
          >
            <Risk
              risk={row.risk}
              band={row.risk_band}
              name={list.bands.find(({ key }) => key === row.risk_band)?.name}
            />
          </Link>
        </td>
        {list.sides.map((side, at) => (
          <SideCell key={side.key} name={side.name} alarm={row.sides[at] ?? null} />
        ))}
        <td className={classes.value} data-right title={formatMoney(row.arr)}>
          {formatMoneyShort(row.arr)}
        </td>
        <td className={classes.value}>
          {row.days_to_renewal === null ? (
            <span className="quiet">–</span>
          ) : (
            relativeDays(row.days_to_renewal)
          )}
        </td>
        {wide && (
          <td className={classes.value}>
            {row.listed_since ? (
              <WhenDay day={row.listed_since} />
            ) : (
              <span className="quiet">–</span>
            )}
          </td>
        )}
      </tr>
      <tr>
        <td colSpan={COLUMNS + list.sides.length + (wide ? 2 : 0)} className={classes.why}>
          {hiddenReason(row.why)}
          {!wide && (
            <span className="quiet">
              {well && ` Looks well by its ${well}.`}
              {row.listed_since && ` Listed since ${formatDay(row.listed_since)}.`}
            </span>
          )}
        </td>
      </tr>
    </tbody>
  );
}

/** One side: the fuller the cell, the more alarming; unknown is hatched. */
function SideCell({ name, alarm }: { name: string; alarm: number | null }) {
  const said = alarm === null ? "unknown" : `alarm ${formatScore(alarm)} of 100`;
  return (
    <td className={classes.sideValue} title={`${name}: ${said}`}>
      <span className={classes.cell} data-unknown={alarm === null || undefined} aria-hidden="true">
        {alarm !== null && alarm > 0 && (
          <span className={classes.fill} style={{ height: `${Math.min(alarm, 100)}%` }} />
        )}
      </span>
      <span className="visually-hidden">
        {name}: {said}
      </span>
    </td>
  );
}
