// Saving, removing and putting back. Whatever reads metrics is asked for anew.

import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { sentenceOf } from "~/api/problem";
import { METRICS, removeMetric, saveMetric } from "./queries";
import type { MetricDetail, Written } from "./types";

export function useSaveMetric() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, written }: { key: string; written: Written }) => saveMetric(key, written),
    onSuccess: () => forget(client),
  });
}

/** Puts an earlier version in use again. */
export function usePutBack(key: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (toml: string) => saveMetric(key, { toml }),
    onSuccess: async (metric) => {
      await forget(client);
      notifications.show({ title: "Put back", message: `${metric.name} is as it was then.` });
    },
    onError: fail,
  });
}

/** Removes a metric, or takes a built-in one back to how it came. The notice offers to undo it. */
export function useRemoveMetric(metric: MetricDetail, then: () => void) {
  const client = useQueryClient();
  const putBack = usePutBack(metric.key);
  const removed = metric.origin === "own";
  return useMutation({
    mutationFn: () => removeMetric(metric.key),
    onSuccess: async () => {
      then();
      await forget(client);
      const id = `removed-${metric.key}`;
      notifications.show({
        id,
        autoClose: 12_000,
        title: removed ? `${metric.name} is removed` : `${metric.name} is as it came`,
        message: (
          <Button
            size="compact-xs"
            variant="default"
            mt={4}
            onClick={() => {
              notifications.hide(id);
              putBack.mutate(metric.toml);
            }}
          >
            Undo
          </Button>
        ),
      });
    },
  });
}

/** Conditions and accounts read metrics too. */
async function forget(client: QueryClient): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: METRICS }),
    client.invalidateQueries({ queryKey: ["account"] }),
  ]);
}

function fail(error: unknown) {
  notifications.show({ color: "red", title: "That did not work", message: sentenceOf(error) });
}
