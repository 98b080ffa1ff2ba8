import { NativeSelect, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { grouped } from "~/features/metrics/filter";
import { metricsQuery } from "~/features/metrics/queries";
import { GROUP_NAMES } from "~/features/metrics/words";
import { oneOf } from "~/lib/url";
import classes from "./Backtest.module.css";
import { type BacktestSearch, BLACKOUTS, CALLS, CHURNS, chosenOf, HORIZONS, STEPS } from "./search";
import { churnWords, everyWords, raised } from "./words";

/** No metric is called so. */
const SCORECARD = "score";
const AUTOMATIC = "automatic";

/** What is judged, and by which rules. */
export function Toolbar({
  search,
  change,
  churn,
}: {
  search: BacktestSearch;
  change: (next: Partial<BacktestSearch>) => void;
  /** What the server went by. */
  churn: string | undefined;
}) {
  const chosen = chosenOf(search);
  return (
    <div className={classes.toolbar} role="group" aria-label="Settings">
      <JudgedSelect metric={search.metric} change={(metric) => change({ metric })} />
      <NativeSelect
        className={classes.churn}
        size="xs"
        label="Left means"
        title="What counts as having left"
        data={[
          { value: AUTOMATIC, label: automatic(search.churn ? undefined : churn) },
          ...CHURNS.map((value) => ({ value, label: raised(churnWords(value)) })),
        ]}
        value={search.churn ?? AUTOMATIC}
        onChange={({ currentTarget }) => change({ churn: oneOf(currentTarget.value, CHURNS) })}
      />
      <NativeSelect
        size="xs"
        label="Within"
        title="How far ahead it is to foresee"
        data={HORIZONS.map((value) => ({ value, label: `${value} days` }))}
        value={chosen.horizon}
        onChange={({ currentTarget }) => change({ horizon: oneOf(currentTarget.value, HORIZONS) })}
      />
      <NativeSelect
        size="xs"
        label="Ignore the first"
        title="Who leaves so soon after a day is not counted on it: too late to do anything"
        data={BLACKOUTS.map((value) => ({ value, label: `${value} days` }))}
        value={chosen.blackout}
        onChange={({ currentTarget }) =>
          change({ blackout: oneOf(currentTarget.value, BLACKOUTS) })
        }
      />
      <NativeSelect
        size="xs"
        label="Looked at"
        title="How often accounts are looked at as they stood then"
        data={STEPS.map((value) => ({ value, label: raised(everyWords(Number(value))) }))}
        value={chosen.every}
        onChange={({ currentTarget }) => change({ every: oneOf(currentTarget.value, STEPS) })}
      />
      <NativeSelect
        size="xs"
        label="Calls each time"
        title="How many accounts your team could call on each of these days"
        data={CALLS.map((value) => ({ value, label: `${value} accounts` }))}
        value={chosen.calls}
        onChange={({ currentTarget }) => change({ calls: oneOf(currentTarget.value, CALLS) })}
      />
    </div>
  );
}

function automatic(churn: string | undefined): string {
  return churn ? `Automatic: ${churnWords(churn)}` : "Automatic";
}

function JudgedSelect({
  metric,
  change,
}: {
  metric: string | undefined;
  change: (metric: string | undefined) => void;
}) {
  const metrics = useQuery(metricsQuery(undefined)).data ?? [];
  const useful = metrics.filter(({ fed, key }) => fed || key === metric);
  return (
    <Select
      className={classes.judged}
      size="xs"
      label="Judge"
      searchable
      allowDeselect={false}
      maxDropdownHeight={360}
      nothingFoundMessage="No metric matches"
      // What is typed replaces the name.
      onClick={({ currentTarget }) => currentTarget.select()}
      data={[
        { value: SCORECARD, label: "The scorecard in use" },
        ...grouped(useful).map(({ group, metrics: of }) => ({
          group: GROUP_NAMES[group],
          items: of.map(({ key, name }) => ({ value: key, label: name })),
        })),
      ]}
      value={metric ?? SCORECARD}
      onChange={(next) => change(next && next !== SCORECARD ? next : undefined)}
    />
  );
}
