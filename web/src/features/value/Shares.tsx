import type { ChurnScenario } from "~/api/types";
import { formatCount, formatFinePercent, formatMajor } from "~/lib/format";
import { Explained } from "~/ui/Explained";
import grid from "~/ui/grid.module.css";
import type { Simulated } from "./queries";
import classes from "./Value.module.css";
import { rateWords, yearsWords } from "./words";

/** What churn leaves, in words and as a table: two shares that are easily taken for each other. */
export function Shares({
  simulated,
  years,
  currency,
}: {
  simulated: Simulated;
  years: number;
  currency: string;
}) {
  const months = 12 * years;
  return (
    <>
      <ul className={classes.said} aria-label="What churn leaves">
        {simulated.scenarios.map((one) => (
          <li key={one.churn}>
            At <b>{rateWords(one.churn)}</b> churn, MRR after {months} months is{" "}
            <b>{formatFinePercent(one.compounding.mrr)}</b> of that without churn (growth and churn
            both compounding). The revenue of {yearsWords(years)} together is{" "}
            <b>{formatFinePercent(one.evenly.revenue)}</b> of that without churn.
          </li>
        ))}
      </ul>
      <Why months={months} years={years} />
      <div className={`${grid.scroll} ${classes.inset}`}>
        <table className={grid.grid} aria-label="What churn leaves">
          <thead>
            <tr>
              <th scope="col">Churn a year</th>
              <th scope="col" className={grid.right}>
                Customers at the end
              </th>
              <th scope="col" className={grid.right}>
                MRR at the end
              </th>
              <th
                scope="col"
                className={grid.right}
                title="Growth is spread evenly over the months, as in the chart"
              >
                ÷ no churn, evenly
              </th>
              <th scope="col" className={grid.right} title="Growth and churn both compound">
                ÷ no churn, compounding
              </th>
              <th scope="col" className={grid.right}>
                Revenue of {yearsWords(years)}
              </th>
              <th
                scope="col"
                className={grid.right}
                title="Growth is spread evenly over the months, as in the chart"
              >
                ÷ no churn
              </th>
            </tr>
          </thead>
          <tbody>
            <Line of={simulated.without} name="No churn" currency={currency} />
            {simulated.scenarios.map((one) => (
              <Line key={one.churn} of={one} name={rateWords(one.churn)} currency={currency} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Why({ months, years }: { months: number; years: number }) {
  return (
    <p className={classes.more}>
      These are two questions: how large the company is at the end, and how much came in on the way.
      The way begins at full size, so the second share is the larger one.
      <Explained what="two ways to let growth and churn work together">
        The chart and the amounts in the table spread a year's growth evenly over its months and
        take churn from that: a month's factor is 1 + growth ÷ 12 − (1 − (1 − churn)^(1 ÷ 12)).
        Their own share at the end stands in the column “evenly”. Where growth and churn both
        compound, each on its own, the share after {months} months is (1 − churn) to the power of{" "}
        {years}, whatever the growth; that is the one to compare with others, and stands in the
        column “compounding”.
      </Explained>
    </p>
  );
}

function Line({ of, name, currency }: { of: ChurnScenario; name: string; currency: string }) {
  const end = of.months.at(-1);
  return (
    <tr>
      <td>{name}</td>
      <td className={grid.right}>{formatCount(end?.customers)}</td>
      <td className={grid.right}>{formatMajor(end?.mrr, currency)}</td>
      <td className={grid.right}>{formatFinePercent(of.evenly.mrr)}</td>
      <td className={grid.right}>
        <b>{formatFinePercent(of.compounding.mrr)}</b>
      </td>
      <td className={grid.right}>{formatMajor(end?.revenue_so_far, currency)}</td>
      <td className={grid.right}>
        <b>{formatFinePercent(of.evenly.revenue)}</b>
      </td>
    </tr>
  );
}
