import { NativeSelect, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { grouped } from "~/features/metrics/filter";
import { metricsQuery } from "~/features/metrics/queries";
import { GROUP_NAMES } from "~/features/metrics/words";
import { listQuery } from "~/features/scorecard/queries";
import { oneOf } from "~/lib/url";
import classes from "./Backtest.module.css";
import { choiceOf, choiceOfScorecard, HIDDEN_RISK, IN_USE, type Judge, judgeOf } from "./judge";
import { type BacktestSearch, BLACKOUTS, CALLS, CHURNS, chosenOf, HORIZONS, STEPS } from "./search";
import { churnWords, everyWords, raised } from "./words";

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
      <JudgedSelect search={search} change={change} />
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
  search,
  change,
}: {
  search: BacktestSearch;
  change: (judge: Judge) => void;
}) {
  const metrics = useQuery(metricsQuery(undefined)).data ?? [];
  const useful = metrics.filter(({ fed, key }) => fed || key === search.metric);
  const scorecards = useScorecards(search.scorecard);
  return (
    <Select
      className={classes.judged}
      size="xs"
      label="Judge"
      searchable
      allowDeselect={false}
      maxDropdownHeight={360}
      nothingFoundMessage="Nothing matches"
      // What is typed replaces the name.
      onClick={({ currentTarget }) => currentTarget.select()}
      data={[
        {
          value: IN_USE,
          label: scorecards.length > 1 ? "The scorecards in use" : "The scorecard in use",
        },
        { value: HIDDEN_RISK, label: "Hidden risk" },
        ...(scorecards.length > 0
          ? [
              {
                group: "One of the scorecards",
                items: scorecards.map(({ key, name }) => ({
                  value: choiceOfScorecard(key),
                  label: name,
                })),
              },
            ]
          : []),
        ...grouped(useful).map(({ group, metrics: of }) => ({
          group: GROUP_NAMES[group],
          items: of.map(({ key, name }) => ({ value: key, label: name })),
        })),
      ]}
      value={choiceOf(search)}
      onChange={(next) => next && change(judgeOf(next))}
    />
  );
}

/** The scorecards where there are several, and always the one that is judged. */
function useScorecards(judged: string | undefined): { key: string; name: string }[] {
  const rows = useQuery(listQuery).data ?? [];
  const several = rows.length > 1 ? rows : [];
  if (!judged || several.some(({ key }) => key === judged)) return several;
  const name = rows.find(({ key }) => key === judged)?.name ?? judged;
  return [...several, { key: judged, name }];
}
