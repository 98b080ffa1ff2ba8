import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useAsOf, useSession } from "~/app/session";
import { FilterMenu } from "~/features/accounts/FilterMenu";
import { SegmentMenu } from "~/features/accounts/SegmentMenu";
import { namedPeriod } from "./period";
import { ratesQuery, reportQuery } from "./queries";
import { type Question, questionOf, rowKey } from "./question";
import { filtersOn, NO_FILTERS, NONE, type RevenueFilters } from "./search";

/** Narrows the figures to a segment, an owner, a plan or a currency. */
export function Filters({
  filters,
  change,
  bySegment = false,
}: {
  filters: RevenueFilters;
  change: (next: Partial<RevenueFilters>) => void;
  /** Segments stand side by side: none of them narrows the rest. */
  bySegment?: boolean;
}) {
  const owners = useKnown("owner", filters.owner);
  const plans = useKnown("plan", filters.plan);
  const currencies = useCurrencies(filters.currency);
  return (
    <>
      {!bySegment && (
        <SegmentMenu chosen={filters.segment} change={(segment) => change({ segment })} />
      )}
      <FilterMenu
        name="Owner"
        none="Nobody"
        options={owners}
        chosen={filters.owner}
        change={(owner) => change({ owner })}
      />
      <FilterMenu
        name="Plan"
        none="No plan"
        options={plans}
        chosen={filters.plan}
        change={(plan) => change({ plan })}
      />
      {currencies.length > 1 && (
        <FilterMenu
          name="Currency"
          options={currencies}
          chosen={filters.currency}
          change={(currency) => change({ currency })}
        />
      )}
      {filtersOn(filters) > 0 && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => change(NO_FILTERS)}>
          Clear
        </Button>
      )}
    </>
  );
}

/** The owners or plans of the last twelve months, and the one that is chosen. */
function useKnown(by: "owner" | "plan", chosen: string | undefined): string[] {
  const { today } = useSession();
  const asOf = useAsOf();
  const question: Question = questionOf({}, namedPeriod("twelve_months", today), asOf, by);
  const rows = useQuery(reportQuery(question)).data?.rows ?? [];
  const keys = new Set(rows.map(rowKey));
  if (chosen) keys.add(chosen);
  keys.delete(NONE);
  return [...keys].sort((a, b) => a.localeCompare(b));
}

/** The company's own currency, and those that have an exchange rate. */
function useCurrencies(chosen: string | undefined): string[] {
  const { currency } = useSession().company;
  const rates = useQuery(ratesQuery).data ?? [];
  const all = new Set([currency, ...rates.map((rate) => rate.currency)]);
  if (chosen) all.add(chosen);
  return [...all];
}
