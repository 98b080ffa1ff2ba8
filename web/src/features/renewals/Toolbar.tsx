import { Button, NativeSelect, TextInput } from "@mantine/core";
import { FilterMenu } from "~/features/accounts/FilterMenu";
import { SegmentMenu } from "~/features/accounts/SegmentMenu";
import { isDay } from "~/lib/asOf";
import { plusDays } from "~/lib/time";
import classes from "./Board.module.css";
import { nameOf, RANGE_NAMES, type Range, type RangeName, rangeOf } from "./range";
import { filtersOn, NO_FILTERS, OUTCOMES, type RenewalsSearch } from "./search";
import type { Term } from "./sums";
import { OUTCOME_LOOKS } from "./words";

const OTHER = "other";
const OUTCOME_NAMES = Object.fromEntries(
  OUTCOMES.map((key) => [key, OUTCOME_LOOKS[key].name]),
) as Record<string, string>;

/** Which days, and whose terms. */
export function Toolbar({
  search,
  change,
  range,
  terms,
  today,
}: {
  search: RenewalsSearch;
  change: (next: Partial<RenewalsSearch>) => void;
  range: Range;
  terms: Term[];
  today: string;
}) {
  const owners = valuesOf(terms.map(({ owner_email }) => owner_email));
  const plans = valuesOf(terms.map(({ plan }) => plan));
  return (
    <div className={classes.toolbar} role="group" aria-label="Which terms">
      <RangeFields range={range} change={change} today={today} />
      <FilterMenu
        name="Owner"
        none="Nobody"
        options={owners}
        chosen={search.owner}
        change={(owner) => change({ owner })}
      />
      <SegmentMenu chosen={search.segment} change={(segment) => change({ segment })} />
      <FilterMenu
        name="Plan"
        none="No plan"
        options={plans}
        chosen={search.plan}
        change={(plan) => change({ plan })}
      />
      <FilterMenu
        name="Outcome"
        options={[...OUTCOMES]}
        names={OUTCOME_NAMES}
        chosen={search.outcome}
        change={(next) => change({ outcome: OUTCOMES.find((key) => key === next) })}
      />
      <Button
        size="compact-sm"
        variant={search.risk ? "light" : "subtle"}
        color={search.risk ? undefined : "gray"}
        aria-pressed={search.risk !== undefined}
        onClick={() => change({ risk: search.risk ? undefined : "any" })}
      >
        At risk only
      </Button>
      {filtersOn(search) > 0 && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => change(NO_FILTERS)}>
          Clear
        </Button>
      )}
    </div>
  );
}

function RangeFields({
  range,
  change,
  today,
}: {
  range: Range;
  change: (next: Partial<RenewalsSearch>) => void;
  today: string;
}) {
  const name = nameOf(range, today);
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label="Terms that end in"
        data={[
          ...Object.entries(RANGE_NAMES).map(([value, label]) => ({ value, label })),
          ...(name ? [] : [{ value: OTHER, label: "Other days" }]),
        ]}
        value={name ?? OTHER}
        onChange={({ currentTarget }) => {
          const next = currentTarget.value as RangeName | typeof OTHER;
          if (next === OTHER) return;
          const usual = next === "usual";
          const { from, to } = rangeOf(next, today);
          change({ from: usual ? undefined : from, to: usual ? undefined : to, month: undefined });
        }}
      />
      <TextInput
        type="date"
        size="xs"
        aria-label="First day"
        value={range.from}
        onChange={({ currentTarget: { value } }) => {
          if (isDay(value) && value < range.to)
            change({ from: value, to: range.to, month: undefined });
        }}
      />
      <span className="quiet">to</span>
      <TextInput
        type="date"
        size="xs"
        aria-label="Last day"
        // The range is half-open; people name the last day that is in it.
        value={plusDays(range.to, -1)}
        onChange={({ currentTarget: { value } }) => {
          if (isDay(value) && value >= range.from) {
            change({ from: range.from, to: plusDays(value, 1), month: undefined });
          }
        }}
      />
    </>
  );
}

function valuesOf(values: (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))].toSorted();
}
