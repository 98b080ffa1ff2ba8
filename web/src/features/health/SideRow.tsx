import { IconChevronRight } from "@tabler/icons-react";
import { useId } from "react";
import type { MetricValue } from "~/api/types";
import { formatNumber, formatScore } from "~/lib/format";
import classes from "./HiddenRiskCard.module.css";
import { type Step, signsOf } from "./parts";
import { SignRow } from "./SignRow";

/** Less than this is nothing that one could see. */
const LEAST = 0.05;

/** One side: how alarming it is by itself, and what it adds. It opens to its signs. */
export function SideRow({
  step: { side, from },
  line,
  opened,
  toggle,
  accountId,
  metrics,
}: {
  step: Step;
  /** The risk from which on an account is listed; nothing where there is no risk. */
  line: number | null;
  opened: boolean;
  toggle: () => void;
  accountId: string;
  metrics: Map<string, MetricValue>;
}) {
  const signsId = useId();
  const adds = side.contribution >= LEAST;
  return (
    <div className={classes.side}>
      <button
        type="button"
        className={classes.sideHead}
        aria-expanded={opened}
        aria-controls={signsId}
        onClick={toggle}
      >
        <IconChevronRight size={14} className={classes.chevron} aria-hidden />
        <span className={classes.name}>{side.name}</span>
        <span className={classes.track} aria-hidden="true">
          {adds && (
            <span
              className={classes.part}
              style={{ left: `${from}%`, width: `${side.contribution}%` }}
            />
          )}
          {line !== null && <span className={classes.line} style={{ left: `${line}%` }} />}
        </span>
        <span className={classes.alarm}>
          <span className="visually-hidden">alarm </span>
          {adds || (side.alarm ?? 0) >= LEAST ? formatScore(side.alarm) : "calm"}
        </span>
        <span className={classes.adds}>
          <span className="visually-hidden">adds </span>
          {adds ? formatNumber(side.contribution) : "0"}
        </span>
      </button>
      {opened && (
        <div className={classes.signs} id={signsId}>
          {signsOf(side).map((sign) => (
            <SignRow
              key={sign.key}
              sign={sign}
              accountId={accountId}
              metric={metrics.get(sign.metric)}
            />
          ))}
        </div>
      )}
    </div>
  );
}
