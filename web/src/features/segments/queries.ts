import { keepPreviousData, queryOptions, useQueryClient } from "@tanstack/react-query";
import { api, ok } from "~/api/client";

/** Every query about segments begins with this word, so that a change renews them all. */
const SEGMENTS = "segments";

export const SPARK_DAYS = 90;

export const segmentsQuery = queryOptions({
  queryKey: [SEGMENTS, "list"],
  queryFn: () => ok(api.GET("/api/segments")),
  staleTime: 30_000,
});

/** The same with each day's size; slower, so it comes after. */
export const sizesQuery = queryOptions({
  queryKey: [SEGMENTS, "sizes"],
  queryFn: () => ok(api.GET("/api/segments", { params: { query: { days: SPARK_DAYS } } })),
  staleTime: 60_000,
});

export const segmentQuery = (key: string) =>
  queryOptions({
    queryKey: [SEGMENTS, "one", key],
    queryFn: () => ok(api.GET("/api/segments/{key}", { params: { path: { key } } })),
  });

export const historyQuery = (key: string, days: number) =>
  queryOptions({
    queryKey: [SEGMENTS, "history", key, days],
    queryFn: () =>
      ok(api.GET("/api/segments/{key}/history", { params: { path: { key }, query: { days } } })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export const compareQuery = (keys: string[], metric: string) =>
  queryOptions({
    queryKey: [SEGMENTS, "compare", keys, metric],
    queryFn: () =>
      ok(api.GET("/api/segments/compare", { params: { query: { keys: keys.join(","), metric } } })),
    enabled: keys.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** What a condition comes to now. An answer to what was typed before is dropped. */
export const previewQuery = (condition: string) =>
  queryOptions({
    queryKey: ["segment-preview", condition],
    queryFn: ({ signal }) => ok(api.POST("/api/segments/preview", { body: { condition }, signal })),
    enabled: condition !== "",
    placeholderData: keepPreviousData,
    retry: false,
  });

export const columnsQuery = queryOptions({
  queryKey: ["columns"],
  queryFn: () => ok(api.GET("/api/columns")),
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
