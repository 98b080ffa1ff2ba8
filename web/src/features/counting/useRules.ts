// Saving how revenue is counted. A notice offers the rules before.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { RevenueSettings } from "~/api/types";
import { REVENUE } from "~/features/revenue/queries";
import { done, failed } from "~/ui/notice";
import { rulesQuery, saveRules } from "./queries";

export function useRules(before: RevenueSettings) {
  const client = useQueryClient();

  function taken(rules: RevenueSettings) {
    client.setQueryData(rulesQuery.queryKey, rules);
    void client.invalidateQueries({ queryKey: REVENUE });
  }

  const back = useMutation({
    mutationFn: saveRules,
    onSuccess: (rules) => {
      taken(rules);
      done("revenue-rules", "As before", "Revenue is counted by the rules before.");
    },
    onError: failed,
  });

  return useMutation({
    mutationFn: saveRules,
    onSuccess: (rules) => {
      taken(rules);
      done("revenue-rules", "Saved", "All figures, past ones too, follow these rules now.", () =>
        back.mutate(before),
      );
    },
  });
}
