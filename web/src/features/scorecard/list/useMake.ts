import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { cardOf } from "../card";
import { publish, putOrder, readPublished } from "../queries";
import type { Card } from "../types";

/** Publishes a copy of a scorecard for the accounts of a condition, to be asked before all others. */
export function useMake(from: string, others: string[], then: (key: string) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ key, ...own }: { key: string } & Pick<Card, "name" | "applies_to">) => {
      const card = { ...cardOf(await readPublished(from)), ...own };
      const made = await publish(key, { card }, null);
      if (others.length > 0) await putOrder([key, ...others]);
      return made;
    },
    onSuccess: async ({ key, name }) => {
      then(key);
      notifications.show({
        title: `${name} is made`,
        message: "It scores its accounts from now on.",
      });
      await client.invalidateQueries();
    },
  });
}
