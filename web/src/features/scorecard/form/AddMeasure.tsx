import { withGroup } from "../edit";
import { newMeasure } from "../fresh";
import { measureRow } from "../problem";
import type { Group } from "../types";
import { AddByMetric } from "./AddByMetric";
import { useForm } from "./context";

/** Adds a measure to a group, and opens it. */
export function AddMeasure({ group, at }: { group: Group; at: number }) {
  const { card, change, open } = useForm();
  return (
    <AddByMetric
      label="Add a measure"
      field={`Metric of the new measure in ${group.name}`}
      add={(metric) => {
        const measure = newMeasure(metric, group.measures);
        change(withGroup(card, at, { measures: [...group.measures, measure] }));
        open(measureRow(group.key, measure.key));
      }}
    />
  );
}
