import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconHourglassEmpty } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import type { Judgement, JudgementKind, Judgements } from "~/api/types";
import { useAsOf } from "~/app/session";
import { BandIcon } from "~/ui/BandIcon";
import { Card } from "~/ui/Card";
import { Loaded, RowSkeletons } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { HistoryDialog } from "./HistoryDialog";
import classes from "./Judgement.module.css";
import { judgementsQuery } from "./queries";
import { SaidBy } from "./SaidBy";
import { Say } from "./Say";
import { ValueGrounds, ValueViews } from "./ValueViews";
import { KINDS, optionOf, saidOf } from "./words";

/** What the team thinks of an account: who says it, when and why. */
export function JudgementPanel({ accountId, name }: { accountId: string; name: string }) {
  const judgements = useQuery(judgementsQuery(accountId, useAsOf()));
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <Card
      title="What we think"
      actions={
        <Button size="compact-xs" variant="subtle" color="gray" onClick={open}>
          History
        </Button>
      }
    >
      <Loaded query={judgements} skeleton={<RowSkeletons rows={6} />}>
        {(data) => <Kinds accountId={accountId} judgements={data} />}
      </Loaded>
      <HistoryDialog accountId={accountId} name={name} opened={opened} close={close} />
    </Card>
  );
}

function Kinds({ accountId, judgements }: { accountId: string; judgements: Judgements }) {
  const { current, pulse_fades_after_days: fades, value } = judgements;
  const of = (kind: JudgementKind) => ({ accountId, kind, judgement: current[kind] });
  return (
    <>
      <KindPart {...of("pulse")} why={`a pulse fades after ${fades} days`} />
      <KindPart {...of("fit")} />
      <KindPart {...of("relationship")} />
      <KindPart
        {...of("value")}
        steps={
          <Say accountId={accountId} kind="value" said={current.value}>
            {(steps) => <ValueViews views={value} {...steps} />}
          </Say>
        }
      >
        <ValueGrounds views={value} />
      </KindPart>
    </>
  );
}

function KindPart({
  accountId,
  kind,
  judgement,
  why = "it is more than a year old",
  steps,
  children,
}: {
  accountId: string;
  kind: JudgementKind;
  judgement: Judgement | null;
  /** Why it does not count any more once it is old. */
  why?: string;
  /** Stands where the scale would be. */
  steps?: ReactNode;
  children?: ReactNode;
}) {
  const titleId = useId();
  const faded = judgement?.old ?? false;
  return (
    <section className={classes.kind} aria-labelledby={titleId} data-faded={faded || undefined}>
      <div className={classes.head}>
        <h3 id={titleId} className={classes.name}>
          {kind === "fit" ? KINDS.fit.question : KINDS[kind].name}
        </h3>
        {kind !== "fit" && <Word kind={kind} judgement={judgement} faded={faded} />}
      </div>
      {steps ?? <Say accountId={accountId} kind={kind} said={judgement} faded={faded} />}
      {judgement && <SaidBy judgement={judgement} accountId={accountId} />}
      {faded && (
        <p className={classes.old} role="note">
          <IconHourglassEmpty size={14} stroke={1.8} aria-hidden />
          <span>It no longer counts: {why}.</span>
        </p>
      )}
      {children}
    </section>
  );
}

function Word({
  kind,
  judgement,
  faded,
}: {
  kind: JudgementKind;
  judgement: Judgement | null;
  faded: boolean;
}) {
  if (!judgement) return <span className={classes.none}>nobody has said</span>;
  const look = optionOf(kind, judgement.value)?.look;
  return (
    <span className={classes.word}>
      {look && <BandIcon band={look} />}
      {saidOf(kind, judgement.value)}
      {faded && <Tag tone="warn">Old</Tag>}
    </span>
  );
}
