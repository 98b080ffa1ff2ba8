import { NumberInput, Radio, Textarea } from "@mantine/core";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { refusalOf } from "~/api/refusal";
import type { RenewalExpects, RevenueRenewal } from "~/api/types";
import { minorPerMajor } from "~/lib/format";
import { FormEnd } from "~/ui/FormEnd";
import classes from "./Call.module.css";
import { useCall } from "./useCall";
import { EXPECTATIONS } from "./words";

/** What a teammate expects of a term, what it will bring, and why. */
export function CallForm({ term, close }: { term: RevenueRenewal; close: () => void }) {
  const { currency } = term;
  const call = useCall(term);
  const minor = minorPerMajor(currency);
  const [expects, setExpects] = useState<RenewalExpects | undefined>(term.call?.expects);
  const [acv, setAcv] = useState<number | "">(term.call?.acv ? term.call.acv / minor : "");
  const [reason, setReason] = useState(term.call?.reason ?? "");
  const [missing, setMissing] = useState(false);
  const refusal = refusalOf(call.error, ["acv", "reason"]);

  function submit(event?: FormEvent) {
    event?.preventDefault();
    if (!expects) return setMissing(true);
    const said = {
      expects,
      acv: acv === "" ? null : Math.round(acv * minor),
      reason: reason.trim(),
    };
    call.mutate(said, { onSuccess: close });
  }

  function onKey(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
  }

  return (
    <form className={classes.form} onSubmit={submit} onKeyDown={onKey} noValidate>
      <Radio.Group
        label="What do you expect?"
        value={expects ?? null}
        error={missing && "Choose one of them"}
        onChange={(next) => {
          setExpects(EXPECTATIONS.find(({ value }) => value === next)?.value);
          setMissing(false);
        }}
      >
        <div className={classes.choices}>
          {EXPECTATIONS.map(({ value, name, says }, at) => (
            <Radio
              key={value}
              size="xs"
              value={value}
              data-autofocus={(expects ? value === expects : at === 0) || undefined}
              label={
                <>
                  {name} <span className="quiet">{says}</span>
                </>
              }
            />
          ))}
        </div>
      </Radio.Group>
      <NumberInput
        size="xs"
        label={`What it will bring a year, in ${currency}`}
        description="Leave it empty where you don't know"
        hideControls
        allowNegative={false}
        thousandSeparator=","
        decimalScale={2}
        value={acv}
        error={refusal.at.acv}
        onChange={(next) => setAcv(next === "" ? "" : Number(next))}
      />
      <Textarea
        size="xs"
        label="Why, if you like"
        placeholder="What did you see or hear?"
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        value={reason}
        error={refusal.at.reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <FormEnd refused={refusal.rest} close={close} submit="Save" saving={call.isPending} />
    </form>
  );
}
