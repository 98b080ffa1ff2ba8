import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import { accountKey } from "~/features/account/queries";
import type { AsOf } from "~/lib/asOf";

/** Everything about health over all customers hangs under this key. */
export const HEALTH = ["health"] as const;

export const healthOverviewQuery = (asOf: AsOf) =>
  queryOptions({
    queryKey: [...HEALTH, "overview", asOf],
    queryFn: () => ok(api.GET("/api/health/overview", { params: { query: { as_of: asOf } } })),
    refetchInterval: 60_000,
  });

export const hiddenRiskListQuery = (all: boolean, asOf: AsOf) =>
  queryOptions({
    queryKey: [...HEALTH, "hidden-risk", all, asOf],
    queryFn: () =>
      ok(
        api.GET("/api/hidden-risk", {
          params: { query: { all: all || undefined, as_of: asOf } },
        }),
      ),
    placeholderData: keepPreviousData,
  });

/** An account's hidden risk; on an earlier day where one is given. */
export const hiddenRiskQuery = (id: string, day: string | undefined, asOf: AsOf) =>
  queryOptions({
    queryKey: [...accountKey(id), "hidden-risk", day, asOf],
    queryFn: () =>
      ok(
        api.GET("/api/accounts/{id}/hidden-risk", {
          params: { path: { id }, query: { day, as_of: asOf } },
        }),
      ),
    // What is shown of another account is no stand-in.
    placeholderData: (before, query) => (query?.queryKey[1] === id ? before : undefined),
  });
