import { Link } from "@tanstack/react-router";
import type { ComparedSegment, SegmentComparison } from "~/api/types";
import { useDayWord } from "~/features/past/useDayWord";
import { formatCount, formatMoney, formatMoneyShort, plural } from "~/lib/format";
import { Card } from "~/ui/Card";
import classes from "./Compare.module.css";
import { Stroke, shortValueIn } from "./looks";

const MARKS = [
  ["Least", "min", "The smallest value"],
  ["p10", "p10", "10th percentile: a tenth of the accounts lies below"],
  ["p25", "p25", "25th percentile: a quarter of the accounts lies below"],
  ["Median", "median", "Half of the accounts lies below"],
  ["p75", "p75", "75th percentile: three quarters of the accounts lie below"],
  ["p90", "p90", "90th percentile: nine tenths of the accounts lie below"],
  ["Most", "max", "The largest value"],
] as const;

/** Each segment's size, money and spread of the metric. */
export function ComparedCards({ data }: { data: SegmentComparison }) {
  return (
    <div className={classes.cards} data-count={data.rows.length}>
      {data.rows.map((row, at) => (
        <Card
          key={row.segment.key}
          title={
            <span className={classes.cardTitle}>
              <Stroke at={at} />
              <Link to="/segments/$key" params={{ key: row.segment.key }}>
                {row.segment.name}
              </Link>
            </span>
          }
        >
          <dl className={classes.figures}>
            <div>
              <dt>Accounts</dt>
              <dd>{formatCount(row.size.accounts)}</dd>
            </div>
            <div>
              <dt>ARR</dt>
              <dd title={formatMoney(row.size.arr)}>{formatMoneyShort(row.size.arr)}</dd>
            </div>
            <div title={`Of ${plural(row.size.with_arr, "account")} with an ARR`}>
              <dt>Average, n = {formatCount(row.size.with_arr)}</dt>
              <dd title={formatMoney(row.size.average_arr)}>
                {formatMoneyShort(row.size.average_arr)}
              </dd>
            </div>
          </dl>
          <Spread data={data} row={row} />
        </Card>
      ))}
    </div>
  );
}

function Spread({ data, row }: { data: SegmentComparison; row: ComparedSegment }) {
  const on = useDayWord();
  const show = shortValueIn(data);
  const spread = row.distribution;
  return (
    <>
      <p className={classes.metricHead}>
        <span>
          {data.metric_name} {on}
        </span>
        <span>
          {spread ? `n = ${formatCount(spread.n)}` : "no values"}
          {row.without > 0 && `, ${formatCount(row.without)} without`}
        </span>
      </p>
      {spread && (
        <dl className={classes.spread}>
          {MARKS.map(([name, mark, about]) => (
            <div key={mark} data-main={mark === "median" || undefined} title={about}>
              <dt>{name}</dt>
              <dd>{show(spread[mark])}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
