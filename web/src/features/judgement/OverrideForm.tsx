import { Input, NumberInput, Slider, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { refusalOf } from "~/api/refusal";
import type { OverrideRow } from "~/api/types";
import { useSession } from "~/app/session";
import { useBands } from "~/features/account/useBands";
import { isDay } from "~/lib/asOf";
import { bandLook, bandOf } from "~/lib/bands";
import { formatDay, plusDays } from "~/lib/time";
import { BandIcon } from "~/ui/BandIcon";
import { FormEnd } from "~/ui/FormEnd";
import { Health } from "~/ui/Health";
import classes from "./Override.module.css";
import type { Said } from "./says";
import { useOverride } from "./useOverride";

const USUAL_DAYS = 30;
const MOST_DAYS = 365;
const MIDDLE = 50;
const HIGHEST = 100;

interface Draft {
  /** Empty while a number is typed. */
  score: number | "";
  reason: string;
  until: string;
}

type Wrong = Partial<Record<keyof Draft, string>>;

/** What is missing or out of bounds. */
export function wrongOf({ score, reason, until }: Draft, today: string): Wrong {
  const last = plusDays(today, MOST_DAYS);
  const wrong: Wrong = {};
  if (score === "" || score < 0 || score > HIGHEST) wrong.score = "A score is from 0 to 100";
  if (reason.trim() === "") wrong.reason = "Say why, so that others can follow it";
  if (!isDay(until) || until < today || until > last)
    wrong.until = `From ${formatDay(today)} to ${formatDay(last)}`;
  return wrong;
}

/** A score that a person stands for, with a reason and an end. */
export function OverrideForm({
  accountId,
  override,
  computed,
  close,
}: {
  accountId: string;
  override: OverrideRow | null;
  computed: Said;
  close: () => void;
}) {
  const { today } = useSession();
  const { set } = useOverride(accountId);
  const [draft, setDraft] = useState<Draft>(() => ({
    score: Math.round(override?.score ?? computed.score ?? MIDDLE),
    reason: override?.reason ?? "",
    until: override?.until ?? plusDays(today, USUAL_DAYS),
  }));
  const [asked, setAsked] = useState(false);
  const wrong: Wrong = asked ? wrongOf(draft, today) : {};
  const refusal = refusalOf(set.error, ["score", "reason", "until"]);
  const change = (next: Partial<Draft>) => setDraft({ ...draft, ...next });

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    const { score, reason, until } = draft;
    if (score === "" || Object.keys(wrongOf(draft, today)).length > 0) return;
    const next = { score, reason: reason.trim(), until };
    set.mutate({ next, before: override }, { onSuccess: close });
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <p className={classes.computed}>
        {computed.score === null ? (
          "The scorecard gives no score. "
        ) : (
          <>
            The scorecard says <Health {...computed} />.{" "}
          </>
        )}
        Both stand beside each other until your day comes.
      </p>
      <ScoreField
        score={draft.score}
        error={wrong.score ?? refusal.at.score}
        set={(score) => change({ score })}
      />
      <Textarea
        label="Why"
        placeholder="What do you know that the data does not show?"
        withAsterisk
        required
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
        value={draft.reason}
        error={wrong.reason ?? refusal.at.reason}
        onChange={({ currentTarget }) => change({ reason: currentTarget.value })}
      />
      <TextInput
        type="date"
        label="Until"
        description="The last day on which it holds; at most a year from now"
        min={today}
        max={plusDays(today, MOST_DAYS)}
        value={draft.until}
        error={wrong.until ?? refusal.at.until}
        onChange={({ currentTarget }) => change({ until: currentTarget.value })}
      />
      <FormEnd
        refused={refusal.rest}
        close={close}
        submit="Set the score"
        saving={set.isPending}
        size="xs"
      />
    </form>
  );
}

function ScoreField({
  score,
  error,
  set,
}: {
  score: number | "";
  error: string | undefined;
  set: (score: number | "") => void;
}) {
  const bands = useBands();
  const band = bandOf(score === "" ? null : score, bands);
  const look = bandLook(band);
  const name = bands.find(({ key }) => key === band)?.name ?? look.name;
  return (
    <Input.Wrapper label="Your score" labelElement="div" error={error}>
      <div className={classes.score}>
        <Slider
          className={classes.slider}
          thumbLabel="Your score"
          label={null}
          min={0}
          max={HIGHEST}
          value={score === "" ? 0 : score}
          thumbValueText={`${score} ${name}`}
          onChange={set}
        />
        <NumberInput
          aria-label="Your score as a number"
          className={classes.number}
          size="sm"
          min={0}
          max={HIGHEST}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="strict"
          data-autofocus
          value={score}
          onChange={(next) => set(typeof next === "number" ? next : "")}
        />
        <span className={classes.band} style={{ color: `var(${look.colour})` }} aria-live="polite">
          <BandIcon band={band} />
          {score === "" ? "" : name}
        </span>
      </div>
    </Input.Wrapper>
  );
}
