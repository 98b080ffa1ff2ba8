import { formatNumber, formatPercent } from "~/lib/format";
import { Card } from "~/ui/Card";
import { Explained } from "~/ui/Explained";
import grid from "~/ui/grid.module.css";
import { Interval } from "~/ui/Interval";
import classes from "./Backtest.module.css";
import type { Backtest, Baseline } from "./types";
import { between, ofHundred, raised, verdict } from "./words";

const COIN = 0.5;

type Row = Omit<Baseline, "key"> & { key: string; own: boolean };

/** Whether it is worth more than what anybody could sort by. */
export function Baselines({ data }: { data: Backtest }) {
  const rows = rowsOf(data);
  const from = scaleStart(rows);
  return (
    <Card
      className={classes.fill}
      title="Beside plain baselines"
      actions={
        <Explained what="plain baselines">
          What takes no scorecard at all: sorting accounts by how long ago somebody was seen, by
          revenue, by age, or tossing a coin. A scorecard should do better than each of them. The PR
          area sums up the curve “What finding more costs”: 1.00 is perfect.
        </Explained>
      }
    >
      <p className={classes.said}>{verdict(data)}</p>
      <table className={`${grid.grid} ${classes.inset}`} aria-label="Beside plain baselines">
        <thead>
          <tr>
            <th scope="col">Sorted by</th>
            <th scope="col" className={classes.wide}>
              <span className="visually-hidden">Drawn with its interval</span>
              <Scale from={from} />
            </th>
            <th scope="col" className={grid.right} title="Of 100 pairs, put in the right order">
              Of 100 pairs
            </th>
            <th scope="col" className={grid.right} title="Accounts called that did leave">
              Right calls
            </th>
            <th
              scope="col"
              className={grid.right}
              title="Precision over all recalls: the area under the precision-recall curve"
            >
              PR area
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.key} row={row} from={from} each={data.settings.calls} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

/** What is judged stands first, then the baselines from the best on. */
function rowsOf({ judged, baselines, ...own }: Backtest): Row[] {
  const plain = baselines
    .filter(({ key }) => key !== judged.key)
    .toSorted((a, b) => (b.roc_auc.value ?? 0) - (a.roc_auc.value ?? 0));
  const { roc_auc, pr_auc, precision_at_k, calls_that_left } = own;
  return [
    {
      key: "judged",
      name: judged.name,
      own: true,
      roc_auc,
      pr_auc,
      precision_at_k,
      calls_that_left,
    },
    ...plain.map((row) => ({ ...row, own: false })),
  ];
}

/** The scale begins at a ten below the least of them, or below a coin. */
function scaleStart(rows: Row[]): number {
  const least = Math.min(0.4, ...rows.map(({ roc_auc }) => roc_auc.low ?? roc_auc.value ?? 1));
  return Math.max(0, Math.floor(least * 10) / 10);
}

function Scale({ from }: { from: number }) {
  const coin = `${((COIN - from) / (1 - from)) * 100}%`;
  return (
    <span className={classes.scale} aria-hidden="true">
      <span style={{ left: coin }}>50, a coin</span>
      <span style={{ right: 0 }}>100</span>
    </span>
  );
}

function Line({ row, from, each }: { row: Row; from: number; each: number }) {
  const { name, own, roc_auc, pr_auc, precision_at_k: calls } = row;
  return (
    <tr data-own={own || undefined} className={classes.line}>
      <td>{raised(name)}</td>
      <td className={classes.wide}>
        <Interval
          estimate={roc_auc}
          from={from}
          to={1}
          mark={COIN}
          tone={own ? "accent" : "plain"}
        />
      </td>
      <td className={grid.right} title={`ROC-AUC ${roc_auc.value?.toFixed(3) ?? "unknown"}`}>
        <b>{ofHundred(roc_auc.value)}</b>{" "}
        <span className="quiet">{between(roc_auc, ofHundred)}</span>
      </td>
      <td className={grid.right} title={`${formatPercent(calls.value)} of the calls`}>
        {calls.value === null ? "–" : formatNumber(calls.value * each)}{" "}
        <span className="quiet">of {each}</span>
      </td>
      <td className={grid.right}>{pr_auc.value?.toFixed(2) ?? "–"}</td>
    </tr>
  );
}
