import { formatMoneyShort, formatPercent, plural } from "~/lib/format";
import { formatMonth } from "~/lib/time";
import { Card } from "~/ui/Card";
import { Explained } from "~/ui/Explained";
import classes from "./Head.module.css";
import type { Month, Sums } from "./sums";

/** So many of the last months are told one by one. */
const SHOWN = 4;

/** Which part of what ended was renewed, over all and by month, with the formula. */
export function RateCard({
  months,
  sums,
  currency,
  today,
}: {
  months: Month[];
  sums: Sums;
  currency: string;
  today: string;
}) {
  const past = months.filter(({ month, sums: { rate } }) => month <= today && rate !== null);
  const short = (minor: number) => formatMoneyShort({ minor, currency });
  const { rate, stayed, by } = sums;
  const ended = sums.all.terms - by.open.terms;
  return (
    <Card
      title="Renewal rate"
      actions={
        <Explained what="renewal rate">
          1 − ACV lost ÷ (ACV that stayed + ACV lost), over the terms that ended. What stayed counts
          at what it brought before: growth does not flatter the rate, and a lower price does not
          lower it. Open terms are in neither.
        </Explained>
      }
    >
      <p className={classes.figure}>
        {formatPercent(rate)} <span>of {plural(ended, "ended term")}, by ACV</span>
      </p>
      {rate === null ? (
        <p className={classes.said}>
          No term in these months has ended yet. Go back further to see how many were renewed.
        </p>
      ) : (
        <p className={classes.said}>
          {short(stayed)} stayed of the {short(stayed + by.lost.acv)} that ended, at the price
          before; {short(by.lost.acv)} was lost.
        </p>
      )}
      <table className={classes.rates} aria-label="Renewal rate by month">
        <tbody>
          {past.slice(-SHOWN).map(({ month, sums: of }) => (
            <tr key={month}>
              <th scope="row">{formatMonth(month)}</th>
              <td>{plural(of.all.terms - of.by.open.terms, "term")}</td>
              <td>
                {short(of.stayed)} of {short(of.stayed + of.by.lost.acv)}
              </td>
              <td>
                <b>{formatPercent(of.rate)}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {past.length > SHOWN && <p className={classes.foot}>More months are in the table below.</p>}
    </Card>
  );
}
