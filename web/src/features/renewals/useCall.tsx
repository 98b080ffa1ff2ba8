// Saying what is expected of a term. A notice offers to say what was said before.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { NewRenewalCall, RenewalCall, RevenueRenewal, RevenueRenewals } from "~/api/types";
import { done, failed } from "~/ui/notice";
import { FORECAST } from "./forecast/queries";
import { callRenewal, RENEWALS } from "./queries";
import { expectation } from "./words";

export type Said = Pick<NewRenewalCall, "expects" | "acv" | "reason">;

export function useCall(term: RevenueRenewal) {
  const client = useQueryClient();
  const { account_id, account_name, subscription_id, term_end } = term;

  function shown(call: RenewalCall) {
    client.setQueriesData<RevenueRenewals>(
      { queryKey: RENEWALS },
      (data) => data && { ...data, renewals: data.renewals.map((one) => called(one, term, call)) },
    );
    void client.invalidateQueries({ queryKey: RENEWALS });
    void client.invalidateQueries({ queryKey: FORECAST });
  }

  const send = (said: Said) => callRenewal({ account_id, subscription_id, term_end, ...said });
  const notice = (title: string, { expects }: RenewalCall, undo?: () => void) =>
    done(
      `call-${subscription_id}-${term_end}`,
      title,
      `${account_name}: ${expectation(expects).name.toLowerCase()}`,
      undo,
    );

  const call = useMutation({
    mutationFn: send,
    onSuccess: (made) => {
      const before = term.call;
      shown(made);
      // A first call can't be taken back, only followed by another.
      notice("Your call is saved", made, before ? () => again.mutate(before) : undefined);
    },
  });

  const again = useMutation({
    mutationFn: ({ expects, acv, reason }: RenewalCall) => send({ expects, acv, reason }),
    onSuccess: (made) => {
      shown(made);
      notice("Back to the call before, in your name", made);
    },
    onError: failed,
  });

  return call;
}

function called(one: RevenueRenewal, term: RevenueRenewal, call: RenewalCall): RevenueRenewal {
  const is = one.subscription_id === term.subscription_id && one.term_end === term.term_end;
  return is ? { ...one, call } : one;
}
