import { Button, Tooltip } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Explanation, MetricValue } from "~/api/types";
import { useAsOf } from "~/app/session";
import { formatDay } from "~/lib/time";
import { Card } from "~/ui/Card";
import { Change } from "~/ui/Change";
import { Health } from "~/ui/Health";
import { costliest, shareOf } from "./contributions";
import { GroupRow } from "./GroupRow";
import classes from "./HealthCard.module.css";

/** A score opened: its sentence, how much data stands behind it, and what it is made of. */
export function HealthCard({
  explanation,
  metrics,
  back,
}: {
  explanation: Explanation;
  metrics: Map<string, MetricValue>;
  /** Given when this is a past day: leads back to the day of the page. */
  back?: () => void;
}) {
  const { groups, score, coverage } = explanation;
  const asOf = useAsOf();
  const [opened, setOpened] = useState<Set<string>>(() => new Set(costliest(groups).slice(0, 1)));
  const most = Math.max(...groups.map((group) => shareOf(group).room), 1);

  function toggle(key: string) {
    const next = new Set(opened);
    if (!next.delete(key)) next.add(key);
    setOpened(next);
  }

  // Rounded down, as the sentence beside it: 29.9 % is not the 30 % that a score needs.
  const whole = Math.floor(coverage * 100);
  return (
    <Card
      title="Why"
      hint={scoredBy(explanation)}
      actions={
        <Tooltip label="Share of the scorecard's weight that has data. The rest is left out of the score.">
          <span className={classes.coverage} tabIndex={0} role="note">
            <span className={classes.track} aria-hidden="true">
              <span style={{ width: `${whole}%` }} />
            </span>
            {whole}% of the data
          </span>
        </Tooltip>
      }
    >
      {back && (
        <div className={classes.asOf} role="status">
          <IconHistory size={15} aria-hidden />
          <b>As of {formatDay(explanation.day)}</b>
          <Health
            score={explanation.score}
            band={explanation.band}
            name={explanation.band_name ?? undefined}
          />
          {explanation.change_28d !== null && (
            <span>
              <Change value={explanation.change_28d} /> in 28 days
            </span>
          )}
          <Button
            size="compact-xs"
            variant="default"
            ml="auto"
            renderRoot={(props) => (
              <Link
                to="."
                search={
                  ((before: object) => ({
                    ...before,
                    day: undefined,
                    as_of: explanation.day,
                  })) as never
                }
                {...props}
              />
            )}
          >
            Show everything on this day
          </Button>
          <Button size="compact-xs" variant="default" onClick={back}>
            Back to {asOf ? formatDay(asOf) : "today"}
          </Button>
        </div>
      )}
      <p className={classes.sentence}>{explanation.sentence}</p>
      {score !== null && (
        <p className={classes.legend}>
          A bar is as long as its group counts today; the filled part is what it gives. All filled
          parts together are the score.
        </p>
      )}
      <div className={classes.groups}>
        {score !== null && (
          <div className={classes.columns} aria-hidden="true">
            <span>Points</span>
            <span>28 days</span>
            <span>Of the score</span>
          </div>
        )}
        {groups.map((group) => (
          <GroupRow
            key={group.key}
            group={group}
            most={most}
            scored={score !== null}
            opened={opened.has(group.key)}
            toggle={() => toggle(group.key)}
            metrics={metrics}
          />
        ))}
      </div>
    </Card>
  );
}

function scoredBy({ scorecard, scorecard_version: version }: Explanation): string {
  return version > 0 ? `by ${scorecard}, version ${version}` : `by ${scorecard}`;
}
