import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import type { SignalCounts } from "~/api/types";
import { useAsOf } from "~/app/session";
import type { AsOf } from "~/lib/asOf";
import type { SignalsSearch } from "./search";

export const SIGNALS = ["signals"] as const;

/** The list for a view of the inbox. */
export const signalsQuery = ({ tab, rule, severity, account }: SignalsSearch, asOf: AsOf) => {
  const query = { status: tab ?? "open", rule, severity, account_id: account, as_of: asOf };
  return queryOptions({
    queryKey: [...SIGNALS, query],
    queryFn: () => ok(api.GET("/api/signals", { params: { query } })),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
};

/** How many signals there are of each status, unfiltered. */
export function useSignalCounts() {
  return useQuery({
    ...signalsQuery({}, useAsOf()),
    select: (page): SignalCounts => page.counts,
  });
}
