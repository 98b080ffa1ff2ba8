// Writing exchange rates down and taking them out. A notice offers to undo either.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ExchangeRate, NewRate } from "~/api/types";
import { REVENUE } from "~/features/revenue/queries";
import { plural } from "~/lib/format";
import { formatDay } from "~/lib/time";
import { done, failed } from "~/ui/notice";
import { removeRate, saveRates } from "./queries";

/** `known` are those that stand before something changes. */
export function useRates(known: ExchangeRate[]) {
  const client = useQueryClient();
  const renew = () => void client.invalidateQueries({ queryKey: REVENUE });

  const save = useMutation({
    mutationFn: saveRates,
    onSuccess: (_, rates) => {
      renew();
      const [first] = rates;
      const what = first && rates.length === 1 ? nameOf(first) : plural(rates.length, "rate");
      done("rates", "Saved", what, () => undo.mutate({ rates, before: known }));
    },
  });

  const undo = useMutation({
    mutationFn: ({ rates, before }: { rates: NewRate[]; before: ExchangeRate[] }) =>
      putBack(rates, before),
    onSuccess: () => {
      renew();
      done("rates", "Taken back", "The rates are as they were before.");
    },
    onError: failed,
  });

  const remove = useMutation({
    mutationFn: removeRate,
    onSuccess: (_, rate: ExchangeRate) => {
      renew();
      done("rates", "Deleted", nameOf(rate), () => again.mutate([rate]));
    },
    onError: failed,
  });

  const again = useMutation({
    mutationFn: saveRates,
    onSuccess: (_, [rate]) => {
      renew();
      if (rate) done("rates", "Back again", nameOf(rate));
    },
    onError: failed,
  });

  return { save, remove };
}

/** What took a rate's place goes, what stood there before comes back. */
async function putBack(rates: NewRate[], before: ExchangeRate[]): Promise<void> {
  const at = (rate: NewRate) =>
    before.find(({ currency, from }) => currency === rate.currency && from === rate.from);
  const replaced = rates.map(at).filter((rate) => rate !== undefined);
  if (replaced.length > 0) await saveRates(replaced);
  await Promise.all(rates.filter((rate) => !at(rate)).map(removeRate));
}

function nameOf({ currency, from, rate }: NewRate): string {
  return `${currency} ${rate} from ${formatDay(from)}`;
}
