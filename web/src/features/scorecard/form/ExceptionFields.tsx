import { TextInput } from "@mantine/core";
import { useSession } from "~/app/session";
import { withException } from "../edit";
import { asSentence } from "../problem";
import { meant, shown } from "../transforms";
import type { Exception } from "../types";
import { exceptionWords } from "../words";
import { useForm, useProblemAt } from "./context";
import classes from "./Form.module.css";
import { MetricSelect } from "./MetricSelect";
import { NumberField } from "./NumberField";
import { RowMenu } from "./RowMenu";
import { useAxisOf } from "./useAxis";

/** One exception: at most so much while a metric is within limits, and that as a sentence. */
export function ExceptionFields({
  exception,
  at,
  count,
  move,
  remove,
}: {
  exception: Exception;
  at: number;
  count: number;
  move: (by: -1 | 1) => void;
  remove: () => void;
}) {
  const { card, metrics, problem, readOnly, change } = useForm();
  const { company } = useSession();
  const { key, name, metric, most } = exception;
  const path = `exceptions.${key}`;
  const known = metrics.find((one) => one.key === metric);
  const set = (next: Partial<Exception>) => change(withException(card, at, next));
  const itself = problem?.key === path ? asSentence(problem.detail) : undefined;
  return (
    <li className={classes.exception}>
      <div className={classes.exceptionHead}>
        <p>{exceptionWords(exception, known, company.currency)}</p>
        {!readOnly && <RowMenu name={name} at={at} count={count} move={move} remove={remove} />}
      </div>
      {itself && (
        <p className={classes.problem} role="alert">
          {itself}
        </p>
      )}
      <fieldset className={classes.exceptionFields} disabled={readOnly}>
        <TextInput
          size="xs"
          label="Name"
          title="Explanations say that this holds"
          value={name}
          error={useProblemAt(`${path}.name`)}
          onChange={({ currentTarget }) => set({ name: currentTarget.value })}
        />
        <MetricSelect
          size="xs"
          label="While"
          value={metric}
          error={useProblemAt(`${path}.metric`)}
          change={(next) => next && set({ metric: next })}
        />
        <Limit exception={exception} side="at_least" label="is at least" set={set} />
        <Limit exception={exception} side="at_most" label="is at most" set={set} />
        <NumberField
          size="xs"
          label="Score at most"
          min={0}
          max={100}
          value={most}
          error={useProblemAt(`${path}.most`)}
          change={(next) => set({ most: next })}
        />
      </fieldset>
    </li>
  );
}

function Limit({
  exception,
  side,
  label,
  set,
}: {
  exception: Exception;
  side: "at_least" | "at_most";
  label: string;
  set: (next: Partial<Exception>) => void;
}) {
  const axis = useAxisOf(exception.metric);
  const value = exception[side];
  return (
    <NumberField
      size="xs"
      label={label}
      placeholder="–"
      optional
      value={value === null ? null : shown(value, axis)}
      error={useProblemAt(`exceptions.${exception.key}.${side}`)}
      rightSection={axis.suffix && <span className={classes.unit}>{axis.suffix}</span>}
      rightSectionWidth={44}
      change={(next) => set({ [side]: next === null ? null : meant(next, axis) })}
    />
  );
}
