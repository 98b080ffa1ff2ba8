import { useProblemAt } from "./context";
import classes from "./Form.module.css";
import type { FieldsOf } from "./MeasureFields";
import { MetricSelect } from "./MetricSelect";
import { NumberField } from "./NumberField";

/** The measure counts only while another metric has a value, within limits if there are any. */
export function OnlyWhenFields({ measure, path, set }: FieldsOf) {
  const place = `${path}.only_when`;
  const itself = useProblemAt(place);
  const atLeast = useProblemAt(`${place}.at_least`);
  const atMost = useProblemAt(`${place}.at_most`);
  const condition = measure.only_when;
  return (
    <>
      <MetricSelect
        className={condition ? undefined : classes.two}
        size="xs"
        label="Counts only while there is"
        placeholder="always"
        clearable
        clearButtonProps={{ "aria-label": "Count it always" }}
        value={condition?.metric ?? null}
        error={atLeast || atMost ? undefined : itself}
        change={(metric) =>
          set({
            only_when: metric ? { at_least: null, at_most: null, ...condition, metric } : null,
          })
        }
      />
      {condition ? (
        <>
          <NumberField
            size="xs"
            label="and it is at least"
            placeholder="anything"
            optional
            value={condition.at_least}
            error={atLeast}
            change={(at_least) => set({ only_when: { ...condition, at_least } })}
          />
          <NumberField
            size="xs"
            label="and it is at most"
            placeholder="anything"
            optional
            value={condition.at_most}
            error={atMost}
            change={(at_most) => set({ only_when: { ...condition, at_most } })}
          />
        </>
      ) : (
        <span />
      )}
    </>
  );
}
