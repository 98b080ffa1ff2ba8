import { Popover } from "@mantine/core";
import { useState } from "react";
import type { RevenueRenewal } from "~/api/types";
import { useMayJudge } from "~/features/judgement/useMayJudge";
import { useWho } from "~/features/judgement/useWho";
import { formatMoney, formatMoneyShort } from "~/lib/format";
import { Tag } from "~/ui/Tag";
import { When } from "~/ui/When";
import classes from "./Call.module.css";
import { CallForm } from "./CallForm";
import { expectation } from "./words";

/** The team's call on a term; pressing it changes it, for those who may. */
export function CallCell({ term }: { term: RevenueRenewal }) {
  const { may, locked } = useMayJudge();
  const [opened, setOpened] = useState(false);
  const close = () => setOpened(false);
  if (!may || term.outcome !== "open") {
    return (
      <div className={classes.call}>
        {term.call ? <Said term={term} /> : <span className="quiet">–</span>}
      </div>
    );
  }
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="left-start"
      middlewares={{ flip: { fallbackPlacements: ["bottom-end", "top-end"] }, shift: true }}
      width={320}
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <button
          type="button"
          className={classes.call}
          data-call
          aria-haspopup="dialog"
          aria-expanded={opened}
          {...locked}
          onClick={() => setOpened(!opened)}
        >
          {term.call ? (
            <>
              <span className="visually-hidden">Call: </span>
              <Said term={term} />
              <span className="visually-hidden">. Change it: {term.account_name}</span>
            </>
          ) : (
            <span className={classes.none}>
              Make a call<span className="visually-hidden">: {term.account_name}</span>
            </span>
          )}
        </button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={`Your call: ${term.account_name}`}>
        {opened && <CallForm term={term} close={close} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function Said({ term }: { term: RevenueRenewal }) {
  const who = useWho();
  if (!term.call) return null;
  const { expects, acv, reason, by, at } = term.call;
  const { name, tone, says } = expectation(expects);
  const money = acv === null ? null : { minor: acv, currency: term.currency };
  return (
    <>
      <span className={classes.said}>
        <Tag tone={tone} title={says}>
          {name}
        </Tag>
        {money && <span title={`${formatMoney(money)} a year`}>{formatMoneyShort(money)}</span>}
      </span>
      {reason && (
        <span className={`${classes.why} clip`} title={reason}>
          {reason}
        </span>
      )}
      <span className={`${classes.why} clip`} title={by}>
        {who(by)}, <When at={at} />
      </span>
    </>
  );
}
