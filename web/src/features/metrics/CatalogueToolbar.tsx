import { SegmentedControl, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { usePageKeys } from "~/app/shortcuts";
import { formatCount } from "~/lib/format";
import classes from "./Catalogue.module.css";
import { FIRST_ROW } from "./CatalogueTable";
import { filtered, shows } from "./filter";
import { type MetricsSearch, SHOWN, type Shown } from "./search";
import type { MetricRow } from "./types";
import { GROUP_MEANINGS, GROUP_NAMES, GROUPS } from "./words";

const TYPING_MS = 80;
const SHOWN_NAMES: Record<Shown, string> = {
  fed: "With data",
  unfed: "No data feeds it yet",
  edited: "Own and changed",
};

export function CatalogueToolbar({
  search,
  change,
  metrics = [],
}: {
  search: MetricsSearch;
  change: (next: Partial<MetricsSearch>) => void;
  metrics: MetricRow[] | undefined;
}) {
  const field = useRef<HTMLInputElement>(null);
  const [q, setQ] = useState(search.q ?? "");
  const apply = useDebouncedCallback((next: string) => change({ q: next || undefined }), TYPING_MS);
  useEffect(() => setQ(search.q ?? ""), [search.q]);
  usePageKeys({ "/": () => field.current?.focus() });

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape") field.current?.blur();
    if (event.key === "ArrowDown") {
      document.querySelector<HTMLElement>(FIRST_ROW)?.focus();
      event.preventDefault();
    }
  }

  return (
    <div className={classes.toolbar}>
      <div className={classes.line}>
        <TextInput
          ref={field}
          className={classes.search}
          size="xs"
          placeholder="Search name, key or meaning"
          aria-label="Search metrics"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={q}
          onChange={(event) => {
            setQ(event.currentTarget.value);
            apply(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
        <SegmentedControl
          size="xs"
          aria-label="Which metrics"
          value={search.show ?? "all"}
          onChange={(next) => change({ show: SHOWN.find((known) => known === next) })}
          data={[
            { value: "all", label: "All" },
            ...SHOWN.map((show) => ({
              value: show,
              label: `${SHOWN_NAMES[show]} ${formatCount(metrics.filter((metric) => shows(metric, show)).length)}`,
            })),
          ]}
        />
      </div>
      <GroupChips search={search} change={change} metrics={metrics} />
    </div>
  );
}

function GroupChips({
  search,
  change,
  metrics,
}: {
  search: MetricsSearch;
  change: (next: Partial<MetricsSearch>) => void;
  metrics: MetricRow[];
}) {
  // What each chip would show, with the other filters as they are.
  const others = filtered(metrics, { ...search, group: undefined });
  const known = GROUPS.filter(
    (group) => group === search.group || metrics.some((metric) => metric.group === group),
  );
  return (
    <div className={classes.chips} role="group" aria-label="Group">
      {known.map((group) => (
        <button
          key={group}
          type="button"
          className={classes.chip}
          title={GROUP_MEANINGS[group]}
          aria-pressed={search.group === group}
          onClick={() => change({ group: search.group === group ? undefined : group })}
        >
          {GROUP_NAMES[group]}
          <span className={classes.number}>
            {formatCount(others.filter((metric) => metric.group === group).length)}
          </span>
        </button>
      ))}
    </div>
  );
}
