import { ActionIcon, Select } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { ConditionColumn } from "~/api/types";
import { type Op, operators, type Row, valuesFor } from "../condition/tree";
import classes from "./Builder.module.css";
import { ColumnSelect } from "./ColumnSelect";
import { ValueInput } from "./ValueInput";

/** One comparison: column, operator, value. */
export function RowLine({
  row,
  columns,
  change,
  remove,
}: {
  row: Row;
  columns: ConditionColumn[];
  change: (row: Row) => void;
  remove: (() => void) | undefined;
}) {
  const column = columns.find((one) => one.column === row.column);
  const choices = column ? operators(column.type, column.kind !== "attribute") : [];

  function choose(name: string) {
    const next = columns.find((one) => one.column === name);
    if (!next) return;
    const fitting = operators(next.type, next.kind !== "attribute");
    const op = fitting.some((one) => one.op === row.op && column?.type === next.type)
      ? row.op
      : (fitting[0]?.op ?? "=");
    const stays = column?.type === next.type;
    const values = valuesFor(op, row.op, stays ? row.values : []);
    change({ ...row, column: name, op, values: next.type === "bool" ? ["true"] : values });
  }

  return (
    <div className={classes.row}>
      <ColumnSelect columns={columns} value={row.column} change={choose} />
      {column && (
        <>
          <Select
            size="xs"
            aria-label="Comparison"
            allowDeselect={false}
            maxDropdownHeight={320}
            data={choices.map(({ op, words }) => ({ value: op, label: words }))}
            value={row.op}
            onChange={(next) => {
              const op = next as Op;
              change({ ...row, op, values: valuesFor(op, row.op, row.values) });
            }}
          />
          <div className={classes.values}>
            <ValueInput row={row} column={column} change={(values) => change({ ...row, values })} />
          </div>
        </>
      )}
      {remove && (
        <ActionIcon
          className={classes.remove}
          size="sm"
          variant="subtle"
          color="gray"
          aria-label="Remove this row"
          onClick={remove}
        >
          <IconX size={14} />
        </ActionIcon>
      )}
    </div>
  );
}
