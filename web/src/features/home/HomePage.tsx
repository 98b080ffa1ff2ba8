import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Overview } from "~/api/types";
import { useSession } from "~/app/session";
import { formatDay } from "~/lib/time";
import { Page } from "~/ui/Page";
import { Loaded } from "~/ui/States";
import { Bands } from "./Bands";
import { CallList } from "./CallList";
import { Fresh } from "./Fresh";
import classes from "./Home.module.css";
import { overviewQuery } from "./queries";
import { Renewals } from "./Renewals";
import { Tiles } from "./Tiles";
import { Welcome } from "./Welcome";

export function HomePage() {
  const { today, asOf } = useSession();
  const overview = useQuery(overviewQuery(asOf));
  return (
    <Page
      name="Home"
      title="Home"
      meta={formatDay(today)}
      actions={overview.data?.freshness && <Fresh freshness={overview.data.freshness} />}
    >
      <Loaded query={overview} skeleton={<HomeSkeleton />}>
        {(data) => (data.accounts === 0 && !asOf ? <Welcome /> : <HomeBody overview={data} />)}
      </Loaded>
    </Page>
  );
}

function HomeBody({ overview }: { overview: Overview }) {
  return (
    <div className={classes.columns}>
      <div className={classes.column}>
        <CallList calls={overview.call_list} />
      </div>
      <div className={classes.column}>
        <Tiles overview={overview} />
        <Bands overview={overview} />
        <Renewals rows={overview.renewals_90d} />
      </div>
    </div>
  );
}

function HomeSkeleton() {
  return (
    <div className={classes.columns} role="status" aria-label="Loading">
      <Skeleton height={620} radius="lg" />
      <div className={classes.column}>
        <Skeleton height={92} radius="lg" />
        <Skeleton height={330} radius="lg" />
      </div>
    </div>
  );
}
