import { Button, NumberInput, Radio, Switch } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { refusalOf } from "~/api/refusal";
import type { ChurnCounted, RevenueSettings } from "~/api/types";
import { useMay } from "~/app/session";
import { useLocked } from "~/features/past/useLocked";
import { Card } from "~/ui/Card";
import classes from "./Counting.module.css";
import { useRules } from "./useRules";

const USUAL_OVERDUE_DAYS = 30;

const CHOICES: { value: ChurnCounted; label: string; description: string }[] = [
  {
    value: "end",
    label: "On the first day without access",
    description:
      "Revenue counts as long as the customer can use what it bought. Figures agree with invoices, and a loss shows late: weeks or months after it was decided.",
  },
  {
    value: "notice",
    label: "On the day on which notice was given",
    description:
      "A loss shows as soon as it is known, so churn is higher now and lower later. A customer that gave notice counts as lost while it still pays.",
  },
  {
    value: "overdue",
    label: "Also while an invoice is overdue",
    description:
      "Besides the end: an account whose invoice is not paid for so many days brings nothing until it pays. Then it comes back as reactivation.",
  },
];

/** The rules, each with what follows from it. */
export function RulesForm({ rules }: { rules: RevenueSettings }) {
  const may = useMay("manage_data");
  const locked = useLocked();
  const save = useRules(rules);
  const [draft, setDraft] = useState(rules);
  const change = (next: Partial<RevenueSettings>) => setDraft({ ...draft, ...next });
  const refusal = refusalOf(save.error, ["overdue_days", "renewed_within_days"]);
  const overdue = draft.churn_counted === "overdue";
  const same = JSON.stringify(draft) === JSON.stringify(rules);
  const readOnly = !may || locked.disabled;

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ ...draft, overdue_days: overdue ? draft.overdue_days : null });
  }

  return (
    <Card title="Rules" hint="past figures follow them too, as soon as they are saved">
      <form className={classes.form} onSubmit={submit} noValidate>
        <Radio.Group
          label="When does lost revenue count as lost?"
          value={draft.churn_counted}
          onChange={(value) => {
            const next = CHOICES.find((one) => one.value === value)?.value;
            if (next) change({ churn_counted: next, overdue_days: daysFor(next, draft) });
          }}
        >
          <div className={classes.choices}>
            {CHOICES.map((choice) => (
              <Radio key={choice.value} size="sm" disabled={readOnly} {...choice} />
            ))}
          </div>
        </Radio.Group>
        {overdue && (
          <NumberInput
            className={classes.days}
            label="Days after it was due"
            suffix=" days"
            min={1}
            max={366}
            allowDecimal={false}
            hideControls
            readOnly={readOnly}
            value={draft.overdue_days ?? ""}
            error={refusal.at.overdue_days}
            onChange={(next) => change({ overdue_days: next === "" ? null : Number(next) })}
          />
        )}
        <Switch
          label="A customer that paused everything is still a customer"
          description={
            draft.paused_stay_customers
              ? "A pause is contraction and its end expansion: the customer counts, with no revenue, and logo churn does not rise."
              : "A pause is churn and its end reactivation: logo churn rises with each pause."
          }
          disabled={readOnly}
          checked={draft.paused_stay_customers}
          onChange={({ currentTarget }) => change({ paused_stay_customers: currentTarget.checked })}
        />
        <NumberInput
          className={classes.days}
          label="Renewed within"
          description="Another subscription that begins so many days before or after a term ends carries it on. So long a term that ended is open, and not lost or lapsed."
          suffix=" days"
          min={0}
          max={366}
          allowDecimal={false}
          hideControls
          readOnly={readOnly}
          value={draft.renewed_within_days}
          error={refusal.at.renewed_within_days}
          onChange={(next) => typeof next === "number" && change({ renewed_within_days: next })}
        />
        {refusal.rest && (
          <p role="alert" className={classes.refused}>
            {refusal.rest}
          </p>
        )}
        {may ? (
          <div className={classes.buttons}>
            <Button
              size="xs"
              type="submit"
              disabled={same || locked.disabled}
              title={locked.title}
              loading={save.isPending}
            >
              Save the rules
            </Button>
            {!same && (
              <Button size="xs" variant="subtle" color="gray" onClick={() => setDraft(rules)}>
                Discard
              </Button>
            )}
          </div>
        ) : (
          <p className="quiet">Leaders and administrators can change the rules.</p>
        )}
      </form>
    </Card>
  );
}

function daysFor(counted: ChurnCounted, draft: RevenueSettings): number | null {
  return counted === "overdue" ? (draft.overdue_days ?? USUAL_OVERDUE_DAYS) : null;
}
