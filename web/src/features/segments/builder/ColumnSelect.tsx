import {
  type ComboboxItem,
  type ComboboxParsedItem,
  isOptionsGroup,
  type OptionsFilter,
  Select,
} from "@mantine/core";
import { useMemo } from "react";
import type { ConditionColumn } from "~/api/types";
import classes from "./Builder.module.css";

const GROUPS = [
  ["day", "Health and signals"],
  ["metric", "Metrics"],
  ["attribute", "About the account"],
] as const;

/** Chooses a column by what people call it or by what conditions call it. */
export function ColumnSelect({
  columns,
  value,
  change,
}: {
  columns: ConditionColumn[];
  value: string;
  change: (column: string) => void;
}) {
  const byName = useMemo(() => new Map(columns.map((one) => [one.column, one])), [columns]);
  const data = useMemo(
    () =>
      GROUPS.map(([kind, group]) => ({
        group,
        items: columns
          .filter((one) => one.kind === kind)
          .map((one) => ({ value: one.column, label: one.name })),
      })),
    [columns],
  );
  const filter: OptionsFilter = ({ options, search }) => {
    const wanted = search.trim().toLowerCase();
    const fits = ({ value: column, label }: ComboboxItem) =>
      label.toLowerCase().includes(wanted) || column.toLowerCase().includes(wanted);
    return options.flatMap((option): ComboboxParsedItem[] => {
      if (!isOptionsGroup(option)) return fits(option as ComboboxItem) ? [option] : [];
      const items = (option.items as ComboboxItem[]).filter(fits);
      return items.length > 0 ? [{ ...option, items }] : [];
    });
  };
  return (
    <Select
      size="xs"
      aria-label="Column"
      placeholder="Choose a column"
      searchable
      nothingFoundMessage="No such column"
      maxDropdownHeight={360}
      comboboxProps={{ width: 320, position: "bottom-start" }}
      data={data}
      filter={filter}
      value={value || null}
      onChange={(next) => next && change(next)}
      renderOption={({ option }) => (
        <span className={classes.option}>
          <span>{option.label}</span>
          <span className={classes.optionAbout}>{byName.get(option.value)?.about}</span>
        </span>
      )}
    />
  );
}
