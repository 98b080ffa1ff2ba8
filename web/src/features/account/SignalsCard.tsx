import { IconCircleCheck } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { SignalRow } from "~/api/types";
import { SignalActions } from "~/features/signals/SignalActions";
import { Card } from "~/ui/Card";
import { Severity } from "~/ui/Severity";
import { WhenDay } from "~/ui/When";
import classes from "./SignalsCard.module.css";

/** The account's signals that somebody should look at. */
export function SignalsCard({ signals }: { signals: SignalRow[] }) {
  const open = signals.filter((signal) => signal.status === "open");
  const rest = signals.length - open.length;
  const account = signals[0]?.account_id;
  return (
    <Card title="Open signals" hint={open.length > 0 && open.length}>
      {open.length === 0 && (
        <p className={classes.none}>
          <IconCircleCheck size={15} stroke={1.7} aria-hidden /> Nothing waits for anybody.
        </p>
      )}
      {open.map((signal) => (
        <article key={signal.signal_id} className={classes.signal}>
          <div className={classes.line}>
            <Severity severity={signal.severity}>{signal.title}</Severity>
          </div>
          <p>{signal.reason}</p>
          <div className={classes.foot}>
            <span className="quiet">
              opened <WhenDay day={signal.opened_on} />
            </span>
            <SignalActions signal={signal} />
          </div>
        </article>
      ))}
      {rest > 0 && account && (
        <p className={classes.rest}>
          <Link to="/signals" search={{ tab: "closed", account }} className="link">
            Earlier signals
          </Link>
        </p>
      )}
    </Card>
  );
}
