import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import type { WrittenMetric } from "~/api/types";
import type { AsOf } from "~/lib/asOf";
import type { MetricCheck, MetricDetail, Order, Written } from "./types";

/** Everything about metrics hangs under this key. */
export const METRICS = ["metrics"] as const;

const path = (key: string) => ({ path: { key } });
/** Fields that are left out mean what the API document calls null. */
const bodyOf = (written: Written) => written as WrittenMetric;

export const metricsQuery = (asOf: AsOf) =>
  queryOptions({
    queryKey: [...METRICS, "list", asOf],
    queryFn: async () =>
      (await ok(api.GET("/api/metrics", { params: { query: { as_of: asOf } } }))).rows,
    staleTime: 60_000,
  });

export const metricQuery = (key: string, asOf: AsOf) =>
  queryOptions({
    queryKey: [...METRICS, "one", key, asOf],
    queryFn: async () => {
      const params = { ...path(key), query: { as_of: asOf } };
      return (await ok(api.GET("/api/metrics/{key}", { params }))) as MetricDetail;
    },
  });

const PAGE = 48;

export const metricAccountsQuery = (key: string, order: Order, asOf: AsOf) =>
  infiniteQueryOptions({
    queryKey: [...METRICS, "accounts", key, order, asOf],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/api/metrics/{key}/accounts", {
          params: { ...path(key), query: { order, limit: PAGE, offset: pageParam, as_of: asOf } },
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
export const checkQuery = (written: Written, asOf: AsOf) =>
  queryOptions({
    queryKey: [...METRICS, "check", JSON.stringify(written), asOf],
    queryFn: async ({ signal }) => {
      const params = { query: { as_of: asOf } };
      const call = api.POST("/api/metrics/check", { params, body: bodyOf(written), signal });
      return (await ok(call)) as MetricCheck;
    },
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
