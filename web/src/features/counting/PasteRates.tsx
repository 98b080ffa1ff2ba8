import { Button, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { refusalOf } from "~/api/refusal";
import type { ExchangeRate } from "~/api/types";
import { useLocked } from "~/features/past/useLocked";
import { plural } from "~/lib/format";
import classes from "./Counting.module.css";
import { readRates } from "./paste";
import { useRates } from "./useRates";

/** Some wrong lines tell enough. */
const SHOWN = 5;

/** Several rates, a line each. */
export function PasteRates({ known, done }: { known: ExchangeRate[]; done: () => void }) {
  const [text, setText] = useState("");
  const locked = useLocked();
  const { save } = useRates(known);
  const { rates, wrong } = readRates(text);
  const refusal = refusalOf(save.error, []);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (rates.length > 0 && wrong.length === 0) save.mutate(rates, { onSuccess: done });
  }

  return (
    <form className={classes.paste} onSubmit={submit} noValidate>
      <Textarea
        size="xs"
        label="Currency, day, rate"
        placeholder={"EUR,2026-01-01,1.0853\nGBP,2026-01-01,1.2714"}
        description="A line each, as a spreadsheet copies them or separated by commas. One of the same currency and day takes the other's place."
        autosize
        minRows={4}
        maxRows={12}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      {wrong.length > 0 && (
        <ul className={classes.wrong} aria-label="Lines that can't be read">
          {wrong.slice(0, SHOWN).map(({ line, text: is, why }) => (
            <li key={line}>
              Line {line}, <code>{is}</code>: {why}
            </li>
          ))}
          {wrong.length > SHOWN && <li>and {plural(wrong.length - SHOWN, "more line")}</li>}
        </ul>
      )}
      {refusal.rest && (
        <p role="alert" className={classes.refused}>
          {refusal.rest}
        </p>
      )}
      <div>
        <Button
          size="xs"
          type="submit"
          loading={save.isPending}
          disabled={rates.length === 0 || wrong.length > 0 || locked.disabled}
          title={locked.title}
        >
          {rates.length > 0 ? `Add ${plural(rates.length, "rate")}` : "Add the rates"}
        </Button>
      </div>
    </form>
  );
}
