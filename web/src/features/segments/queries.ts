import { keepPreviousData, queryOptions, useQueryClient } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import type { AsOf } from "~/lib/asOf";

/** Every query about segments begins with this word, so that a change renews them all. */
const SEGMENTS = "segments";

export const SPARK_DAYS = 90;

export const segmentsQuery = (asOf: AsOf) =>
  queryOptions({
    queryKey: [SEGMENTS, "list", asOf],
    queryFn: () => ok(api.GET("/api/segments", { params: { query: { as_of: asOf } } })),
    staleTime: 30_000,
  });

/** The same with each day's size; slower, so it comes after. */
export const sizesQuery = (asOf: AsOf) =>
  queryOptions({
    queryKey: [SEGMENTS, "sizes", asOf],
    queryFn: () =>
      ok(api.GET("/api/segments", { params: { query: { days: SPARK_DAYS, as_of: asOf } } })),
    staleTime: 60_000,
  });

export const segmentQuery = (key: string, asOf: AsOf) =>
  queryOptions({
    queryKey: [SEGMENTS, "one", key, asOf],
    queryFn: () =>
      ok(api.GET("/api/segments/{key}", { params: { path: { key }, query: { as_of: asOf } } })),
  });

export const historyQuery = (key: string, days: number, asOf: AsOf) =>
  queryOptions({
    queryKey: [SEGMENTS, "history", key, days, asOf],
    queryFn: () =>
      ok(
        api.GET("/api/segments/{key}/history", {
          params: { path: { key }, query: { days, as_of: asOf } },
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export const compareQuery = (keys: string[], metric: string, asOf: AsOf) =>
  queryOptions({
    queryKey: [SEGMENTS, "compare", keys, metric, asOf],
    queryFn: () =>
      ok(
        api.GET("/api/segments/compare", {
          params: { query: { keys: keys.join(","), metric, as_of: asOf } },
        }),
      ),
    enabled: keys.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** What a condition comes to. An answer to what was typed before is dropped. */
export const previewQuery = (condition: string, asOf: AsOf) =>
  queryOptions({
    queryKey: ["segment-preview", condition, asOf],
    queryFn: ({ signal }) => {
      const params = { query: { as_of: asOf } };
      return ok(api.POST("/api/segments/preview", { params, body: { condition }, signal }));
    },
    enabled: condition !== "",
    placeholderData: keepPreviousData,
    retry: false,
  });

export const columnsQuery = (asOf: AsOf) =>
  queryOptions({
    queryKey: ["columns", asOf],
    queryFn: () => ok(api.GET("/api/columns", { params: { query: { as_of: asOf } } })),
    staleTime: 5 * 60_000,
  });

/** Renews everything that shows segments or their accounts. */
export function useRenewSegments(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    void client.invalidateQueries({ queryKey: ["accounts"] });
    await client.invalidateQueries({ queryKey: [SEGMENTS] });
  };
}
