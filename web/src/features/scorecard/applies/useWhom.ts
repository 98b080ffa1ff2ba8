import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useAsOf } from "~/app/session";
import { previewQuery } from "~/features/segments/queries";

const TYPING_MS = 180;

/** Which accounts a condition takes, while it is written. */
export function useWhom(condition: string) {
  const [text] = useDebouncedValue(condition.trim(), TYPING_MS);
  const query = useQuery(previewQuery(text, useAsOf()));
  return { query, text };
}
