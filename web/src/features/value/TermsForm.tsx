import { Checkbox } from "@mantine/core";
import type { Refusal } from "~/api/refusal";
import { SegmentMenu } from "~/features/accounts/SegmentMenu";
import { Field } from "./Field";
import { lifetimeQuestion, type ValueSearch } from "./search";
import classes from "./Value.module.css";

/** On which terms a lifetime is priced. */
export function TermsForm({
  search,
  change,
  currency,
  refusal,
}: {
  search: ValueSearch;
  change: (next: Partial<ValueSearch>) => void;
  currency: string;
  refusal: Refusal;
}) {
  const terms = lifetimeQuestion(search);
  const said = (next: number | undefined) => (next === undefined ? undefined : String(next));
  return (
    <div className={classes.terms} role="group" aria-label="Terms">
      <Field
        label="Margin"
        hint="What is left of revenue after the cost of serving"
        percent
        value={terms.margin}
        error={refusal.at.margin}
        commit={(next) => change({ margin: said(next) })}
      />
      <Field
        label="Discount a year"
        hint="How much less an amount is worth a year later"
        percent
        value={terms.discount}
        error={refusal.at.discount}
        commit={(next) => change({ discount: said(next) })}
      />
      <Field
        label="Months counted"
        hint="Nothing that comes later counts"
        value={terms.months}
        error={refusal.at.months}
        commit={(next) => change({ months: said(next) })}
      />
      <Field
        label={`Cost to win one, ${currency}`}
        hint="What it costs to win a customer: sales and marketing ÷ new customers"
        value={terms.cost}
        error={refusal.at.cost}
        commit={(next) => change({ cost: said(next) })}
      />
      <Checkbox
        size="xs"
        className={classes.beyond}
        label="Go on beyond what is known"
        description="as in the last known year"
        checked={search.beyond === "true"}
        onChange={({ currentTarget }) =>
          change({ beyond: currentTarget.checked ? "true" : undefined })
        }
      />
      <div className={classes.menu}>
        <SegmentMenu chosen={search.segment} change={(segment) => change({ segment })} />
      </div>
    </div>
  );
}
