// Saying something about an account, and taking it back. A notice offers to undo either.

import { useMutation } from "@tanstack/react-query";
import type { Judgement, NewJudgement } from "~/api/types";
import { useSession } from "~/app/session";
import { done, failed } from "~/ui/notice";
import { sayJudgement, withdrawJudgement } from "./queries";
import { useRenew } from "./useRenew";
import { KINDS, saidOf } from "./words";

export function useJudge(accountId: string) {
  const { teammate } = useSession();
  const renew = useRenew(accountId);

  const say = useMutation({
    mutationFn: (said: NewJudgement) => sayJudgement(accountId, said),
    onSuccess: async (judgement) => {
      await renew();
      notice("Saved", judgement, () => takeBack.mutate(judgement));
    },
  });

  const withdraw = useMutation({
    mutationFn: (judgement: Judgement) => withdrawJudgement(accountId, judgement.judgement_id),
    onSuccess: async (_, judgement) => {
      await renew();
      notice("Withdrawn", judgement, () => again.mutate(judgement));
    },
    onError: failed,
  });

  const takeBack = useMutation({
    mutationFn: (judgement: Judgement) => withdrawJudgement(accountId, judgement.judgement_id),
    onSuccess: async (_, judgement) => {
      await renew();
      notice("Taken back", judgement);
    },
    onError: failed,
  });

  const again = useMutation({
    mutationFn: ({ kind, value, reason }: Judgement) =>
      sayJudgement(accountId, { kind, value, reason }),
    onSuccess: async (judgement, before) => {
      await renew();
      // Nobody can speak for somebody else.
      notice(before.by === teammate.email ? "Said again" : "Said again, in your name", judgement);
    },
    onError: failed,
  });

  return { say, withdraw };
}

function notice(title: string, { kind, value, judgement_id }: Judgement, undo?: () => void) {
  done(`judgement-${judgement_id}`, title, `${KINDS[kind].name}: ${saidOf(kind, value)}`, undo);
}
