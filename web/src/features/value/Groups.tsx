import { SegmentedControl } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { LifetimeOf, Lifetimes } from "~/api/types";
import { formatCount, formatMajor, formatNumber, shortEmail } from "~/lib/format";
import { oneOf } from "~/lib/url";
import { Card } from "~/ui/Card";
import grid from "~/ui/grid.module.css";
import { Interval } from "~/ui/Interval";
import { Empty } from "~/ui/States";
import { SPLITS, type Split, type ValueSearch } from "./search";
import classes from "./Value.module.css";
import { monthsWords, spanWords } from "./words";

const NOT = "not";
const NAMES: Record<Split, string> = { plan: "Plan", segment: "Segment", owner: "Owner" };
const NAMELESS: Record<Split, string> = {
  plan: "No plan named",
  segment: "In no segment",
  owner: "Nobody's",
};

/** The same for each plan, segment or owner. */
export function Groups({
  data: { groups, whole },
  currency,
  search,
  change,
}: {
  data: Lifetimes;
  currency: string;
  search: ValueSearch;
  change: (next: Partial<ValueSearch>) => void;
}) {
  const { by } = search;
  return (
    <Card
      title="Who is worth most"
      hint="where intervals overlap widely, the difference may be chance"
      actions={
        <SegmentedControl
          size="xs"
          aria-label="Split by"
          value={by ?? NOT}
          data={[
            { value: NOT, label: "Not split" },
            ...SPLITS.map((value) => ({ value, label: NAMES[value] })),
          ]}
          onChange={(next) => change({ by: oneOf(next, SPLITS) })}
        />
      }
      flush
    >
      {by && groups.length === 0 ? (
        <Empty title={`No ${by} has had a customer`}>
          Each {by} with at least one customer, now or before, stands here.
        </Empty>
      ) : (
        <Table
          rows={by ? [...groups.toSorted(best), whole] : [whole]}
          by={by}
          currency={currency}
        />
      )}
    </Card>
  );
}

function best(a: LifetimeOf, b: LifetimeOf): number {
  return (b.value?.value ?? -1) - (a.value?.value ?? -1);
}

function Table({
  rows,
  by,
  currency,
}: {
  rows: LifetimeOf[];
  by: Split | undefined;
  currency: string;
}) {
  const to = Math.max(...rows.map(({ value }) => value?.high ?? 0));
  return (
    <div className={grid.scroll}>
      <table className={grid.grid} aria-label="Value by group">
        <thead>
          <tr>
            <th scope="col">{by ? NAMES[by] : "Customers"}</th>
            <th scope="col" className={grid.right}>
              Now
            </th>
            <th scope="col" className={grid.right} title="All that ever were, and who of them left">
              Ever, left
            </th>
            <th scope="col" className={grid.right}>
              A month
            </th>
            <th scope="col" className={grid.right}>
              Half stay longer
            </th>
            <th scope="col" className={grid.right}>
              Value
            </th>
            <th scope="col" className={classes.bar}>
              95% limits
            </th>
            <th scope="col" className={grid.right}>
              Paid back
            </th>
            <th scope="col" className={grid.right} title="Value ÷ cost to win">
              LTV/CAC
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line
              key={row === rows.at(-1) ? "all" : row.key}
              row={row}
              by={row === rows.at(-1) ? undefined : by}
              to={to}
              currency={currency}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({
  row,
  by,
  to,
  currency,
}: {
  row: LifetimeOf;
  by: Split | undefined;
  to: number;
  currency: string;
}) {
  const { value } = row;
  const money = (amount: number | null) => formatMajor(amount, currency);
  return (
    <tr>
      <td>
        <Name row={row} by={by} />
      </td>
      <td className={grid.right}>{formatCount(row.customers)}</td>
      <td className={grid.right}>
        {formatCount(row.lives)} <span className="quiet">{formatCount(row.left)} left</span>
      </td>
      <td className={grid.right}>{money(row.arpa)}</td>
      <td className={grid.right}>
        {row.median_days === null ? (
          <span className="quiet" title="Fewer than half have left">
            not known
          </span>
        ) : (
          spanWords(row.median_days)
        )}
      </td>
      {value ? (
        <>
          <td className={grid.right}>
            <b>{money(value.value)}</b>
          </td>
          <td className={classes.bar}>
            <Interval estimate={value} to={to} />
            <span className={classes.range}>
              {money(value.low)} to {money(value.high)}
            </span>
          </td>
          <td className={grid.right}>
            {value.payback_months
              ? monthsWords(value.payback_months)
              : value.value_to_cost
                ? "never"
                : "–"}
          </td>
          <td className={grid.right}>
            {value.value_to_cost ? formatNumber(value.value_to_cost) : "–"}
          </td>
        </>
      ) : (
        <td colSpan={4} className={`${grid.wrap} quiet`}>
          No value: {row.problem ?? "too little is known"}
        </td>
      )}
    </tr>
  );
}

function Name({ row, by }: { row: LifetimeOf; by: Split | undefined }) {
  if (!by) return <b>{row.name || "All customers"}</b>;
  const name = row.name || row.key || NAMELESS[by];
  if (by === "segment" && row.key) {
    return (
      <Link to="/segments/$key" params={{ key: row.key }} className="link">
        {name}
      </Link>
    );
  }
  return <span title={row.key}>{by === "owner" ? shortEmail(name) : name}</span>;
}
