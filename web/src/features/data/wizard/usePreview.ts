import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import type { Mapping } from "./mapping";

/** What was decided about a file so far; the rest is guessed. */
export interface Choice {
  kind?: string;
  mapping?: Mapping;
  /** Guess even where a mapping is kept for such files. */
  guess?: boolean;
}

/** A file in the queue. The number tells two files of one name apart. */
export interface Queued {
  number: number;
  file: File;
}

/** Files go as they are; the document describes their bytes as numbers. */
export function rawBody(file: File) {
  return {
    body: file as unknown as number[],
    bodySerializer: () => file,
    headers: { "content-type": "application/octet-stream" },
  };
}

/** Asks the server what importing the file would do. */
export function usePreview({ number, file }: Queued, choice: Choice) {
  const mapping = choice.mapping && JSON.stringify(choice.mapping);
  return useQuery({
    queryKey: ["import-preview", number, choice.kind, mapping, choice.guess],
    queryFn: () =>
      ok(
        api.POST("/api/imports/preview", {
          params: { query: { file: file.name, kind: choice.kind, mapping, guess: choice.guess } },
          ...rawBody(file),
        }),
      ),
    placeholderData: (before, query) =>
      query?.queryKey[1] === number ? keepPreviousData(before) : undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
}
