import { Button, Tooltip } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Explanation, MetricValue } from "~/api/types";
import { useAsOf } from "~/app/session";
import { HeldDown, holding } from "~/features/judgement/HeldDown";
import { KnowBetter } from "~/features/judgement/KnowBetter";
import { OverrideNotice } from "~/features/judgement/OverrideNotice";
import { SpanPicker } from "~/features/judgement/SpanPicker";
import type { Span } from "~/features/judgement/span";
import { bandLook } from "~/lib/bands";
import { formatDay } from "~/lib/time";
import { Card } from "~/ui/Card";
import { Change } from "~/ui/Change";
import { Facts } from "~/ui/Facts";
import { Health } from "~/ui/Health";
import { costliest, shareOf } from "./contributions";
import { GroupRow } from "./GroupRow";
import classes from "./HealthCard.module.css";

/** A score opened: its sentence, how much data stands behind it, and what it is made of. */
export function HealthCard({
  accountId,
  explanation,
  metrics,
  span,
  changeSpan,
  back,
}: {
  accountId: string;
  explanation: Explanation;
  metrics: Map<string, MetricValue>;
  /** Over how many days its move is told; the usual ones for none. */
  span: Span | undefined;
  changeSpan: (next: Span) => void;
  /** Given when this is a past day: leads back to the day of the page. */
  back?: () => void;
}) {
  const { groups, score, coverage, override, change, change_days: days } = explanation;
  const held = holding(explanation) !== undefined;
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
        <>
          <Tooltip label="Share of the scorecard's weight that has data. The rest is left out of the score.">
            <span className={classes.coverage} tabIndex={0} role="note">
              <span className={classes.track} aria-hidden="true">
                <span style={{ width: `${whole}%` }} />
              </span>
              {whole}% of the data
            </span>
          </Tooltip>
          {!back && !override && (
            <KnowBetter
              accountId={accountId}
              override={null}
              computed={{ score, band: explanation.band, name: nameOf(explanation) }}
            />
          )}
        </>
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
          {change !== null && (
            <span>
              <Change value={change} /> in {days} days
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
      {override && <OverrideNotice override={override} readOnly={back !== undefined} />}
      <p className={classes.sentence}>{explanation.sentence}</p>
      <Facts
        key={`${accountId} ${explanation.day}`}
        facts={explanation.facts ?? []}
        of="the score"
      />
      <HeldDown explanation={explanation} />
      {score !== null && (
        <p className={classes.legend}>
          A bar is as long as its group counts today; the filled part is what it gives. All filled
          parts together are {held ? "what the score would be" : "the score"}.
          {change === null && ` There was no score ${days} days before.`}
        </p>
      )}
      <div className={classes.groups}>
        {score !== null && (
          <div className={classes.columns}>
            <span className={classes.span}>
              <span aria-hidden="true">Change over</span>
              <SpanPicker span={span} change={changeSpan} />
              <span aria-hidden="true">days</span>
            </span>
            <span aria-hidden="true">Points</span>
            <span aria-hidden="true">{days} days</span>
            <span aria-hidden="true">Of the score</span>
          </div>
        )}
        {groups.map((group) => (
          <GroupRow
            key={group.key}
            group={group}
            most={most}
            scored={score !== null}
            days={days}
            opened={opened.has(group.key)}
            toggle={() => toggle(group.key)}
            metrics={metrics}
          />
        ))}
      </div>
    </Card>
  );
}

function nameOf({ band, band_name }: Explanation): string {
  return band_name ?? bandLook(band).name;
}

function scoredBy({ scorecard, scorecard_version: version }: Explanation): string {
  return version > 0 ? `by ${scorecard}, version ${version}` : `by ${scorecard}`;
}
