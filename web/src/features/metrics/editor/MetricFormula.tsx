import { Select } from "@mantine/core";
import { useState } from "react";
import { matches } from "../filter";
import type { MetricRow } from "../types";
import classes from "./Editor.module.css";
import { ExpressionField } from "./ExpressionField";
import { PeersHelp } from "./PeersHelp";

const WORDS = [
  "lag(…",
  "nullif(…",
  "coalesce(…",
  "least(…",
  "greatest(…",
  "round(…",
  "case when … then … end",
  "percentile(…",
  "peer_median(…",
  "peer_quantile(…",
  "peer_count(…",
  "account.employees",
  "account.tier",
  "account.number.…",
];

/** A formula over other metrics of the same account and day. */
export function MetricFormula({
  value,
  error,
  metrics,
  change,
}: {
  value: string;
  error: string | undefined;
  metrics: MetricRow[];
  change: (next: string) => void;
}) {
  const [find, setFind] = useState("");
  return (
    <ExpressionField
      label="Formula"
      description="over other metrics of the account, as in SQL; lag(metric, 28) is its value 28 days before; nothing divided by 0: use nullif(x, 0)"
      placeholder="events_28d / nullif(active_contacts_28d, 0)"
      words={WORDS}
      value={value}
      error={error}
      onChange={change}
    >
      {(insert) => (
        <>
          <Select
            className={classes.insert}
            size="xs"
            aria-label="Put in a metric"
            placeholder="Put in a metric"
            searchable
            limit={40}
            value={null}
            searchValue={find}
            onSearchChange={setFind}
            nothingFoundMessage="No metric is called so"
            filter={({ options, search, limit }) =>
              options
                .filter((option) => {
                  const metric = metrics.find(
                    ({ key }) => "value" in option && key === option.value,
                  );
                  return metric && matches(metric, search);
                })
                .slice(0, limit)
            }
            data={metrics.map(({ key, name }) => ({ value: key, label: name }))}
            renderOption={({ option }) => (
              <span>
                {option.label}
                <span className={classes.optionMeaning}>{option.value}</span>
              </span>
            )}
            onChange={(key) => {
              if (key) insert(key);
              setFind("");
            }}
          />
          <PeersHelp />
        </>
      )}
    </ExpressionField>
  );
}
