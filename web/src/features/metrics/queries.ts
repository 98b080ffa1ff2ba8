import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import type { WrittenMetric } from "~/api/types";
import type { MetricCheck, MetricDetail, Order, Written } from "./types";

/** Everything about metrics hangs under this key. */
export const METRICS = ["metrics"] as const;

const path = (key: string) => ({ path: { key } });
/** Fields that are left out mean what the API document calls null. */
const bodyOf = (written: Written) => written as WrittenMetric;

export const metricsQuery = queryOptions({
  queryKey: [...METRICS, "list"],
  queryFn: async () => (await ok(api.GET("/api/metrics"))).rows,
  staleTime: 60_000,
});

export const metricQuery = (key: string) =>
  queryOptions({
    queryKey: [...METRICS, "one", key],
    queryFn: async () =>
      (await ok(api.GET("/api/metrics/{key}", { params: path(key) }))) as MetricDetail,
  });

const PAGE = 48;

export const metricAccountsQuery = (key: string, order: Order) =>
  infiniteQueryOptions({
    queryKey: [...METRICS, "accounts", key, order],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/api/metrics/{key}/accounts", {
          params: { ...path(key), query: { order, limit: PAGE, offset: pageParam } },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const got = pages.reduce((sum, page) => sum + page.accounts.length, 0);
      return last.accounts.length > 0 && got < last.total ? got : undefined;
    },
    placeholderData: keepPreviousData,
  });

/** What a definition would give. The answer belongs to the question: a later one replaces it. */
export const checkQuery = (written: Written) =>
  queryOptions({
    queryKey: [...METRICS, "check", JSON.stringify(written)],
    queryFn: async ({ signal }) =>
      (await ok(api.POST("/api/metrics/check", { body: bodyOf(written), signal }))) as MetricCheck,
    retry: false,
    staleTime: 60_000,
    gcTime: 60_000,
  });

export async function saveMetric(key: string, written: Written): Promise<MetricDetail> {
  const call = api.PUT("/api/metrics/{key}", { params: path(key), body: bodyOf(written) });
  return (await ok(call)) as MetricDetail;
}

export async function removeMetric(key: string): Promise<void> {
  await ok(api.DELETE("/api/metrics/{key}", { params: path(key) }));
}
