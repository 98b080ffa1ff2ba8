// The server's word on what is written, while it is written.

import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { Problem, sentenceOf } from "~/api/problem";
import { useAsOf } from "~/app/session";
import { checkQuery } from "../queries";
import type { MetricCheck, Written } from "../types";

const TYPING_MS = 250;

export interface Check {
  /** What it would give, once the server has said so of exactly this. */
  now: MetricCheck | undefined;
  /** The last answer without an error, to keep showing. */
  latest: MetricCheck | undefined;
  errors: FieldErrors;
  pending: boolean;
}

/** What is wrong, by field; `""` is what belongs to none. */
export type FieldErrors = Record<string, string>;

export function useCheck(written: Written): Check {
  const text = JSON.stringify(written);
  const [asked] = useDebouncedValue(text, TYPING_MS);
  const query = useQuery(checkQuery(JSON.parse(asked) as Written, useAsOf()));
  const latest = useRef<MetricCheck>(undefined);
  latest.current = query.data ?? latest.current;
  const settled = asked === text && !query.isFetching;
  return {
    now: settled && !query.isError ? query.data : undefined,
    latest: latest.current,
    errors: query.isError ? errorsOf(query.error) : {},
    pending: !settled,
  };
}

export function errorsOf(error: unknown): FieldErrors {
  if (!error) return {};
  if (error instanceof Problem && error.errors.length > 0) {
    return Object.fromEntries(error.errors.map(({ field, detail }) => [field, detail]));
  }
  return { "": sentenceOf(error) };
}

/** Nothing is asked of somebody who has only begun: a name and a key are lent for the check. */
export function lent(written: Written): Written {
  if (!("definition" in written)) return written;
  const { definition } = written;
  return {
    definition: {
      ...definition,
      name: definition.name || "New metric",
      key: definition.key || "new_metric",
    },
  };
}
