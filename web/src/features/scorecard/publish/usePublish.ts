import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Problem, sentenceOf } from "~/api/problem";
import { inTurn } from "../draft/inTurn";
import type { Draft } from "../draft/useDraft";
import { backToBuiltIn, deleteDraft, publish, publishedQuery } from "../queries";
import { DEFAULT_KEY, type Published, type Written } from "../types";

export interface ToPublish {
  written: Written;
  /** The same as text. */
  text: string | null;
  /** The version that it is to replace. */
  over: number;
}

/** Whether somebody published while one was writing. */
export function isConflict(error: unknown): boolean {
  return error instanceof Problem && error.status === 409;
}

/** Puts a draft in use. Every number that hangs on the score is asked for anew. */
export function usePublish(key: string, draft: Draft) {
  return useChange(
    async ({ written, over }: ToPublish) => {
      await draft.flush();
      return inTurn(() => publish(key, written, over));
    },
    ({ name, version }) => ({ title: `Version ${version} is published`, message: name }),
    draft,
  );
}

/** Puts the scorecard that comes with the program in use again. */
export function useBackToBuiltIn(draft: Draft) {
  return useChange(
    (_: undefined) => inTurn(backToBuiltIn),
    () => ({
      title: "The built-in scorecard is in use",
      message: "Earlier ones stand under Versions.",
    }),
    draft,
  );
}

function useChange<T>(
  run: (what: T) => Promise<Published>,
  said: (published: Published) => { title: string; message: string },
  draft: Draft,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: async (published) => {
      // Known before the draft goes, so that the form never shows the one before.
      const { key } = published;
      const shown = { ...published, draft: null };
      client.setQueryData(publishedQuery(key).queryKey, shown);
      if (key === DEFAULT_KEY) client.setQueryData(["scorecard"], shown);
      draft.forget();
      if (published.draft) await inTurn(() => deleteDraft(key)).catch(() => undefined);
      notifications.show(said(published));
      await client.invalidateQueries();
    },
    onError: (error) => {
      // That is a question and no failure; whoever publishes asks it.
      if (isConflict(error)) return;
      notifications.show({ color: "red", title: "That did not work", message: sentenceOf(error) });
    },
  });
}
