import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import { plusDays } from "~/lib/time";
import type { Range } from "./search";

const path = (id: string) => ({ path: { id } });

/** Everything about an account's parts hangs under this key. */
export const accountKey = (id: string) => ["account", id] as const;

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: [...accountKey(id), "detail"],
    queryFn: () => ok(api.GET("/api/accounts/{id}", { params: path(id) })),
  });

/** Health as of a past day. */
export const healthQuery = (id: string, day: string) =>
  queryOptions({
    queryKey: [...accountKey(id), "health", day],
    queryFn: () =>
      ok(api.GET("/api/accounts/{id}/health", { params: { ...path(id), query: { day } } })),
    placeholderData: keepPreviousData,
  });

export const CHARTED = ["events_28d", "active_contacts_28d", "active_contacts_7d"];
const RANGE_DAYS: Record<Exclude<Range, "all">, number> = { "90d": 90, "1y": 365 };

export const historyQuery = (id: string, range: Range, today: string) => {
  const from = range === "all" ? undefined : plusDays(today, 1 - RANGE_DAYS[range]);
  return queryOptions({
    queryKey: [...accountKey(id), "history", from],
    queryFn: () =>
      ok(
        api.GET("/api/accounts/{id}/history", {
          params: { ...path(id), query: { metrics: CHARTED.join(","), from } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
};

/** One metric, day by day, for a year. */
export const metricHistoryQuery = (id: string, metric: string, today: string) =>
  queryOptions({
    queryKey: [...accountKey(id), "metric", metric],
    queryFn: () =>
      ok(
        api.GET("/api/accounts/{id}/history", {
          params: {
            ...path(id),
            query: { metrics: metric, from: plusDays(today, 1 - RANGE_DAYS["1y"]) },
          },
        }),
      ),
  });

export const contactsQuery = (id: string) =>
  queryOptions({
    queryKey: [...accountKey(id), "contacts"],
    queryFn: () => ok(api.GET("/api/accounts/{id}/contacts", { params: path(id) })),
  });

export const ticketsQuery = (id: string) =>
  queryOptions({
    queryKey: [...accountKey(id), "tickets"],
    queryFn: () => ok(api.GET("/api/accounts/{id}/tickets", { params: path(id) })),
  });

export const subscriptionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...accountKey(id), "subscriptions"],
    queryFn: () => ok(api.GET("/api/accounts/{id}/subscriptions", { params: path(id) })),
  });

export const invoicesQuery = (id: string) =>
  queryOptions({
    queryKey: [...accountKey(id), "invoices"],
    queryFn: () => ok(api.GET("/api/accounts/{id}/invoices", { params: path(id) })),
  });

export const churnReviewsQuery = (id: string) =>
  queryOptions({
    queryKey: [...accountKey(id), "churn-reviews"],
    queryFn: () => ok(api.GET("/api/accounts/{id}/churn-reviews", { params: path(id) })),
  });

export const surveysQuery = (id: string) =>
  queryOptions({
    queryKey: [...accountKey(id), "surveys"],
    queryFn: () => ok(api.GET("/api/accounts/{id}/surveys", { params: path(id) })),
  });

const TIMELINE_PAGE = 50;

export const timelineQuery = (id: string, kind: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [...accountKey(id), "timeline", kind ?? ""],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/api/accounts/{id}/timeline", {
          params: {
            ...path(id),
            query: { kind, limit: TIMELINE_PAGE, before: pageParam ?? undefined },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
