import { useQuery } from "@tanstack/react-query";
import type { RenewalForecast } from "~/api/types";
import { useAsOf } from "~/app/session";
import { Explained } from "~/features/backtest/Explained";
import { Card } from "~/ui/Card";
import { Loaded, RowSkeletons } from "~/ui/States";
import classes from "./Forecast.module.css";
import { ForecastChart } from "./ForecastChart";
import { type ForecastOf, forecastQuery } from "./queries";
import { howTheyDid, restsOn } from "./words";

/** What the terms of the next quarters will come to, as a range, and how past forecasts did. */
export function ForecastCard({ of }: { of: ForecastOf }) {
  const forecast = useQuery(forecastQuery(of, useAsOf()));
  return (
    <Card title="Forecast" hint="what will be kept of the terms that end" actions={<How />}>
      <Loaded query={forecast} skeleton={<RowSkeletons rows={4} height={40} />}>
        {(told) => <Told told={told} />}
      </Loaded>
    </Card>
  );
}

function Told({ told: { quarters, currency } }: { told: RenewalForecast }) {
  if (quarters.every(({ terms }) => terms === 0)) {
    return (
      <p className={classes.said}>
        No contract term ends in the next four quarters. Terms come from the column{" "}
        <code>term_end</code> of subscriptions.
      </p>
    );
  }
  return (
    <>
      <ForecastChart quarters={quarters} currency={currency} />
      <p className={classes.said}>{restsOn(quarters)}</p>
      <p className={classes.said}>{howTheyDid(quarters)}</p>
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
      says. Past quarters are forecast as they could have been when they began.
    </Explained>
  );
}
