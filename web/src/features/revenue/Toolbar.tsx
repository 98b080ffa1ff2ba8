import { NativeSelect, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSession } from "~/app/session";
import { oneOf } from "~/lib/url";
import { Filters } from "./Filters";
import { PeriodPicker } from "./PeriodPicker";
import { ratesQuery } from "./queries";
import { type RevenueSearch, SPLITS, type Split } from "./search";
import classes from "./Toolbar.module.css";

const NAMES: Record<Split, string> = {
  month: "Month",
  quarter: "Quarter",
  plan: "Plan",
  segment: "Segment",
  owner: "Owner",
};

/** Which days, split by what, and which accounts. */
export function Toolbar({
  search,
  change,
}: {
  search: RevenueSearch;
  change: (next: Partial<RevenueSearch>) => void;
}) {
  const by = search.by ?? "month";
  return (
    <div className={classes.toolbar} role="group" aria-label="What is shown">
      <PeriodPicker asked={search} change={change} />
      <span className={classes.split}>
        <span className="quiet" aria-hidden="true">
          by
        </span>
        <SegmentedControl
          size="xs"
          aria-label="Split by"
          data={SPLITS.map((value) => ({ value, label: NAMES[value] }))}
          value={by}
          onChange={(next) => {
            const split = oneOf(next, SPLITS);
            change({
              by: split === "month" ? undefined : split,
              sort: undefined,
              dir: undefined,
              ...(split === "segment" && { segment: undefined }),
            });
          }}
        />
      </span>
      <span className={classes.filters}>
        <Filters filters={search} change={change} bySegment={by === "segment"} />
        <Rates search={search} change={change} />
      </span>
    </div>
  );
}

/** Asked only where something is converted. */
function Rates({
  search,
  change,
}: {
  search: RevenueSearch;
  change: (next: Partial<RevenueSearch>) => void;
}) {
  const { currency } = useSession().company;
  const rates = useQuery(ratesQuery).data ?? [];
  const converts = rates.some((rate) => rate.currency !== currency);
  if ((!converts && !search.rates) || search.currency) return null;
  return (
    <NativeSelect
      size="xs"
      aria-label="Exchange rates"
      title="Which day's exchange rates convert into the company's currency"
      data={[
        { value: "last", label: "Rates of the last day" },
        { value: "each", label: "Each period's own rates" },
      ]}
      value={search.rates ?? "last"}
      onChange={({ currentTarget }) => change({ rates: oneOf(currentTarget.value, ["each"]) })}
    />
  );
}
