import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { sentenceOf } from "~/api/problem";
import { inTurn } from "../draft/inTurn";
import { publish, putOrder, readList, readPublished, removeScorecard } from "../queries";
import type { Row } from "../types";
import { keysOf, putBack } from "./order";

const UNDO_MS = 12_000;

/** Takes a scorecard away. The notice offers to publish its last version again, at its old place. */
export function useRemove(then: (key: string) => void) {
  const client = useQueryClient();
  const back = useMutation({
    mutationFn: async ({ key, toml, order }: { key: string; toml: string; order: string[] }) => {
      await publish(key, { toml }, null);
      await putOrder(putBack(keysOf(await readList()), order));
    },
    onSuccess: () => client.invalidateQueries(),
    onError: fail("Not put back"),
  });
  return useMutation({
    mutationFn: async ({ row: { key }, order }: { row: Row; order: string[] }) => {
      const { toml } = await readPublished(key);
      await inTurn(() => removeScorecard(key));
      return { key, toml, order };
    },
    onSuccess: async (removed, { row }) => {
      then(removed.key);
      const id = `scorecard-removed-${removed.key}`;
      notifications.show({
        id,
        autoClose: UNDO_MS,
        title: `${row.name} is removed`,
        message: (
          <Button
            size="compact-xs"
            variant="default"
            mt={4}
            onClick={() => {
              notifications.hide(id);
              back.mutate(removed);
            }}
          >
            Undo
          </Button>
        ),
      });
      await client.invalidateQueries();
    },
    onError: fail("Not removed"),
  });
}

function fail(title: string) {
  return (error: unknown) =>
    notifications.show({ color: "red", title, message: sentenceOf(error) });
}
