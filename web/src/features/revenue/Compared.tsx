import type { RevenueReport, RevenueRow } from "~/api/types";
import { formatFinePercent, formatMoney, plural, shortEmail } from "~/lib/format";
import { Card } from "~/ui/Card";
import grid from "~/ui/grid.module.css";
import { net } from "./behind/figures";
import classes from "./Compared.module.css";
import { Opens } from "./Opens";
import { rowKey } from "./question";

type By = "plan" | "segment" | "owner";

const NAMES: Record<By, string> = { plan: "Plan", segment: "Segment", owner: "Owner" };

/** How a row of a group is called. */
export function groupName(row: RevenueRow, by: By): string {
  if (!row.key) return { plan: "No plan", segment: "No segment", owner: "Nobody" }[by];
  return by === "owner" ? shortEmail(row.name) : row.name;
}

/** Plans, segments or owners side by side: size, how they moved, and what was kept. */
export function Compared({ report, by }: { report: RevenueReport; by: By }) {
  const { rows, currency } = report;
  const largest = Math.max(1, ...rows.map(({ mrr_end }) => mrr_end));
  const widest = Math.max(1, ...rows.map((row) => Math.abs(net(row))));
  const kept = Math.max(1, ...rows.map(({ nrr }) => nrr ?? 0));
  const money = (minor: number) => formatMoney({ minor, currency });
  return (
    <Card title={`Compared by ${by}`} hint={HINTS[by]} flush>
      <div className={grid.scroll}>
        <table className={grid.grid} aria-label={`Compared by ${by}`}>
          <thead>
            <tr>
              <th scope="col">{NAMES[by]}</th>
              <th scope="col">Closing MRR</th>
              <th scope="col">Change over the period</th>
              <th scope="col" title="The mark stands at 100 %">
                NRR
              </th>
              <th scope="col" title="The mark stands at 100 %">
                GRR
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={rowKey(row)}>
                <td>
                  <b className={classes.name} title={row.name}>
                    {groupName(row, by)}
                  </b>
                  <div className="quiet">
                    {plural(row.accounts_start, "customer")} at the opening
                  </div>
                </td>
                <td>
                  <Opens figure="mrr_end" of={rowKey(row)} className={classes.amount}>
                    {money(row.mrr_end)}
                  </Opens>
                  <Bar share={row.mrr_end / largest} tone="plain" />
                </td>
                <td>
                  <Opens figure="all" of={rowKey(row)} className={classes.amount}>
                    {net(row) > 0 ? "+" : ""}
                    {money(net(row))}
                  </Opens>
                  <Swing share={net(row) / widest} />
                </td>
                <Kept value={row.nrr} to={kept} />
                <Kept value={row.grr} to={kept} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

const HINTS: Record<By, string> = {
  plan: "by the plan at the opening; of new customers, their first",
  segment: "as accounts were at the opening; one may be in several",
  owner: "who looks after the account today",
};

function Kept({ value, to }: { value: number | null; to: number }) {
  return (
    <td>
      <span className={classes.amount}>{formatFinePercent(value)}</span>
      {value !== null && (
        <Bar share={value / to} tone={value < 1 ? "less" : "more"} mark={1 / to} />
      )}
    </td>
  );
}

function Bar({ share, tone, mark }: { share: number; tone: string; mark?: number }) {
  return (
    <span className={classes.track} aria-hidden="true">
      <span data-tone={tone} style={{ width: `${Math.max(0, share) * 100}%` }} />
      {mark !== undefined && <i style={{ left: `${mark * 100}%` }} />}
    </span>
  );
}

/** To the right of the middle more, to the left less. */
function Swing({ share }: { share: number }) {
  const width = Math.abs(share) * 50;
  const place = share < 0 ? { right: "50%" } : { left: "50%" };
  return (
    <span className={classes.track} data-swing aria-hidden="true">
      <span data-tone={share < 0 ? "loss" : "gain"} style={{ width: `${width}%`, ...place }} />
      <i style={{ left: "50%" }} />
    </span>
  );
}
