import { Popover, Textarea } from "@mantine/core";
import { type FormEvent, type ReactElement, useState } from "react";
import { refusalOf } from "~/api/refusal";
import type { Judgement, JudgementKind } from "~/api/types";
import { BandIcon } from "~/ui/BandIcon";
import { FormEnd } from "~/ui/FormEnd";
import classes from "./Judgement.module.css";
import { Scale } from "./Scale";
import { useJudge } from "./useJudge";
import { useMayJudge } from "./useMayJudge";
import { KINDS, optionOf, saidOf } from "./words";

/** What the steps of a kind need to know. */
export interface Steps {
  chosen: string | undefined;
  choose: ((value: string) => void) | undefined;
  locked: { disabled?: true; title?: string };
}

/** The steps of a kind: choosing one asks why, and says it. */
export function Say({
  accountId,
  kind,
  said,
  faded,
  children,
}: {
  accountId: string;
  kind: JudgementKind;
  said: Judgement | null;
  faded?: boolean;
  /** Draws the steps, where the scale will not do. Takes a ref for the form to stand at. */
  children?: (steps: Steps) => ReactElement;
}) {
  const { may, locked } = useMayJudge();
  const [chosen, setChosen] = useState<string>();
  const close = () => setChosen(undefined);
  const choose = may ? setChosen : undefined;
  return (
    <Popover
      opened={chosen !== undefined}
      onChange={(opened) => !opened && close()}
      position="left-start"
      middlewares={{ flip: { fallbackPlacements: ["bottom-end", "top-end"] }, shift: true }}
      width={308}
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        {children ? (
          children({ chosen, choose, locked })
        ) : (
          <Scale
            kind={kind}
            said={said?.value}
            chosen={chosen}
            faded={faded}
            choose={choose}
            locked={locked}
          />
        )}
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={`${KINDS[kind].name}: say why`}>
        {chosen !== undefined && (
          <Why accountId={accountId} kind={kind} value={chosen} close={close} />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function Why({
  accountId,
  kind,
  value,
  close,
}: {
  accountId: string;
  kind: JudgementKind;
  value: string;
  close: () => void;
}) {
  const { needsReason, question } = KINDS[kind];
  const look = optionOf(kind, value)?.look;
  const { say } = useJudge(accountId);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const refusal = refusalOf(say.error, ["reason"]);

  function submit(event?: FormEvent) {
    event?.preventDefault();
    const why = reason.trim();
    if (needsReason && why === "") return setMissing(true);
    say.mutate({ kind, value, reason: why }, { onSuccess: close });
  }

  return (
    <form className={classes.why} onSubmit={submit} noValidate>
      <p className="quiet">{question}</p>
      <p className={classes.about}>
        {look && <BandIcon band={look} />}
        {saidOf(kind, value)}
      </p>
      <Textarea
        label={needsReason ? "Why" : "Why, if you like"}
        placeholder="What did you see or hear?"
        data-autofocus
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
        value={reason}
        error={missing ? "Say why, so that others can follow it" : refusal.at.reason}
        onChange={({ currentTarget }) => {
          setReason(currentTarget.value);
          setMissing(false);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
        }}
      />
      <FormEnd refused={refusal.rest} close={close} submit="Save" saving={say.isPending} />
    </form>
  );
}
