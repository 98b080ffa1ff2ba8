import { Tooltip } from "@mantine/core";
import type { MeasurePart, MetricValue } from "~/api/types";
import { useSession } from "~/app/session";
import { formatMetric, formatNumber, formatScore } from "~/lib/format";
import { Change } from "~/ui/Change";
import { Facts } from "~/ui/Facts";
import classes from "./HealthCard.module.css";

/** One measure: the metric's value, what it is held against, and the points it got. */
export function MeasureRow({
  measure,
  metric,
  scored,
  days,
}: {
  measure: MeasurePart;
  metric: MetricValue | undefined;
  scored: boolean;
  days: number;
}) {
  const { company } = useSession();
  const unit = metric?.unit ?? "";
  return (
    <div className={classes.measure}>
      <div>
        <Tooltip
          multiline
          w={280}
          label={metric ? `${metric.description}. ${metric.formula}` : measure.metric}
        >
          <span className={classes.measureName} tabIndex={0}>
            {measure.name}
          </span>
        </Tooltip>
        <span className={classes.value}>
          {formatMetric(measure.value, unit, company.currency)}
          {measure.baseline !== null && (
            <span className="quiet">
              {" "}
              against {formatMetric(measure.baseline, unit, company.currency)}
            </span>
          )}
        </span>
        <p className={classes.sentenceSmall}>{measure.sentence}</p>
        <Facts facts={measure.evidence ?? []} of={measure.name} />
      </div>
      <span className={classes.points} title="points of 100">
        {formatScore(measure.points)}
      </span>
      <span className={classes.moved} title={`points of the score, against ${days} days before`}>
        {scored && <Change value={measure.change} />}
      </span>
      <span className={classes.gives}>
        {scored &&
          measure.points !== null &&
          `gives ${formatNumber(measure.contribution)} of ${formatNumber(measure.share * 100)}`}
      </span>
    </div>
  );
}
