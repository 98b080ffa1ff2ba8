import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { sentenceOf } from "~/api/problem";
import { backToBuiltIn, publish } from "./queries";
import type { Published, Written } from "./types";

/** Puts a draft in use. Every number that hangs on the score is asked for anew. */
export function usePublish(then: () => void) {
  return useChange(
    (written: Written) => publish(written),
    ({ name, version }) => ({ title: `Version ${version} is published`, message: name }),
    then,
  );
}

/** Puts the scorecard that comes with the program in use again. */
export function useBackToBuiltIn(then: () => void) {
  return useChange(
    (_: undefined) => backToBuiltIn(),
    () => ({
      title: "The built-in scorecard is in use",
      message: "Earlier ones stand under Versions.",
    }),
    then,
  );
}

function useChange<T>(
  run: (what: T) => Promise<Published>,
  said: (published: Published) => { title: string; message: string },
  then: () => void,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: async (published) => {
      // Known before the draft goes, so that the form never shows the one before.
      client.setQueryData(["scorecard"], published);
      then();
      notifications.show(said(published));
      await client.invalidateQueries();
    },
    onError: (error) =>
      notifications.show({ color: "red", title: "That did not work", message: sentenceOf(error) }),
  });
}
