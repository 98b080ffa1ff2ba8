import { Alert } from "@mantine/core";
import { sentenceOf } from "~/api/problem";
import type { ImportPreview } from "~/api/types";
import { plural } from "~/lib/format";
import grid from "~/ui/grid.module.css";
import { ColumnRow } from "./ColumnRow";
import { Fixed } from "./Fixed";
import type { Mapping } from "./mapping";
import { Step } from "./Step";
import classes from "./Wizard.module.css";

/** Which of the file's columns is which of ours, and what else the mapping says. */
export function ColumnsStep({
  preview,
  error,
  change,
}: {
  preview: ImportPreview;
  error: unknown;
  change: (mapping: Mapping) => void;
}) {
  const mapping = preview.mapping as Mapping;
  return (
    <Step
      number={2}
      title="Its columns"
      hint={`${plural(preview.columns.length, "column")}; any that is none of ours is kept as a custom attribute`}
    >
      {error !== null && (
        <Alert color="red" role="alert">
          {sentenceOf(error)}
        </Alert>
      )}
      {preview.notes.map((note) => (
        <p key={note} className={classes.note}>
          {note.charAt(0).toUpperCase() + note.slice(1)}.
        </p>
      ))}
      <div className={grid.scroll}>
        <table className={grid.grid} aria-label="Columns">
          <thead>
            <tr>
              <th scope="col">Column of the file</th>
              <th scope="col">Such as</th>
              <th scope="col">Becomes</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {preview.columns.map((column) => (
              <ColumnRow
                key={column.name}
                column={column}
                preview={preview}
                mapping={mapping}
                change={change}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Fixed preview={preview} mapping={mapping} change={change} />
    </Step>
  );
}
