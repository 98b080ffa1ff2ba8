import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { RenewalForecast } from "~/api/types";
import { useAsOf, useSession } from "~/app/session";
import { Card } from "~/ui/Card";
import { Explained } from "~/ui/Explained";
import { Loaded, RowSkeletons } from "~/ui/States";
import classes from "./Forecast.module.css";
import { ForecastChart } from "./ForecastChart";
import { type ForecastOf, forecastQuery } from "./queries";
import { howTheyDid, restsOn } from "./words";

/** What the terms of the next quarters will come to, as a range, and how past forecasts did. */
export function ForecastCard({ of }: { of: ForecastOf }) {
  const forecast = useQuery(forecastQuery(of, useAsOf()));
  const old = forecast.isPlaceholderData;
  return (
    <Frame>
      <Loaded query={forecast} skeleton={<Skeleton />}>
        {(told) => (
          <div className={classes.told} data-stale={old || undefined} aria-busy={old}>
            <Told told={told} byPlan={of.plan !== undefined} />
          </div>
        )}
      </Loaded>
    </Frame>
  );
}

/** Keeps the card's place while what it stands beside is not answered. */
export function ForecastWaiting() {
  return (
    <Frame>
      <Skeleton />
    </Frame>
  );
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <Card title="Forecast" hint="a year, of the terms that end in each quarter" actions={<How />}>
      {children}
    </Card>
  );
}

function Skeleton() {
  return <RowSkeletons rows={4} height={56} />;
}

function Told({
  told: { quarters, currency },
  byPlan,
}: {
  told: RenewalForecast;
  byPlan: boolean;
}) {
  const { today } = useSession();
  const known = quarters.filter(({ terms }) => terms > 0);
  if (known.length === 0) {
    return (
      <p className={classes.said}>
        No contract term ends in these quarters. Terms come from the column <code>term_end</code> of
        subscriptions.
      </p>
    );
  }
  return (
    <>
      <ForecastChart quarters={quarters} currency={currency} today={today} />
      <p className={classes.said}>{restsOn(quarters)}</p>
      <p className={classes.said}>{howTheyDid(quarters)}</p>
      {byPlan && (
        <p className={classes.said}>
          Here a plan stands for the accounts whose largest line had it eleven months ago, with all
          their terms; the sums and the list have the terms of the plan itself.
        </p>
      )}
    </>
  );
}

function How() {
  return (
    <Explained what="forecast">
      Each term has a chance to be kept: by how often terms of accounts in the same band were kept,
      and by what your team expects of it; where both speak, the middle of the two. The range is
      drawn a thousand times, each time from other past terms; in eight of ten cases the outcome
      should lie within it. What is kept comes to what such terms came to, or to what your team
      says. Past quarters are forecast as they could have been when they began; of this quarter,
      only terms that are still open are in it.
    </Explained>
  );
}
