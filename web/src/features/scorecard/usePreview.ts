// The server's word on a draft, while it is written.

import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { previewQuery } from "./queries";
import type { Preview, Published, Trouble, Written } from "./types";

const TYPING_MS = 300;

export interface Previewed {
  /** The answer to exactly this draft. */
  now: Preview | undefined;
  /** The last answer that was not a problem, to keep showing. */
  latest: Preview | undefined;
  problem: Trouble | null;
  error: unknown;
  pending: boolean;
  retry: () => void;
}

export function usePreview(
  { key, version }: Pick<Published, "key" | "version">,
  written: Written,
  enabled: boolean,
): Previewed {
  const text = JSON.stringify(written);
  const [asked] = useDebouncedValue(text, TYPING_MS);
  const query = useQuery({ ...previewQuery(key, JSON.parse(asked) as Written, version), enabled });
  const latest = useRef<Preview>(undefined);
  const { data } = query;
  if (data && !data.problem) latest.current = data;
  const settled = asked === text && !query.isFetching;
  return {
    now: settled && !query.isError ? data : undefined,
    latest: latest.current,
    problem: data?.problem ?? null,
    error: query.error,
    pending: enabled && !settled,
    retry: () => void query.refetch(),
  };
}
