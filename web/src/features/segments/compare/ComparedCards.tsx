import { Link } from "@tanstack/react-router";
import type { ComparedSegment, SegmentComparison } from "~/api/types";
import { formatCount, formatMoney, plural } from "~/lib/format";
import { Card } from "~/ui/Card";
import classes from "./Compare.module.css";
import { Stroke, valueIn } from "./looks";

const MARKS = [
  ["Median", "median"],
  ["10th percentile", "p10"],
  ["Least", "min"],
  ["25th percentile", "p25"],
  ["Most", "max"],
  ["75th percentile", "p75"],
  ["", undefined],
  ["90th percentile", "p90"],
] as const;

/** Each segment's size, money and spread of the metric. */
export function ComparedCards({ data }: { data: SegmentComparison }) {
  return (
    <div className={classes.cards}>
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
              <dd>{formatMoney(row.size.arr)}</dd>
            </div>
            <div title={`Of ${plural(row.size.with_arr, "account")} with an ARR`}>
              <dt>Average of {formatCount(row.size.with_arr)}</dt>
              <dd>{formatMoney(row.size.average_arr)}</dd>
            </div>
          </dl>
          <Spread data={data} row={row} />
        </Card>
      ))}
    </div>
  );
}

function Spread({ data, row }: { data: SegmentComparison; row: ComparedSegment }) {
  const show = valueIn(data);
  const spread = row.distribution;
  return (
    <>
      <p className={classes.metricHead}>
        <span>{data.metric_name} today</span>
        <span>
          {spread ? `n = ${formatCount(spread.n)}` : "no values"}
          {row.without > 0 && `, ${formatCount(row.without)} without`}
        </span>
      </p>
      {spread && (
        <dl className={classes.spread}>
          {MARKS.map(([name, mark]) => (
            <div key={name || "gap"} data-main={mark === "median" || undefined}>
              <dt>{name}</dt>
              <dd>{mark && show(spread[mark])}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
