import { Tooltip } from "@mantine/core";
import { IconMathFunction } from "@tabler/icons-react";
import type { MetricValue } from "~/api/types";
import { useSession } from "~/app/session";
import { formatMetric, formatSigned } from "~/lib/format";
import { Card } from "~/ui/Card";
import { Change } from "~/ui/Change";
import grid from "~/ui/grid.module.css";
import classes from "./MetricsTab.module.css";

/** Every metric of the account with its meaning and formula. */
export function MetricsTab({ metrics }: { metrics: MetricValue[] }) {
  const { company } = useSession();
  return (
    <Card title="Metrics" hint="as of the end of today so far" flush>
      <div className={grid.scroll}>
        <table className={grid.grid}>
          <thead>
            <tr>
              <th scope="col">Metric</th>
              <th scope="col" className={grid.right}>
                Value
              </th>
              <th scope="col" className={grid.right}>
                Against 28 days ago
              </th>
              <th scope="col">Meaning</th>
            </tr>
          </thead>
          <tbody>
            {metrics.map((metric) => (
              <tr key={metric.key}>
                <td>
                  <b style={{ fontWeight: 550 }}>{metric.name}</b>
                  <div className={`${grid.code} quiet`}>{metric.key}</div>
                </td>
                <td className={grid.right}>
                  {formatMetric(metric.value, metric.unit, company.currency)}
                </td>
                <td className={grid.right}>
                  <Change
                    value={metric.change_28d}
                    good={direction(metric.good)}
                    format={(value) =>
                      metric.unit === "ratio"
                        ? `${formatSigned(value * 100)} pts`
                        : formatSigned(value)
                    }
                  />
                </td>
                <td className={`${classes.meaning} ${grid.wrap}`}>
                  <div className={classes.line}>
                    <span>{metric.description}</span>
                    <Tooltip label={metric.formula} multiline maw={340}>
                      <button
                        type="button"
                        className={classes.formula}
                        aria-label={`Formula: ${metric.formula}`}
                      >
                        <IconMathFunction size={14} stroke={1.8} aria-hidden />
                      </button>
                    </Tooltip>
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function direction(good: string): "higher" | "lower" | "neither" {
  return good === "higher" || good === "lower" ? good : "neither";
}
