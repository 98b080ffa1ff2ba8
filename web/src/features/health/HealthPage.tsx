import { Button, Skeleton } from "@mantine/core";
import { IconHeartbeat } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { HealthOverview } from "~/api/types";
import { useSession } from "~/app/session";
import { formatCount, plural } from "~/lib/format";
import { formatDay } from "~/lib/time";
import { Card } from "~/ui/Card";
import { Page } from "~/ui/Page";
import { Empty, Loaded } from "~/ui/States";
import { Coverage } from "./Coverage";
import { Disagreements } from "./Disagreements";
import { Distribution } from "./Distribution";
import { GreenOutside } from "./GreenOutside";
import classes from "./Health.module.css";
import { Movers } from "./Movers";
import { Overrides } from "./Overrides";
import { healthOverviewQuery } from "./queries";
import { Scorecards } from "./Scorecards";

/** How all customers are, who moved, whose outside deceives, and how sure all this is. */
export function HealthPage() {
  const { asOf } = useSession();
  const overview = useQuery(healthOverviewQuery(asOf));
  const { data } = overview;
  return (
    <Page
      name="Health"
      title="Health"
      meta={
        data && (
          <span className="num">
            {plural(data.accounts, "customer")}, {formatCount(data.scored)} with a score
          </span>
        )
      }
    >
      <Loaded query={overview} skeleton={<HealthSkeleton />}>
        {(found) => (found.accounts === 0 ? <Nobody /> : <HealthBody overview={found} />)}
      </Loaded>
    </Page>
  );
}

function HealthBody({ overview }: { overview: HealthOverview }) {
  const { down, up } = overview;
  return (
    <div className={classes.columns}>
      <Distribution overview={overview} />
      <GreenOutside hidden={overview.hidden} />
      <Movers title="Fell most in 28 days" rows={down} way="down" />
      <Movers title="Rose most in 28 days" rows={up} way="up" />
      <div className={classes.column}>
        <Coverage bins={overview.coverage} mean={overview.mean_coverage} />
        <Scorecards rows={overview.scorecards} />
      </div>
      <div className={classes.column}>
        <Overrides rows={overview.overrides} />
        <Disagreements found={overview.disagreements} />
      </div>
    </div>
  );
}

function Nobody() {
  const { asOf } = useSession();
  return (
    <Card>
      <Empty
        icon={<IconHeartbeat size={20} stroke={1.6} />}
        title={asOf ? `No customers on ${formatDay(asOf)}` : "No customers yet"}
        action={
          asOf ? undefined : (
            <Button size="xs" renderRoot={(props) => <Link to="/data" {...props} />}>
              Connect data
            </Button>
          )
        }
      >
        This page shows how your customers are, who moved and who only looks well. It needs accounts
        and what they do: import a file, or send events from your product.
      </Empty>
    </Card>
  );
}

function HealthSkeleton() {
  return (
    <div className={classes.columns} role="status" aria-label="Loading">
      <Skeleton height={300} radius="lg" />
      <Skeleton height={300} radius="lg" />
      <Skeleton height={380} radius="lg" />
      <Skeleton height={380} radius="lg" />
    </div>
  );
}
