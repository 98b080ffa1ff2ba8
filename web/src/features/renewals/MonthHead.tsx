import { IconChevronRight } from "@tabler/icons-react";
import { formatCount, formatMoney, formatMoneyShort, formatPercent, plural } from "~/lib/format";
import { formatMonth } from "~/lib/time";
import classes from "./Board.module.css";
import type { Month } from "./sums";

/** A month's sums; pressing it folds its terms away. */
export function MonthHead({
  month: { month, sums },
  currency,
  columns,
  open,
  toggle,
}: {
  month: Month;
  currency: string;
  columns: number;
  open: boolean;
  toggle: () => void;
}) {
  const { all, atRisk, by, rate } = sums;
  const money = (minor: number) => (
    <span title={formatMoney({ minor, currency })}>{formatMoneyShort({ minor, currency })}</span>
  );
  return (
    <tr className={classes.month}>
      <th scope="rowgroup" colSpan={columns}>
        <button type="button" className={classes.toggle} aria-expanded={open} onClick={toggle}>
          <b>
            <IconChevronRight size={14} aria-hidden />
            {formatMonth(month)}
          </b>
          <span>
            {plural(all.terms, "term")}, {money(all.acv)}
          </span>
          {rate !== null && <span>{formatPercent(rate)} renewed</span>}
          {by.lost.terms > 0 && <span>{money(by.lost.acv)} lost</span>}
          {by.open.terms > 0 && by.open.terms < all.terms && <span>{money(by.open.acv)} open</span>}
          {atRisk.terms > 0 && (
            <span>
              {money(atRisk.acv)} at risk ({formatCount(atRisk.terms)})
            </span>
          )}
        </button>
      </th>
    </tr>
  );
}
