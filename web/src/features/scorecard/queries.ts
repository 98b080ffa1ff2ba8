import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import type { WrittenScorecard } from "~/api/types";
import { settled } from "./draft/inTurn";
import { DEFAULT_KEY, type Preview, type Published, type Written } from "./types";

/** Another teammate may write at the same scorecard. */
const LOOK_AGAIN_MS = 30_000;

/** The API document can't say that a shape is one of two, nor that a point is two numbers. */
const bodyOf = (written: Written) => written as WrittenScorecard;

const of = (key: string) => ({ query: key === DEFAULT_KEY ? {} : { key } });

export const listQuery = queryOptions({
  queryKey: ["scorecard", "list"],
  queryFn: readList,
  staleTime: 30_000,
});

export async function readList() {
  return (await ok(api.GET("/api/scorecards"))).rows;
}

export async function readPublished(key: string): Promise<Published> {
  return (await ok(api.GET("/api/scorecard", { params: of(key) }))) as Published;
}

/** A scorecard with its draft; never from an earlier visit, because the draft is newer since. */
export const publishedQuery = (key: string) =>
  queryOptions({
    queryKey: ["scorecard", "studio", key],
    queryFn: async () => {
      // What was written just now is on its way to the server.
      await settled();
      return readPublished(key);
    },
    gcTime: 0,
    refetchInterval: LOOK_AGAIN_MS,
  });

export const versionsQuery = (key: string) =>
  queryOptions({
    queryKey: ["scorecard", "versions", key],
    queryFn: () => readVersions(key),
  });

export async function readVersions(key: string) {
  return (await ok(api.GET("/api/scorecard/versions", { params: of(key) }))).rows;
}

/** What a draft would come to. A question that was changed before its answer came is dropped. */
export const previewQuery = (key: string, written: Written, version: number) =>
  queryOptions({
    queryKey: ["scorecard", "preview", key, version, JSON.stringify(written)],
    queryFn: async ({ signal }) => {
      const call = { params: of(key), body: bodyOf(written), signal };
      return (await ok(api.POST("/api/scorecard/preview", call))) as Preview;
    },
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
    gcTime: 60_000,
  });

/** Puts a scorecard in use: over version `base`, or as a new one without it. */
export async function publish(
  key: string,
  written: Written,
  base: number | null,
): Promise<Published> {
  const body = { ...bodyOf(written), base_version: base };
  return (await ok(api.PUT("/api/scorecard", { params: of(key), body }))) as Published;
}

/** Puts the scorecard that comes with the program in use again. */
export async function backToBuiltIn(): Promise<Published> {
  return (await ok(api.DELETE("/api/scorecard", { params: of(DEFAULT_KEY) }))) as Published;
}

/** Takes a scorecard away; its versions stay. */
export async function removeScorecard(key: string): Promise<void> {
  await ok(api.DELETE("/api/scorecard", { params: of(key) }));
}

export async function putOrder(keys: string[]) {
  return (await ok(api.PUT("/api/scorecards/order", { body: { keys } }))).rows;
}

/** Keeps a draft on the server. With `leaving` it gets there even if the page goes. */
export async function putDraft(
  key: string,
  written: Written,
  base: number,
  leaving = false,
): Promise<void> {
  const body = { ...bodyOf(written), base_version: base };
  const call = { params: of(key), body, keepalive: leaving };
  await ok(api.PUT("/api/scorecard/draft", call));
}

export async function deleteDraft(key: string): Promise<void> {
  await ok(api.DELETE("/api/scorecard/draft", { params: of(key) }));
}
