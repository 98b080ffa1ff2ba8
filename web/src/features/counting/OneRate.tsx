import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { refusalOf } from "~/api/refusal";
import type { ExchangeRate } from "~/api/types";
import { useSession } from "~/app/session";
import { useLocked } from "~/features/past/useLocked";
import classes from "./Counting.module.css";
import { wrongWith } from "./paste";
import { useRates } from "./useRates";

const FIELDS = ["currency", "from", "rate"] as const;

/** One rate. */
export function OneRate({
  currency = "",
  known,
}: {
  currency?: string | undefined;
  known: ExchangeRate[];
}) {
  const { today, company } = useSession();
  const locked = useLocked();
  const { save } = useRates(known);
  const first = `${today.slice(0, 7)}-01`;
  const [draft, setDraft] = useState({ currency, from: first, rate: "" });
  const [wrong, setWrong] = useState<string>();
  const refusal = refusalOf(
    save.error,
    FIELDS.map((field) => `rates.0.${field}`),
  );
  const at = (field: (typeof FIELDS)[number]) => refusal.at[`rates.0.${field}`];
  const change = (next: Partial<typeof draft>) => {
    setDraft({ ...draft, ...next });
    setWrong(undefined);
  };

  function submit(event: FormEvent) {
    event.preventDefault();
    const problem = wrongWith(draft);
    setWrong(problem);
    if (problem) return;
    save.mutate([draft], { onSuccess: () => setDraft({ ...draft, rate: "" }) });
  }

  return (
    <form className={classes.one} onSubmit={submit} noValidate>
      <TextInput
        size="xs"
        label="Currency"
        placeholder="EUR"
        w={84}
        maxLength={3}
        autoFocus={currency !== ""}
        value={draft.currency}
        error={at("currency")}
        onChange={({ currentTarget }) => change({ currency: currentTarget.value.toUpperCase() })}
      />
      <TextInput
        size="xs"
        type="date"
        label="From"
        value={draft.from}
        error={at("from")}
        onChange={({ currentTarget }) => change({ from: currentTarget.value })}
      />
      <TextInput
        size="xs"
        label={`One is worth, in ${company.currency}`}
        placeholder="1.0853"
        inputMode="decimal"
        value={draft.rate}
        error={at("rate")}
        onChange={({ currentTarget }) => change({ rate: currentTarget.value.trim() })}
      />
      <Button size="xs" type="submit" loading={save.isPending} {...locked}>
        Add the rate
      </Button>
      {(wrong ?? refusal.rest) && (
        <p role="alert" className={classes.refused}>
          {wrong ? `This can't be a rate: ${wrong}.` : refusal.rest}
        </p>
      )}
    </form>
  );
}
