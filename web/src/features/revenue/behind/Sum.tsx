import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import type { RevenueAccount, RevenueRow } from "~/api/types";
import { formatMoneyExact, plural } from "~/lib/format";
import classes from "./Behind.module.css";
import { behind, type FigureKey, figureOf } from "./figures";

/** What the list comes to, and that it is the figure. */
export function Sum({
  accounts,
  currency,
  figure,
  row,
}: {
  accounts: RevenueAccount[];
  currency: string;
  figure: FigureKey;
  row: RevenueRow;
}) {
  const { of, unit, name } = figureOf(figure);
  const listed = behind(accounts, figure);
  const expected = of(row) ?? 0;
  const text = (value: number) =>
    unit === "money" ? formatMoneyExact({ minor: value, currency }) : plural(value, "account");
  const same = listed.figure === expected;
  return (
    <p className={classes.sum} data-differs={!same || undefined} role="status">
      {same ? (
        <IconCheck size={15} stroke={2} aria-hidden />
      ) : (
        <IconAlertTriangle size={15} stroke={1.8} aria-hidden />
      )}
      <span>
        <b className="num">{text(listed.figure)}</b>
        {unit === "money" && ` from ${plural(listed.rows.length, "account")}`}
        {same
          ? `: exactly the figure “${name}”.`
          : `, where the report says ${text(expected)}: something changed in between, load the page anew.`}
      </span>
    </p>
  );
}
