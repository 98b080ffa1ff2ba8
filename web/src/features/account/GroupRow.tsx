import { IconChevronRight } from "@tabler/icons-react";
import type { GroupPart, MetricValue } from "~/api/types";
import { Ceiling } from "~/features/judgement/HeldDown";
import { bandLook, bandOf } from "~/lib/bands";
import { formatNumber, formatScore } from "~/lib/format";
import { Change } from "~/ui/Change";
import { shareOf } from "./contributions";
import classes from "./HealthCard.module.css";
import { MeasureRow } from "./MeasureRow";
import { useBands } from "./useBands";

/** One group of the scorecard; opens to its measures. */
export function GroupRow({
  group,
  most,
  scored,
  days,
  opened,
  toggle,
  metrics,
}: {
  group: GroupPart;
  /** The largest room of any group, which takes the whole width. */
  most: number;
  /** Whether there is a score that the group could give to. */
  scored: boolean;
  /** How long ago the day is that moves are counted from. */
  days: number;
  opened: boolean;
  toggle: () => void;
  metrics: Map<string, MetricValue>;
}) {
  const share = shareOf(group);
  const look = bandLook(bandOf(group.score, useBands()));
  const filled = share.room > 0 ? (share.gives / share.room) * 100 : 0;
  return (
    <div className={classes.group}>
      <button type="button" className={classes.head} aria-expanded={opened} onClick={toggle}>
        <IconChevronRight size={14} className={classes.chevron} aria-hidden />
        <span className={classes.name}>{group.name}</span>
        <span className={classes.barRoom} aria-hidden="true">
          <span className={classes.bar} style={{ width: `${(share.room / most) * 100}%` }}>
            <span style={{ width: `${filled}%`, background: `var(${look.fill})` }} />
          </span>
        </span>
        {group.score === null ? (
          <span className={classes.none}>no data</span>
        ) : (
          <>
            <span className={classes.points} title="points of 100">
              {formatScore(group.score)}
            </span>
            <span
              className={classes.moved}
              title={`points of the score, against ${days} days before`}
            >
              {scored && <Change value={share.moved} />}
            </span>
            <span className={classes.gives}>
              {scored && `gives ${formatNumber(share.gives)} of ${formatNumber(share.room)}`}
            </span>
          </>
        )}
      </button>
      <Ceiling ceiling={group.ceiling} />
      {opened && (
        <div className={classes.measures}>
          {group.measures.map((measure) => (
            <MeasureRow
              key={measure.key}
              measure={measure}
              metric={metrics.get(measure.metric)}
              scored={scored}
              days={days}
            />
          ))}
        </div>
      )}
    </div>
  );
}
