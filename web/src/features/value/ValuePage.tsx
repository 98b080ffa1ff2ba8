import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import { isMissing, Problem } from "~/api/problem";
import { refusalOf } from "~/api/refusal";
import { useAsOf, useSession } from "~/app/session";
import { RevenueTabs } from "~/features/revenue/RevenueTabs";
import { Page } from "~/ui/Page";
import { Failed, RowSkeletons } from "~/ui/States";
import { Lifetime } from "./Lifetime";
import { NoCustomers, Refused } from "./Nothing";
import { lifetimeQuery } from "./queries";
import { Simulator } from "./Simulator";
import type { ValueSearch } from "./search";
import { TermsForm } from "./TermsForm";
import classes from "./Value.module.css";

const route = getRouteApi("/app/revenue/value");
const FIELDS = ["margin", "discount", "months", "cost"];

/** What a customer is worth, and what it costs that customers leave. */
export function ValuePage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { company } = useSession();
  const lifetimes = useQuery(lifetimeQuery(search, useAsOf()));
  const change = useCallback(
    (next: Partial<ValueSearch>) =>
      void navigate({
        search: (before) => ({ ...before, ...next }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  const { data, error } = lifetimes;
  const refused = error instanceof Problem && error.status === 400;
  const currency = data?.currency ?? company.currency;
  return (
    <Page name="Customer value" title="Value" meta="what a customer is worth, and what churn costs">
      <RevenueTabs />
      <div className={classes.stack}>
        <TermsForm
          search={search}
          change={change}
          currency={currency}
          refusal={refusalOf(error, FIELDS)}
        />
        {refused ? (
          <Refused error={error} />
        ) : (isMissing(error) && !search.segment) || data?.whole.lives === 0 ? (
          <NoCustomers />
        ) : error ? (
          <Failed error={error} retry={() => void lifetimes.refetch()} />
        ) : data ? (
          <div data-stale={lifetimes.isPlaceholderData || undefined} className={classes.stack}>
            <Lifetime data={data} search={search} change={change} />
          </div>
        ) : (
          <RowSkeletons rows={8} />
        )}
        {(data || error) && (
          <Simulator search={search} change={change} whole={data?.whole} currency={currency} />
        )}
      </div>
    </Page>
  );
}
