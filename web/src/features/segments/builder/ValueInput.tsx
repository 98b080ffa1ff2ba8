import { Autocomplete, SegmentedControl, TagsInput, TextInput } from "@mantine/core";
import type { ConditionColumn } from "~/api/types";
import type { Row } from "../condition/tree";
import classes from "./Builder.module.css";

interface Props {
  row: Row;
  column: ConditionColumn;
  change: (values: string[]) => void;
}

/** The values of a row, as its operator and its column's type ask for them. */
export function ValueInput({ row, column, change }: Props) {
  const set = (at: number) => (value: string) =>
    change(row.values.map((before, place) => (place === at ? value : before)));
  switch (row.op) {
    case "null":
    case "not_null":
      return null;
    case "in":
    case "not_in":
      return (
        <TagsInput
          className={classes.wide}
          size="xs"
          aria-label="Values"
          placeholder={row.values.length === 0 ? "Values, each with Enter" : undefined}
          data={column.values}
          value={row.values}
          onChange={change}
        />
      );
    case "between":
      return (
        <>
          <One column={column} value={row.values[0] ?? ""} change={set(0)} label="From" />
          <span className={classes.word}>and</span>
          <One column={column} value={row.values[1] ?? ""} change={set(1)} label="To" />
        </>
      );
    case "below_past":
    case "above_past":
      return (
        <>
          <Short value={row.values[0] ?? ""} change={set(0)} label="Percent" />
          <span className={classes.word}>% of</span>
          <Short value={row.values[1] ?? ""} change={set(1)} label="Days ago" />
          <span className={classes.word}>days ago</span>
        </>
      );
    default:
      return <One column={column} value={row.values[0] ?? ""} change={set(0)} label="Value" />;
  }
}

interface OneProps {
  column: ConditionColumn;
  value: string;
  change: (value: string) => void;
  label: string;
}

function One({ column, value, change, label }: OneProps) {
  switch (column.type) {
    case "bool":
      return (
        <SegmentedControl
          size="xs"
          aria-label={label}
          data={[
            { value: "true", label: "true" },
            { value: "false", label: "false" },
          ]}
          value={value || "true"}
          onChange={change}
        />
      );
    case "day":
    case "time":
      return (
        <TextInput
          className={classes.day}
          size="xs"
          type="date"
          aria-label={label}
          value={value.slice(0, 10)}
          onChange={(event) => change(event.currentTarget.value)}
        />
      );
    case "number":
      return (
        <TextInput
          className={classes.number}
          size="xs"
          inputMode="decimal"
          aria-label={label}
          value={value}
          onChange={(event) => change(event.currentTarget.value)}
          rightSection={unitSign(column.unit)}
        />
      );
    case "text":
      return (
        <Autocomplete
          className={classes.wide}
          size="xs"
          aria-label={label}
          data={column.values}
          limit={60}
          maxDropdownHeight={260}
          value={value}
          onChange={change}
        />
      );
  }
}

function Short({
  value,
  change,
  label,
}: {
  value: string;
  change: (value: string) => void;
  label: string;
}) {
  return (
    <TextInput
      className={classes.short}
      size="xs"
      inputMode="numeric"
      aria-label={label}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

/** A ratio is typed as 0.25 for 25 %. */
function unitSign(unit: ConditionColumn["unit"]): string | undefined {
  return unit === "ratio" ? "×1" : undefined;
}
