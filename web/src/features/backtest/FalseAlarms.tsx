import { useSession } from "~/app/session";
import { formatCount, formatMetric } from "~/lib/format";
import { Card } from "~/ui/Card";
import { Explained } from "~/ui/Explained";
import grid from "~/ui/grid.module.css";
import classes from "./Backtest.module.css";
import type { FalseAlarms as Alarms, Backtest } from "./types";
import { raised } from "./words";

const TITLE = "False alarms";
/** The row that the others are parts of. */
const ALL = "all";

/** How often those who stayed were under warning, in all and where it happens most easily. */
export function FalseAlarms({ data }: { data: Backtest }) {
  const rows = data.false_alarms ?? [];
  if (rows.length === 0) return null;
  return (
    <Card
      title={TITLE}
      actions={
        <Explained what="false alarms">
          Each look at an account that did not leave within the {data.settings.horizon_days} days
          after it is one customer-day: of these the share that was under warning. A warning is{" "}
          {data.judged.warning}. Less is better; none at all would be a warning that never comes.
        </Explained>
      }
    >
      <div className={classes.alarms}>
        <p>
          How often customers who stayed were under warning all the same; holidays, small and new
          customers are where such numbers cry wolf.
        </p>
        <table className={grid.grid} aria-label={TITLE}>
          <thead>
            <tr>
              <th scope="col">Customers who stayed</th>
              <th scope="col">Under warning</th>
              <th scope="col" className={grid.right}>
                Looked at
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.key} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Row({ row: { key, name, days, warned, rate } }: { row: Alarms }) {
  const { company } = useSession();
  return (
    <tr className={classes.line} data-own={key === ALL || undefined}>
      <td>{raised(name)}</td>
      <td className={classes.rate} title={`${formatCount(warned)} customer-days under warning`}>
        <span className={classes.rateBar} aria-hidden="true">
          {rate !== null && rate > 0 && <span style={{ width: `${rate * 100}%` }} />}
        </span>
        <b>{formatMetric(rate, "ratio", company.currency)}</b>
      </td>
      <td className={`${grid.right} quiet`}>
        {days > 0 ? `of ${formatCount(days)} customer-days` : "no such days"}
      </td>
    </tr>
  );
}
