import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import type { Explanation } from "~/api/types";
import type { Span } from "~/features/judgement/span";
import type { AsOf } from "~/lib/asOf";
import { plusDays } from "~/lib/time";
import type { Range } from "./search";

/** An account, and the past day that it is looked at; none for now. */
const at = (id: string, asOf: AsOf) => ({ path: { id }, query: { as_of: asOf } });

/** Everything about an account's parts hangs under this key. */
export const accountKey = (id: string) => ["account", id] as const;

export const accountQuery = (id: string, asOf: AsOf) =>
  queryOptions({
    queryKey: [...accountKey(id), "detail", asOf],
    queryFn: () => ok(api.GET("/api/accounts/{id}", { params: at(id, asOf) })),
  });

/** Health on a day, with its move over so many days; the server's own span for none. */
export const healthQuery = (id: string, day: string, span: Span | undefined, asOf: AsOf) => {
  const query = { day, days: span && Number(span), as_of: asOf };
  return queryOptions({
    queryKey: [...accountKey(id), "health", day, span, asOf],
    queryFn: (): Promise<Explanation> =>
      ok(api.GET("/api/accounts/{id}/health", { params: { path: { id }, query } })),
    placeholderData: keepPreviousData,
  });
};

export const CHARTED = ["events_28d", "active_contacts_28d", "active_contacts_7d"];
const RANGE_DAYS: Record<Exclude<Range, "all">, number> = { "90d": 90, "1y": 365 };

export const historyQuery = (id: string, range: Range, today: string, asOf: AsOf) => {
  const from = range === "all" ? undefined : plusDays(today, 1 - RANGE_DAYS[range]);
  return queryOptions({
    queryKey: [...accountKey(id), "history", from, asOf],
    queryFn: () =>
      ok(
        api.GET("/api/accounts/{id}/history", {
          params: { path: { id }, query: { metrics: CHARTED.join(","), from, as_of: asOf } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
};

/** One metric, day by day, for a year. */
export const metricHistoryQuery = (id: string, metric: string, today: string, asOf: AsOf) =>
  queryOptions({
    queryKey: [...accountKey(id), "metric", metric, asOf],
    queryFn: () =>
      ok(
        api.GET("/api/accounts/{id}/history", {
          params: {
            path: { id },
            query: { metrics: metric, from: plusDays(today, 1 - RANGE_DAYS["1y"]), as_of: asOf },
          },
        }),
      ),
  });

export const contactsQuery = (id: string, asOf: AsOf) =>
  queryOptions({
    queryKey: [...accountKey(id), "contacts", asOf],
    queryFn: () => ok(api.GET("/api/accounts/{id}/contacts", { params: at(id, asOf) })),
  });

export const ticketsQuery = (id: string, asOf: AsOf) =>
  queryOptions({
    queryKey: [...accountKey(id), "tickets", asOf],
    queryFn: () => ok(api.GET("/api/accounts/{id}/tickets", { params: at(id, asOf) })),
  });

export const subscriptionsQuery = (id: string, asOf: AsOf) =>
  queryOptions({
    queryKey: [...accountKey(id), "subscriptions", asOf],
    queryFn: () => ok(api.GET("/api/accounts/{id}/subscriptions", { params: at(id, asOf) })),
  });

export const invoicesQuery = (id: string, asOf: AsOf) =>
  queryOptions({
    queryKey: [...accountKey(id), "invoices", asOf],
    queryFn: () => ok(api.GET("/api/accounts/{id}/invoices", { params: at(id, asOf) })),
  });

export const churnReviewsQuery = (id: string, asOf: AsOf) =>
  queryOptions({
    queryKey: [...accountKey(id), "churn-reviews", asOf],
    queryFn: () => ok(api.GET("/api/accounts/{id}/churn-reviews", { params: at(id, asOf) })),
  });

export const surveysQuery = (id: string, asOf: AsOf) =>
  queryOptions({
    queryKey: [...accountKey(id), "surveys", asOf],
    queryFn: () => ok(api.GET("/api/accounts/{id}/surveys", { params: at(id, asOf) })),
  });

const TIMELINE_PAGE = 50;

export const timelineQuery = (id: string, kind: string | undefined, asOf: AsOf) =>
  infiniteQueryOptions({
    queryKey: [...accountKey(id), "timeline", kind ?? "", asOf],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/api/accounts/{id}/timeline", {
          params: {
            path: { id },
            query: { kind, limit: TIMELINE_PAGE, before: pageParam ?? undefined, as_of: asOf },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
