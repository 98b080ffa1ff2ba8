import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { RevenueRenewals } from "~/api/types";
import { useAsOf, useSession } from "~/app/session";
import { RevenueTabs } from "~/features/revenue/RevenueTabs";
import { Page } from "~/ui/Page";
import { Loaded, RowSkeletons } from "~/ui/States";
import { renewalsQuery } from "./queries";
import { Renewals } from "./Renewals";
import { readRange } from "./range";
import { risksOf } from "./risk";
import type { RenewalsSearch } from "./search";
import { narrowed, type Term } from "./sums";
import { Toolbar } from "./Toolbar";
import { useHigh } from "./useHigh";

const route = getRouteApi("/app/revenue/renewals");
const NO_TERMS: RevenueRenewals["renewals"] = [];

/** Terms that end, what became of them, and what the team expects of the rest. */
export function RenewalsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { today } = useSession();
  const { bands, high } = useHigh();
  const range = readRange(search, today);
  const renewals = useQuery(renewalsQuery(range, search.segment, useAsOf()));
  const rows = renewals.data?.renewals ?? NO_TERMS;
  const terms = useMemo(
    () => rows.map((row): Term => ({ ...row, risks: risksOf(row, high) })),
    [rows, high],
  );
  const change = useCallback(
    (next: Partial<RenewalsSearch>) =>
      void navigate({
        search: (before) => ({ ...before, ...next }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  return (
    <Page name="Renewals" title="Renewals" meta="which contracts end, and which of them will go on">
      <RevenueTabs />
      <Toolbar search={search} change={change} range={range} terms={terms} today={today} />
      <Loaded query={renewals} skeleton={<RowSkeletons rows={12} height={26} />}>
        {({ currency }) => (
          <Renewals
            terms={narrowed(terms, search)}
            search={search}
            change={change}
            range={range}
            currency={currency}
            bands={bands}
            high={high}
            old={renewals.isPlaceholderData}
          />
        )}
      </Loaded>
    </Page>
  );
}
