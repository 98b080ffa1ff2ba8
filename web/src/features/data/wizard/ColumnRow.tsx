import { NativeSelect } from "@mantine/core";
import type { ImportPreview, PreviewColumn } from "~/api/types";
import grid from "~/ui/grid.module.css";
import { ATTRIBUTE, assign, LEAVE_OUT, type Mapping, targetOf } from "./mapping";
import { Sure } from "./Sure";
import classes from "./Wizard.module.css";

/** One column of the file: what stands in it, what it becomes, and why. */
export function ColumnRow({
  column,
  preview,
  mapping,
  change,
}: {
  column: PreviewColumn;
  preview: ImportPreview;
  mapping: Mapping;
  change: (mapping: Mapping) => void;
}) {
  const fields = preview.fields.map(({ name }) => name);
  const target = targetOf(mapping, column.name, fields);
  const field = preview.fields.find(({ name }) => name === target);
  // Values that are put together of several columns are set below the table.
  const parts = column.read_by.filter((name) => name !== target && fields.includes(name));
  return (
    <tr>
      <td>
        <b className={classes.column}>{column.name}</b>
        <div className="quiet">
          {column.looks}
          {column.filled < column.rows && column.filled > 0 && (
            <>, {Math.round((100 * column.filled) / column.rows)}% filled</>
          )}
        </div>
      </td>
      <td className={grid.wrap}>
        <div className={classes.samples}>
          {column.samples.slice(0, 3).map((sample) => (
            <code key={sample}>{sample}</code>
          ))}
        </div>
      </td>
      <td>
        <NativeSelect
          aria-label={`What ${column.name} becomes`}
          size="xs"
          w={200}
          value={target}
          onChange={(event) =>
            change(assign(mapping, column.name, event.currentTarget.value, fields))
          }
          data={[
            {
              group: "Columns of Perennial",
              items: preview.fields.map(({ name, required, source }) => ({
                value: name,
                label: `${name}${required ? " (needed)" : ""}${source && name !== target ? " · taken" : ""}`,
              })),
            },
            {
              group: "Or",
              items: [
                {
                  value: ATTRIBUTE,
                  label: parts.length > 0 ? "part of another" : "custom attribute",
                },
                { value: LEAVE_OUT, label: "leave out" },
              ],
            },
          ]}
        />
      </td>
      <td className={grid.wrap}>
        <div className={classes.why}>
          {field?.confidence != null && <Sure confidence={field.confidence} />}
          <span className="quiet">{reason()}</span>
        </div>
      </td>
    </tr>
  );

  function reason(): string {
    if (target === LEAVE_OUT) return column.ignored_because ?? "not imported";
    if (field?.confidence != null) return field.reason ?? "";
    if (field) return field.source === `column ${column.name}` ? "as chosen" : (field.source ?? "");
    if (parts.length > 0) return `read for ${parts.join(", ")}`;
    return "kept under its own name";
  }
}
