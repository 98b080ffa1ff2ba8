import { Link } from "@tanstack/react-router";
import type { HiddenSign, MetricValue } from "~/api/types";
import { useSession } from "~/app/session";
import { formatMetric, formatScore } from "~/lib/format";
import { Facts } from "~/ui/Facts";
import classes from "./HiddenRiskCard.module.css";

/** One sign: its metric's value, what it is held against, how alarming that is, and why. */
export function SignRow({
  sign,
  accountId,
  metric,
}: {
  sign: HiddenSign;
  accountId: string;
  metric: MetricValue | undefined;
}) {
  const { company } = useSession();
  const show = (value: number | null) => formatMetric(value, metric?.unit ?? "", company.currency);
  return (
    <div className={classes.sign}>
      <div>
        <Link
          to="/catalogue/$metricKey"
          params={{ metricKey: sign.metric }}
          className={classes.signName}
          title={metric ? `${metric.description}. ${metric.formula}` : sign.metric}
        >
          {sign.name}
        </Link>
        {sign.value !== null && (
          <Link
            to="/accounts/$accountId"
            params={{ accountId }}
            search={{ tab: "metrics", mq: sign.metric }}
            className={classes.value}
            title={`${metric?.name ?? sign.metric} of this account, day by day`}
          >
            {show(sign.value)}
            {sign.baseline !== null && (
              <span className="quiet"> against {show(sign.baseline)}</span>
            )}
          </Link>
        )}
        <p className={classes.signSentence}>{sign.sentence}</p>
        <Facts facts={sign.evidence ?? []} of={sign.name} />
      </div>
      <span className={classes.alarm}>
        {sign.missing || sign.alarm === null ? (
          <span className="quiet">unknown</span>
        ) : sign.alarm > 0 ? (
          formatScore(sign.alarm)
        ) : (
          "calm"
        )}
      </span>
    </div>
  );
}
