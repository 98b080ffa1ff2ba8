import { Button } from "@mantine/core";
import { IconHistoryToggle } from "@tabler/icons-react";
import { plural } from "~/lib/format";
import { Card } from "~/ui/Card";
import { Empty } from "~/ui/States";
import classes from "./Backtest.module.css";
import { Notes } from "./Notes";
import type { BacktestSearch } from "./search";
import type { Backtest } from "./types";

/** Says why there is nothing to judge, and what can be done about it. */
export function Nothing({
  data,
  change,
}: {
  data: Backtest;
  change: (next: Partial<BacktestSearch>) => void;
}) {
  const { horizon_days: horizon, churn } = data.settings;
  const silence = churn.startsWith("silence");
  const others = data.nothing === "no_customers" || data.nothing === "nobody_left";
  return (
    <Card>
      <Empty
        icon={<IconHistoryToggle size={22} stroke={1.6} />}
        title={title(data)}
        action={
          <div className={classes.ways}>
            {data.nothing === "horizon_too_long" && horizon > 30 && (
              <Button size="xs" variant="default" onClick={() => change({ horizon: "30" })}>
                Look 30 days ahead
              </Button>
            )}
            {data.nothing === "none_within_horizon" && horizon < 180 && (
              <Button size="xs" variant="default" onClick={() => change({ horizon: "180" })}>
                Look 180 days ahead
              </Button>
            )}
            {others && !silence && (
              <Button size="xs" variant="default" onClick={() => change({ churn: "silence:90d" })}>
                Count 90 days of silence as leaving
              </Button>
            )}
            {others && silence && (
              <Button size="xs" variant="default" onClick={() => change({ churn: "subscription" })}>
                Count ended subscriptions as leaving
              </Button>
            )}
          </div>
        }
      >
        {why(data)}
      </Empty>
      <Notes notes={data.notes} />
    </Card>
  );
}

function title({ nothing, settings }: Backtest): string {
  if (nothing === "no_customers") return "Nobody has been a customer in this sense";
  if (nothing === "nobody_left") return "Nobody has left yet";
  if (nothing === "none_within_horizon") {
    return `Nobody left within ${settings.horizon_days} days`;
  }
  return "No past day can be judged yet";
}

function why({ n, nothing, settings }: Backtest): string {
  const horizon = settings.horizon_days;
  if (nothing === "no_customers" || nothing === "nobody_left") {
    return "Without an account that left, it can't be told who would have been foreseen.";
  }
  if (nothing === "none_within_horizon") {
    return `Accounts were looked at ${plural(n, "time")} as they stood then, and none left in the ${horizon} days after. Without one that left, it can't be told who would have been foreseen.`;
  }
  return `A day is judged once the ${horizon} days after it are over, and if something is said of an account on it.`;
}
