import { Button } from "@mantine/core";
import { useState } from "react";
import type { RevenueAccounts, RevenueRow } from "~/api/types";
import { formatCount, formatMoneyExact, plural } from "~/lib/format";
import grid from "~/ui/grid.module.css";
import { FileLinks } from "../FileLinks";
import type { Question } from "../question";
import { AccountRow } from "./AccountRow";
import classes from "./Behind.module.css";
import { behind, type FigureKey, figureOf, isLoss } from "./figures";
import { Kinds } from "./Kinds";
import { Sum } from "./Sum";

const PAGE = 100;

/** Who stands behind a figure, by kind of movement, and that together they are it. */
export function BehindList({
  found,
  figure,
  row,
  question,
  show,
}: {
  found: RevenueAccounts;
  figure: FigureKey;
  row: RevenueRow;
  question: Omit<Question, "by">;
  show: (figure: FigureKey) => void;
}) {
  const [shown, setShown] = useState(PAGE);
  const { accounts, currency } = found;
  const { rows, sum } = behind(accounts, figure);
  const { head, part } = figureOf(figure);
  const left = rows.length - shown;
  const money = (minor: number) => formatMoneyExact({ minor, currency });
  const signed = (minor: number) => `${isLoss(figure) && minor > 0 ? "−" : ""}${money(minor)}`;
  return (
    <>
      <Kinds accounts={accounts} currency={currency} figure={figure} show={show} />
      <div className={classes.told}>
        <Sum accounts={accounts} currency={currency} figure={figure} row={row} />
        <span className={classes.files}>
          <FileLinks
            table="accounts"
            question={question}
            says="All accounts of these days and filters, each with what it opened with, every kind of movement, and what it closed with"
          />
        </span>
      </div>
      {rows.length > 0 && (
        <table className={`${grid.grid} ${classes.table}`} aria-label="Accounts behind the figure">
          <thead>
            <tr>
              <th scope="col">Account</th>
              <th scope="col" className={grid.right}>
                Opening MRR
              </th>
              <th scope="col" className={grid.right}>
                {head === "Opening" || head === "Closing" ? "Change" : head}
              </th>
              <th scope="col" className={grid.right}>
                Closing MRR
              </th>
            </tr>
          </thead>
          {rows.slice(0, shown).map((account) => (
            <AccountRow
              key={account.account_id}
              account={account}
              currency={currency}
              amount={signed(
                head === "Opening" || head === "Closing"
                  ? account.mrr_end - account.mrr_start
                  : part(account),
              )}
              question={question}
            />
          ))}
          <tfoot>
            <tr>
              <th scope="row">{plural(rows.length, "account")}</th>
              <td className={grid.right}>
                {money(rows.reduce((all, one) => all + one.mrr_start, 0))}
              </td>
              <td className={grid.right}>
                {head === "Opening" || head === "Closing"
                  ? money(rows.reduce((all, one) => all + one.mrr_end - one.mrr_start, 0))
                  : signed(sum)}
              </td>
              <td className={grid.right}>
                {money(rows.reduce((all, one) => all + one.mrr_end, 0))}
              </td>
            </tr>
          </tfoot>
        </table>
      )}
      {left > 0 && (
        <div className={classes.more}>
          <Button size="xs" variant="default" onClick={() => setShown(shown + PAGE)}>
            Show {formatCount(Math.min(PAGE, left))} more of {formatCount(left)}
          </Button>
        </div>
      )}
    </>
  );
}
