// Correcting a row of a subscription, and taking it out. A correction can be taken back.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { LedgerFlaw, MendedRow, SubscriptionRow } from "~/api/types";
import { accountKey } from "~/features/account/queries";
import { REVENUE } from "~/features/revenue/queries";
import { done, failed } from "~/ui/notice";
import { asItIs, isTaken } from "./mend";
import { mendRow, removeRow } from "./queries";

export function useMend({ account_id, account_name, row }: LedgerFlaw) {
  const client = useQueryClient();
  const name = `${account_name}, ${row.subscription_id}`;
  const notice = `row ${row.subscription_id}`;

  function renew() {
    void client.invalidateQueries({ queryKey: REVENUE });
    void client.invalidateQueries({ queryKey: accountKey(account_id) });
  }

  const back = useMutation({
    mutationFn: (made: SubscriptionRow) => mendRow(made, asItIs(row)),
    onSuccess: () => {
      renew();
      done(notice, "As before", name);
    },
    onError: failed,
  });

  const correct = useMutation({
    mutationFn: (body: MendedRow) => mendRow(row, body),
    onSuccess: (made) => {
      renew();
      done(notice, "Corrected", name, isTaken(row) ? () => back.mutate(made) : undefined);
    },
  });

  const takeOut = useMutation({
    mutationFn: () => removeRow(row),
    onSuccess: () => {
      renew();
      done(notice, "Taken out", name);
    },
    onError: failed,
  });

  return { correct, takeOut };
}
