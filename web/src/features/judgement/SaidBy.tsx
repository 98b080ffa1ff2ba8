import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import type { Judgement } from "~/api/types";
import { useSession } from "~/app/session";
import { dayOfInstant, formatDay, formatInstant } from "~/lib/time";
import classes from "./Judgement.module.css";
import { useJudge } from "./useJudge";
import { useMayJudge } from "./useMayJudge";
import { useWho } from "./useWho";
import { ageWords, KINDS } from "./words";

/** Who said it, when, how long ago, and why. */
export function SaidBy({ judgement, accountId }: { judgement: Judgement; accountId: string }) {
  const zone = useSession().company.time_zone;
  const { by, at, age_days, reason } = judgement;
  const who = useWho();
  return (
    <>
      <div className={classes.by}>
        <span className="clip">
          <span title={by}>{who(by)}</span>,{" "}
          <time dateTime={at} title={formatInstant(at, zone)}>
            {formatDay(dayOfInstant(at, zone))}, {ageWords(age_days)}
          </time>
        </span>
        <Withdraw judgement={judgement} accountId={accountId} />
      </div>
      {reason && (
        <q className={classes.reason} title={reason}>
          {reason}
        </q>
      )}
    </>
  );
}

function Withdraw({ judgement, accountId }: { judgement: Judgement; accountId: string }) {
  const { may, locked } = useMayJudge();
  const { withdraw } = useJudge(accountId);
  if (!may) return null;
  const name = `Withdraw: ${KINDS[judgement.kind].name}`;
  return (
    <Tooltip label={locked.title ?? "Withdraw; it stays in the history"} multiline maw={260}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="xs"
        aria-label={name}
        {...locked}
        loading={withdraw.isPending}
        onClick={() => withdraw.mutate(judgement)}
      >
        <IconArrowBackUp size={13} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
