import { NativeSelect, Switch } from "@mantine/core";
import { oneOf } from "~/lib/url";
import { MISSING, type Missing } from "../types";
import { useProblemAt } from "./context";
import classes from "./Form.module.css";
import type { FieldsOf } from "./MeasureFields";
import { NumberField } from "./NumberField";
import { OnlyWhenFields } from "./OnlyWhenFields";

const NAMES: Record<Missing, string> = {
  leave_out: "Left out: the others share its weight",
  score: "Counts as so many points",
  block: "The account has no score",
};
const MIDDLE = 50;

/** What happens without data, and when the measure counts at all. */
export function MissingFields(fields: FieldsOf) {
  const { measure, path, set } = fields;
  const missing = useProblemAt(`${path}.missing`);
  return (
    <>
      <NativeSelect
        className={classes.two}
        size="xs"
        label="Without data"
        data={MISSING.map((value) => ({ value, label: NAMES[value] }))}
        value={measure.missing}
        error={missing}
        onChange={({ currentTarget }) => {
          const next = oneOf(currentTarget.value, MISSING) ?? "leave_out";
          const points = next === "score" ? (measure.missing_score ?? MIDDLE) : null;
          set({ missing: next, missing_score: points });
        }}
      />
      {measure.missing === "score" ? (
        <NumberField
          size="xs"
          label="Points"
          min={0}
          max={100}
          value={measure.missing_score ?? MIDDLE}
          change={(next) => set({ missing_score: next })}
        />
      ) : (
        <span />
      )}
      <OnlyWhenFields {...fields} />
      <Switch
        className={classes.wide}
        size="xs"
        label="Fades in silence: weighs less once visits are missing, for what looks back over months"
        checked={measure.fades_in_silence}
        onChange={({ currentTarget }) => set({ fades_in_silence: currentTarget.checked })}
      />
    </>
  );
}
