import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import type { MetricAccounts, MetricCheck, MetricDetail, MetricRow, Written } from "./contract";

/** Everything about metrics hangs under this key. */
export const METRICS = ["metrics"] as const;

type Call = (path: string, init?: object) => Promise<{ data?: unknown; response: Response }>;
const calls = api as unknown as Record<"GET" | "PUT" | "POST" | "DELETE", Call>;
const answer = async <T>(call: ReturnType<Call>) => (await ok(call)) as T;

export const metricsQuery = queryOptions({
  queryKey: [...METRICS, "list"],
  queryFn: async () => (await answer<{ rows: MetricRow[] }>(calls.GET("/api/metrics"))).rows,
  staleTime: 60_000,
});

export const metricQuery = (key: string) =>
  queryOptions({
    queryKey: [...METRICS, "one", key],
    queryFn: () =>
      answer<MetricDetail>(calls.GET("/api/metrics/{key}", { params: { path: { key } } })),
  });

export type Order = "highest" | "lowest";
const PAGE = 48;

export const metricAccountsQuery = (key: string, order: Order) =>
  infiniteQueryOptions({
    queryKey: [...METRICS, "accounts", key, order],
    queryFn: ({ pageParam }) =>
      answer<MetricAccounts>(
        calls.GET("/api/metrics/{key}/accounts", {
          params: { path: { key }, query: { order, limit: PAGE, offset: pageParam } },
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
    queryFn: ({ signal }) =>
      answer<MetricCheck>(calls.POST("/api/metrics/check", { body: written, signal })),
    retry: false,
    staleTime: 60_000,
    gcTime: 60_000,
  });

export function saveMetric(key: string, written: Written): Promise<MetricDetail> {
  return answer<MetricDetail>(
    calls.PUT("/api/metrics/{key}", { params: { path: { key } }, body: written }),
  );
}

export async function removeMetric(key: string): Promise<void> {
  await ok(calls.DELETE("/api/metrics/{key}", { params: { path: { key } } }));
}
