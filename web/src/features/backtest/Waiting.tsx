import { Skeleton } from "@mantine/core";
import { Card } from "~/ui/Card";
import classes from "./Backtest.module.css";

const CARDS = ["baselines", "surprises"];
const CHARTS = ["calibration", "found", "cost"];

/** Stands in place of the answer while the past is computed, and says that it takes its time. */
export function Waiting() {
  return (
    <div className={classes.stack} role="status" aria-label="Loading">
      <Card>
        <p className="quiet">
          Every account is looked at as it stood on each of the past days. The first time this may
          take some seconds.
        </p>
        <Lines rows={4} />
      </Card>
      <div className={classes.pair}>
        {CARDS.map((card) => (
          <Card key={card}>
            <Lines rows={5} />
          </Card>
        ))}
      </div>
      <div className={classes.charts}>
        {CHARTS.map((chart) => (
          <Card key={chart}>
            <Lines rows={8} />
          </Card>
        ))}
      </div>
    </div>
  );
}

function Lines({ rows }: { rows: number }) {
  return (
    <div className={classes.lines}>
      {Array.from({ length: rows }, (_, at) => `line-${at}`).map((line, at) => (
        <Skeleton key={line} height={16} width={`${94 - ((at * 19) % 42)}%`} radius="sm" />
      ))}
    </div>
  );
}
