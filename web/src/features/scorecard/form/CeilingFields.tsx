import { asSentence } from "../problem";
import { placeholdersOf } from "../says";
import type { Ceiling } from "../types";
import { CurveField } from "./CurveField";
import { useForm, useProblemAt } from "./context";
import classes from "./Form.module.css";
import { MetricSelect } from "./MetricSelect";
import { SaysField } from "./SaysField";
import { useAxisOf } from "./useAxis";

/** What a ceiling is made of: a metric, and what a group counts for at most by its value. */
export function CeilingFields({
  ceiling,
  path,
  set,
}: {
  ceiling: Ceiling;
  /** The keys that lead to it, as the server names a problem. */
  path: string;
  set: (next: Partial<Ceiling>) => void;
}) {
  const { metrics, problem, readOnly } = useForm();
  const about = metrics.find(({ key }) => key === ceiling.metric)?.description;
  const itself = problem?.key === path ? asSentence(problem.detail) : undefined;
  return (
    <fieldset className={classes.fields} disabled={readOnly}>
      {itself && (
        <p className={`${classes.problem} ${classes.wide}`} role="alert">
          {itself}
        </p>
      )}
      <MetricSelect
        className={classes.wide}
        size="xs"
        label="This group counts for at most what the curve gives of"
        description={about}
        inputWrapperOrder={["label", "input", "description", "error"]}
        value={ceiling.metric}
        error={useProblemAt(`${path}.metric`)}
        change={(metric) => metric && set({ metric })}
      />
      <CurveField
        label="At most so many points, by value; without a value there is no ceiling"
        points={ceiling.curve}
        axis={useAxisOf(ceiling.metric)}
        error={useProblemAt(`${path}.curve`)}
        change={(curve) => set({ curve })}
      />
      <SaysField
        value={ceiling.says}
        example="the CSM says that it does not fit"
        placeholders={placeholdersOf("value")}
        error={useProblemAt(`${path}.says`)}
        change={(says) => set({ says })}
      />
    </fieldset>
  );
}
