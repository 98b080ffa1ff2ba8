import { useSession } from "~/app/session";
import { formatCount, formatMetric, formatPercent } from "~/lib/format";
import classes from "./Metric.module.css";
import type { MetricDetail } from "./types";

/** How it stands today over all accounts, in five figures. */
export function Summary({ metric }: { metric: MetricDetail }) {
  const { company } = useSession();
  const { distribution: found, accounts } = metric;
  const withValue = found?.n ?? metric.with_value;
  const show = (value: number | undefined) => formatMetric(value, metric.unit, company.currency);
  return (
    <dl className={classes.figures}>
      <Figure
        label="With a value"
        value={`${formatCount(withValue)} of ${formatCount(accounts)}`}
        foot={
          accounts > 0 ? `${formatPercent(withValue / accounts)} of accounts` : "no account yet"
        }
      />
      <Figure label="Median" value={show(found?.median)} foot="the middle one" />
      <Figure
        label="Middle half"
        value={found ? `${show(found.p25)} to ${show(found.p75)}` : "–"}
        foot="quartile to quartile"
      />
      <Figure label="Mean" value={show(found?.mean)} foot="of all values" />
      <Figure
        label="Range"
        value={found ? `${show(found.min)} to ${show(found.max)}` : "–"}
        foot="least to greatest"
      />
    </dl>
  );
}

function Figure({ label, value, foot }: { label: string; value: string; foot: string }) {
  return (
    <div className={classes.figure}>
      <dt className={`${classes.label} clip`}>{label}</dt>
      <dd className={`${classes.value} clip`} title={value}>
        {value}
      </dd>
      <dd className={`${classes.label} clip`}>{foot}</dd>
    </div>
  );
}
