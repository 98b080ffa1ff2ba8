import { Tooltip } from "@mantine/core";
import { IconChevronRight, IconMathFunction } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { MetricValue } from "~/api/types";
import { useSession } from "~/app/session";
import { formatMetric, formatMetricChange } from "~/lib/format";
import { Change } from "~/ui/Change";
import grid from "~/ui/grid.module.css";
import { MetricHistory } from "./MetricHistory";
import classes from "./MetricsTab.module.css";

/** A metric of the account; it opens to its last year. */
export function MetricRow({ metric, accountId }: { metric: MetricValue; accountId: string }) {
  const { company } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <>
      <tr>
        <td>
          <span className={classes.line}>
            <button
              type="button"
              className={classes.open}
              aria-expanded={open}
              aria-label={`Last year of ${metric.name}`}
              onClick={() => setOpen(!open)}
            >
              <IconChevronRight size={13} aria-hidden />
            </button>
            <Link
              to="/catalogue/$metricKey"
              params={{ metricKey: metric.key }}
              className={`${classes.name} clip`}
              title={`${metric.name} (${metric.key})`}
            >
              {metric.name}
            </Link>
          </span>
        </td>
        <td className={grid.right}>{formatMetric(metric.value, metric.unit, company.currency)}</td>
        <td className={grid.right}>
          <Change
            value={metric.change_28d}
            good={metric.good}
            format={(value) => formatMetricChange(value, metric.unit, company.currency)}
            title="against 28 days ago"
          />
        </td>
        <td className={classes.meaning}>
          <span className={classes.line}>
            <span className="clip" title={metric.description}>
              {metric.description}
            </span>
            <Tooltip label={metric.formula} multiline maw={340}>
              <button
                type="button"
                className={classes.formula}
                aria-label={`Formula: ${metric.formula}`}
              >
                <IconMathFunction size={14} stroke={1.8} aria-hidden />
              </button>
            </Tooltip>
          </span>
        </td>
      </tr>
      {open && (
        <tr className={classes.opened}>
          <td colSpan={4} className={grid.wrap}>
            <MetricHistory metric={metric} accountId={accountId} />
          </td>
        </tr>
      )}
    </>
  );
}
