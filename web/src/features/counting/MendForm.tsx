import { Button, NumberInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { refusalOf } from "~/api/refusal";
import type { LedgerFlaw, MendedRow } from "~/api/types";
import { useSession } from "~/app/session";
import classes from "./Counting.module.css";
import {
  type Draft,
  digitsOf,
  draftOf,
  FIELDS,
  type Field,
  mended,
  type Wrong,
  wrongIn,
} from "./mend";
import type { useMend } from "./useMend";

/** A row's days and price, to be corrected in place. What else stands in it stays. */
export function MendForm({
  flaw: { account_name, row },
  correct,
  close,
}: {
  flaw: LedgerFlaw;
  correct: ReturnType<typeof useMend>["correct"];
  close: () => void;
}) {
  const { company } = useSession();
  const [before] = useState(() => draftOf(row, company.time_zone, company.currency));
  const [draft, setDraft] = useState(before);
  const [wrong, setWrong] = useState<Wrong>({});
  const refusal = refusalOf(correct.error, FIELDS);
  const same = FIELDS.every((field) => draft[field] === before[field]);
  const at = (field: Field) => wrong[field] ?? refusal.at[field];

  function change(next: Partial<Draft>) {
    setDraft({ ...draft, ...next });
    setWrong({});
    correct.reset();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = wrongIn(draft);
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    const body: MendedRow = mended(row, draft, before);
    correct.mutate(body, { onSuccess: close });
  }

  const day = (field: "started_at" | "ended_at" | "term_end", label: string) => (
    <TextInput
      size="xs"
      type="date"
      label={label}
      value={draft[field]}
      error={at(field)}
      autoFocus={field === "started_at"}
      onChange={({ currentTarget }) => change({ [field]: currentTarget.value })}
    />
  );

  return (
    <form
      className={classes.mend}
      aria-label={`Correct ${row.subscription_id} of ${account_name}`}
      onSubmit={submit}
      onKeyDown={({ key }) => key === "Escape" && close()}
      noValidate
    >
      <div className={classes.fields}>
        {day("started_at", "Starts")}
        {day("ended_at", "First day without it")}
        <NumberInput
          size="xs"
          label="Price a month"
          placeholder="none"
          hideControls
          thousandSeparator=","
          decimalScale={digitsOf(draft.currency)}
          w={120}
          value={draft.mrr}
          error={at("mrr")}
          onChange={(next) => change({ mrr: next === "" ? "" : Number(next) })}
        />
        <TextInput
          size="xs"
          label="Currency"
          w={84}
          maxLength={3}
          value={draft.currency}
          error={at("currency")}
          onChange={({ currentTarget }) => change({ currency: currentTarget.value.toUpperCase() })}
        />
        {day("term_end", "Term ends")}
      </div>
      {refusal.rest && (
        <p role="alert" className={classes.refused}>
          {refusal.rest}
        </p>
      )}
      <div className={classes.buttons}>
        <Button size="compact-sm" type="submit" disabled={same} loading={correct.isPending}>
          Save
        </Button>
        <Button size="compact-sm" variant="default" onClick={close}>
          Cancel
        </Button>
        <span className="quiet">
          Correct the source too, or its next import brings the row back as it was.
        </span>
      </div>
    </form>
  );
}
