import type { Refusal } from "~/api/refusal";
import { ChurnField } from "./ChurnField";
import { Field } from "./Field";
import type { Assumed, ValueSearch } from "./search";
import classes from "./Value.module.css";

/** What the simulator takes for granted. */
export function AssumptionsForm({
  assumed,
  change,
  currency,
  refusal,
}: {
  assumed: Assumed;
  change: (next: Partial<ValueSearch>) => void;
  currency: string;
  refusal: Refusal;
}) {
  const said = (next: number | undefined) => (next === undefined ? undefined : String(next));
  return (
    <div className={classes.terms} role="group" aria-label="Assumptions">
      <Field
        label="Customers at the start"
        hint="Your own number where it is empty"
        value={assumed.customers}
        error={refusal.at.customers}
        commit={(next) => change({ customers: said(next) })}
      />
      <Field
        label={`Price a month, ${currency}`}
        hint="What each customer pays; it does not change"
        value={assumed.price}
        error={refusal.at.price}
        commit={(next) => change({ price: said(next) })}
      />
      <Field
        label="Growth a year"
        hint="New customers of a year as a share of those there are"
        percent
        value={assumed.growth}
        error={refusal.at.growth}
        commit={(next) => change({ growth: said(next) })}
      />
      <ChurnField
        value={assumed.churn}
        error={refusal.at.churn}
        commit={(churn) => change({ churn })}
      />
      <Field
        label="Years"
        hint="From 1 to 10"
        value={assumed.years}
        error={refusal.at.years}
        commit={(next) => change({ years: said(next) })}
      />
    </div>
  );
}
