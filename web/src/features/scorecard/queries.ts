import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import type { WrittenScorecard } from "~/api/types";
import type { Preview, Published, Written } from "./types";

/** The API document can't say that a shape is one of two, nor that a point is two numbers. */
const bodyOf = (written: Written) => written as WrittenScorecard;

/** Other pages read the same scorecard, under the same key. */
export const publishedQuery = queryOptions({
  queryKey: ["scorecard"],
  queryFn: async () => (await ok(api.GET("/api/scorecard"))) as Published,
  staleTime: 10 * 60_000,
});

export const versionsQuery = queryOptions({
  queryKey: ["scorecard", "versions"],
  queryFn: async () => (await ok(api.GET("/api/scorecard/versions"))).rows,
});

/** What a draft would come to. A question that was changed before its answer came is dropped. */
export const previewQuery = (written: Written, version: number) =>
  queryOptions({
    queryKey: ["scorecard", "preview", version, JSON.stringify(written)],
    queryFn: async ({ signal }) => {
      const call = api.POST("/api/scorecard/preview", { body: bodyOf(written), signal });
      return (await ok(call)) as Preview;
    },
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
    gcTime: 60_000,
  });

export async function publish(written: Written): Promise<Published> {
  return (await ok(api.PUT("/api/scorecard", { body: bodyOf(written) }))) as Published;
}

/** Puts the scorecard that comes with the program in use again. */
export async function backToBuiltIn(): Promise<Published> {
  return (await ok(api.DELETE("/api/scorecard"))) as Published;
}
