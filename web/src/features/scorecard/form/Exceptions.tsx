import { Card } from "~/ui/Card";
import { moved, removed } from "../edit";
import { newException } from "../fresh";
import { asSentence } from "../problem";
import { AddByMetric } from "./AddByMetric";
import { useForm } from "./context";
import { ExceptionFields } from "./ExceptionFields";
import classes from "./Form.module.css";

/** What holds the score down, whatever the measures say. */
export function Exceptions() {
  const { card, problem, readOnly, change } = useForm();
  const { exceptions } = card;
  const set = (next: typeof exceptions) => change({ ...card, exceptions: next });
  const itself = problem?.key === "exceptions" ? asSentence(problem.detail) : undefined;
  return (
    <Card
      title="Exceptions"
      hint="while one holds, the score is at most so much, whatever the rest"
    >
      {itself && (
        <p className={classes.problem} role="alert">
          {itself}
        </p>
      )}
      {exceptions.length === 0 ? (
        <p className="quiet">
          None. An exception is for what no good side may outweigh: a payment overdue for a month, a
          champion who left.
        </p>
      ) : (
        <ul className={classes.exceptions} aria-label="Exceptions">
          {exceptions.map((exception, at) => (
            <ExceptionFields
              key={exception.key}
              exception={exception}
              at={at}
              count={exceptions.length}
              move={(by) => set(moved(exceptions, at, by))}
              remove={() => set(removed(exceptions, at))}
            />
          ))}
        </ul>
      )}
      {!readOnly && (
        <AddByMetric
          label="Add an exception"
          field="Metric of the new exception"
          add={(metric) => set([...exceptions, newException(metric, exceptions)])}
        />
      )}
    </Card>
  );
}
