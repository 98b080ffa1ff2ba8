import { TextInput } from "@mantine/core";
import { formatPercent } from "~/lib/format";
import { withMeasure } from "../edit";
import { placeholdersOf } from "../says";
import type { Measure } from "../types";
import { CurveField } from "./CurveField";
import { useForm, useProblemAt } from "./context";
import classes from "./Form.module.css";
import { MetricSelect } from "./MetricSelect";
import { MissingFields } from "./MissingFields";
import { NumberField } from "./NumberField";
import { SaysField } from "./SaysField";
import { TransformFields } from "./TransformFields";
import { useAxis } from "./useAxis";

const HELD_SAYS = "{value} people came, where {baseline} were usual";
const PLAIN_SAYS = "{value} invoices are overdue";

export interface FieldsOf {
  measure: Measure;
  /** The keys that lead to it, as the server names a problem. */
  path: string;
  set: (next: Partial<Measure>) => void;
}

/** Everything that a measure is made of. */
export function MeasureFields({
  at,
  of,
  measure,
  path,
  share,
}: {
  at: number;
  of: number;
  measure: Measure;
  path: string;
  share: number;
}) {
  const { card, problem, readOnly, change } = useForm();
  const set = (next: Partial<Measure>) => change(withMeasure(card, at, of, next));
  const fields: FieldsOf = { measure, path, set };
  const weight = useProblemAt(`${path}.weight`);
  const metric = useProblemAt(`${path}.metric`);
  const curve = useProblemAt(`${path}.curve`);
  const says = useProblemAt(`${path}.says`);
  const axis = useAxis(measure);
  const placeholders = placeholdersOf(measure.transform);
  const example = placeholders.length > 2 ? HELD_SAYS : PLAIN_SAYS;
  const itself = problem?.key === path ? problem.detail : undefined;
  return (
    <fieldset className={classes.fields} disabled={readOnly}>
      {itself && (
        <p className={classes.problem} role="alert">
          {itself}
        </p>
      )}
      <TextInput
        size="xs"
        label="Name"
        value={measure.name}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
      />
      <TextInput
        size="xs"
        label="In a sentence"
        placeholder={measure.name}
        value={measure.noun ?? ""}
        title="How a sentence calls what is counted, in the plural: active people"
        onChange={({ currentTarget }) => set({ noun: currentTarget.value || null })}
      />
      <NumberField
        size="xs"
        label="Weight"
        min={0}
        value={measure.weight}
        error={weight}
        rightSection={<span className={classes.unit}>{formatPercent(share)} of all</span>}
        rightSectionWidth={74}
        change={(next) => set({ weight: next })}
      />
      <MetricSelect
        className={classes.two}
        size="xs"
        label="Metric"
        value={measure.metric}
        error={metric}
        change={(next) => next && set({ metric: next })}
      />
      <TransformFields {...fields} />
      <CurveField
        points={measure.curve}
        axis={axis}
        error={curve}
        change={(next) => set({ curve: next })}
      />
      <SaysField
        value={measure.says}
        error={says}
        example={example}
        placeholders={placeholders}
        change={(next) => set({ says: next })}
      />
      <MissingFields {...fields} />
    </fieldset>
  );
}
