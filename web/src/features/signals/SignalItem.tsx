import type { SignalRow } from "~/api/types";
import { formatMoneyShort } from "~/lib/format";
import { Health } from "~/ui/Health";
import { Severity } from "~/ui/Severity";
import { WhenDay } from "~/ui/When";
import classes from "./Signals.module.css";

export function SignalItem({
  signal,
  current,
  select,
}: {
  signal: SignalRow;
  current: boolean;
  select: () => void;
}) {
  return (
    <li className={classes.slot}>
      <button
        type="button"
        className={classes.item}
        data-current={current || undefined}
        aria-current={current || undefined}
        onClick={select}
      >
        <span className={classes.itemHead}>
          <b className="clip">{signal.account_name}</b>
          <span className={classes.itemWhen}>
            <WhenDay day={signal.opened_on} />
          </span>
        </span>
        <span className={classes.itemReason}>{signal.reason}</span>
        <span className={classes.itemFoot}>
          <Severity severity={signal.severity}>{signal.title}</Severity>
          <span className={classes.itemHealth}>
            <Health score={signal.score} band={signal.band} />
            <span className="num">{formatMoneyShort(signal.arr)}</span>
          </span>
        </span>
      </button>
    </li>
  );
}
