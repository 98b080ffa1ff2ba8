// Setting a score against the scorecard's, and ending that. A notice offers to undo either.

import { useMutation } from "@tanstack/react-query";
import type { NewOverride, OverrideRow } from "~/api/types";
import { useSession } from "~/app/session";
import { formatScore } from "~/lib/format";
import { formatDay } from "~/lib/time";
import { done, failed } from "~/ui/notice";
import { endOverride, setOverride } from "./queries";
import { useRenew } from "./useRenew";

interface Change {
  next: NewOverride;
  /** The one in force, which the next one ends. */
  before: OverrideRow | null;
}

export function useOverride(accountId: string) {
  const { teammate } = useSession();
  const renew = useRenew(accountId);

  const set = useMutation({
    mutationFn: ({ next }: Change) => setOverride(accountId, next),
    onSuccess: async (override, { before }) => {
      await renew();
      notice("Your score stands beside the scorecard's", override, () =>
        before ? again.mutate(before) : takeBack.mutate(override),
      );
    },
  });

  const end = useMutation({
    mutationFn: (override: OverrideRow) => endOverride(accountId, override.override_id),
    onSuccess: async (_, override) => {
      await renew();
      notice("The override is ended", override, () => again.mutate(override));
    },
    onError: failed,
  });

  const takeBack = useMutation({
    mutationFn: (override: OverrideRow) => endOverride(accountId, override.override_id),
    onSuccess: async (_, override) => {
      await renew();
      notice("Taken back", override);
    },
    onError: failed,
  });

  const again = useMutation({
    mutationFn: ({ score, reason, until }: OverrideRow) =>
      setOverride(accountId, { score, reason, until }),
    onSuccess: async (override, before) => {
      await renew();
      // Nobody can speak for somebody else.
      const own = before.owner_email === teammate.email;
      notice(own ? "Set again" : "Set again, in your name", override);
    },
    onError: failed,
  });

  return { set, end };
}

function notice(title: string, override: OverrideRow, undo?: () => void) {
  const { override_id, account_name, score, until } = override;
  const what = `${account_name}: ${formatScore(score)} until ${formatDay(until)}`;
  done(`override-${override_id}`, title, what, undo);
}
