import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { sentenceOf } from "~/api/problem";
import { listQuery, putOrder } from "../queries";
import { inOrder, keysOf } from "./order";

const UNDO_MS = 12_000;
const NOTICE = "scorecards-order";

/** Changes who comes before whom. It shows at once, and the notice offers to undo it. */
export function useOrder() {
  const client = useQueryClient();
  const { queryKey } = listQuery;
  const put = useMutation({
    mutationKey: [NOTICE],
    // One after the other, as they were made.
    scope: { id: NOTICE },
    mutationFn: putOrder,
    onMutate: async (keys) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      if (before) client.setQueryData(queryKey, inOrder(before, keys));
      return { before };
    },
    onSuccess: async (rows, _, { before }) => {
      // What was moved since shows already.
      if (client.isMutating({ mutationKey: [NOTICE] }) > 1) return;
      client.setQueryData(queryKey, rows);
      notifications.hide(NOTICE);
      notifications.show({
        id: NOTICE,
        autoClose: UNDO_MS,
        title: "The order of the scorecards is changed",
        message: before && (
          <Button
            size="compact-xs"
            variant="default"
            mt={4}
            onClick={() => {
              notifications.hide(NOTICE);
              put.mutate(keysOf(before));
            }}
          >
            Undo
          </Button>
        ),
      });
      await client.invalidateQueries();
    },
    onError: (error, _, context) => {
      client.setQueryData(queryKey, context?.before);
      notifications.show({ color: "red", title: "Not moved", message: sentenceOf(error) });
    },
  });
  return put;
}
