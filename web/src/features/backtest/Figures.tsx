import type { ReactNode } from "react";
import { formatCount, formatNumber, formatPercent } from "~/lib/format";
import { Explained } from "~/ui/Explained";
import { Interval, type Tone } from "~/ui/Interval";
import classes from "./Backtest.module.css";
import type { Backtest, Estimate } from "./types";
import { between, ofHundred, warningWords } from "./words";

/** The scale of warning days, where nobody was warned of earlier. */
const LEAST_SCALE_DAYS = 90;
const BEFORE_DAYS = 90;

/** Order, calls, time and surprises. */
export function Figures({ data }: { data: Backtest }) {
  return (
    <dl className={classes.figures}>
      <Order data={data} />
      <RightCalls data={data} />
      <Warning data={data} />
      <Surprised data={data} />
    </dl>
  );
}

function Order({ data: { roc_auc } }: { data: Backtest }) {
  return (
    <Figure
      label="Puts the right one first"
      value={ofHundred(roc_auc.value)}
      unit="of 100 pairs"
      estimate={roc_auc}
      to={1}
      mark={0.5}
      range={between(roc_auc, ofHundred)}
      foot="One that left and one that stayed: so often the one that left is rated riskier. A coin gets 50."
      help={`All pairs of an account that left and one that stayed are looked at; ties count half. 100 is perfect, 50 is what a coin gets, below 50 the order is upside down. Statisticians call this the area under the ROC curve: ${fixed(roc_auc.value)}.`}
    />
  );
}

function RightCalls({ data }: { data: Backtest }) {
  const { precision_at_k: share, base_rate, settings } = data;
  const each = settings.calls;
  const show = (part: number | null | undefined) =>
    formatNumber(part === null || part === undefined ? null : part * each);
  return (
    <Figure
      label="Calls that were right"
      value={show(share.value)}
      unit={`of ${each} each time`}
      estimate={share}
      to={1}
      mark={base_rate}
      range={between(share, show)}
      foot={`So many of the riskiest did leave within ${settings.horizon_days} days. Calling anybody would hit ${show(base_rate)}.`}
      help="On each day your team calls the accounts that are rated riskiest. This is how many of them did leave, on the average day. Statisticians call the share precision at k."
    />
  );
}

function Warning({ data }: { data: Backtest }) {
  const { median_warning_days: days } = data;
  return (
    <Figure
      label="Warned ahead"
      value={warningWords(days.value)}
      unit={days.value ? "in the median" : ""}
      estimate={days}
      to={Math.max(LEAST_SCALE_DAYS, days.high ?? 0)}
      range={between(days, formatCount)}
      foot="Half of those who left were warned of earlier than this, and half later or not at all."
      help="Days from the first warning that held until the account left. Who left without a warning counts with 0 days. The middle one of all of them is shown."
    />
  );
}

function Surprised({ data }: { data: Backtest }) {
  const surprise = data.surprise_churn.find(({ days }) => days === BEFORE_DAYS);
  if (!surprise) return null;
  const { by_count, by_revenue } = surprise;
  return (
    <Figure
      label="Came as a surprise"
      value={formatPercent(by_count.value)}
      unit={`of who left, ${formatPercent(by_revenue.value)} of their ARR`}
      estimate={by_count}
      to={1}
      tone="bad"
      range={between(by_count, formatPercent)}
      foot={`They left and had looked well ${BEFORE_DAYS} days before: less is better.`}
      help={`Of the ${formatCount(surprise.n)} accounts that left and of which something was said ${BEFORE_DAYS} days before: the share without a warning then, by number and by the ARR that went with them.`}
    />
  );
}

function fixed(value: number | null): string {
  return value === null ? "unknown" : value.toFixed(2);
}

function Figure({
  label,
  value,
  unit,
  estimate,
  to,
  mark,
  tone,
  range,
  foot,
  help,
}: {
  label: string;
  value: string;
  unit: string;
  estimate: Estimate;
  to: number;
  mark?: number | null;
  tone?: Tone;
  range: string;
  foot: ReactNode;
  help: string;
}) {
  return (
    <div className={classes.figure}>
      <dt className={classes.label}>
        {label}
        <Explained what={label}>{help}</Explained>
      </dt>
      <dd className={classes.value}>
        {value} <span className={classes.unit}>{unit}</span>
      </dd>
      <dd>
        <Interval estimate={estimate} to={to} mark={mark} tone={tone} />
      </dd>
      <dd className={classes.range}>{range}</dd>
      <dd className={classes.about}>{foot}</dd>
    </div>
  );
}
