import { Checkbox } from "@mantine/core";
import type { ImportPreview } from "~/api/types";
import { Tag } from "~/ui/Tag";
import { CommitInput } from "./CommitInput";
import { constantOf, type Mapping, setConstant, setFormats, targetOf } from "./mapping";
import { Sure } from "./Sure";
import classes from "./Wizard.module.css";

/** What no single column says: missing ones, values for every row, composed ones, how dates are written. */
export function Fixed({
  preview,
  mapping,
  change,
}: {
  preview: ImportPreview;
  mapping: Mapping;
  change: (mapping: Mapping) => void;
}) {
  const names = preview.fields.map(({ name }) => name);
  const direct = new Set(preview.columns.map(({ name }) => targetOf(mapping, name, names)));
  const others = preview.fields.filter(
    ({ name, source }) => preview.missing.includes(name) || (source !== null && !direct.has(name)),
  );
  const hasTimes = preview.fields.some(({ needs, source }) => needs === "time" && source !== null);
  return (
    <div className={classes.fixed}>
      {others.map((field) => {
        const constant = constantOf(mapping, field.name);
        const missing = preview.missing.includes(field.name);
        return (
          <div key={field.name} className={classes.fixedRow}>
            <b className={classes.column}>{field.name}</b>
            {missing || constant !== undefined ? (
              <CommitInput
                label={`${field.name} for every row`}
                placeholder="the same in every row"
                value={constant ?? ""}
                commit={(value) => change(setConstant(mapping, field.name, value))}
              />
            ) : (
              <span>{field.source}</span>
            )}
            {missing && <Tag tone="bad">Needed: choose a column above, or type a value</Tag>}
            {field.confidence != null && <Sure confidence={field.confidence} />}
            <span className="quiet">{field.reason}</span>
          </div>
        );
      })}
      <div className={classes.fixedRow}>
        {hasTimes && (
          <>
            <b className={classes.column}>Dates are written</b>
            <CommitInput
              label="How dates are written"
              placeholder="ISO 8601: 2026-01-31"
              value={(mapping.dates?.formats ?? []).join(" | ")}
              commit={(value) => change(setFormats(mapping, value))}
            />
            <span className="quiet">
              %d-%m-%Y is 31-01-2026, %m/%d/%Y is 01/31/2026; | between several
            </span>
          </>
        )}
      </div>
      <Checkbox
        size="xs"
        label="Decimals have a comma (1.299,50)"
        checked={mapping.decimal_comma === true}
        onChange={(event) => change({ ...mapping, decimal_comma: event.currentTarget.checked })}
      />
    </div>
  );
}
