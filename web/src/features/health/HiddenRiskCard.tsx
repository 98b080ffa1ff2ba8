import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { HiddenRisk, MetricValue } from "~/api/types";
import { useAsOf } from "~/app/session";
import { formatCount, formatScore } from "~/lib/format";
import { formatDay } from "~/lib/time";
import { Card } from "~/ui/Card";
import { Change } from "~/ui/Change";
import { Loaded, RowSkeletons } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { HiddenMark } from "./HiddenMark";
import classes from "./HiddenRiskCard.module.css";
import { type Step, stepsOf, unknownOf } from "./parts";
import { hiddenRiskQuery } from "./queries";
import { Risk } from "./Risk";
import { RiskHistory } from "./RiskHistory";
import { SideRow } from "./SideRow";
import { UnknownSides } from "./UnknownSides";
import { GREEN_OUTSIDE, hiddenReason, versionWord, wellSentence } from "./words";

/** Where links to the card lead. */
export const HIDDEN_RISK_ID = "hidden-risk";

/** An account's hidden risk: the number, the sentence, and the sides that it is made of. */
export function HiddenRiskCard({
  accountId,
  day,
  metrics,
}: {
  accountId: string;
  /** An earlier day that is explained. */
  day: string | undefined;
  metrics: Map<string, MetricValue>;
}) {
  const found = useQuery(hiddenRiskQuery(accountId, day, useAsOf()));
  const place = useRef<HTMLDivElement>(null);
  const { hash } = useLocation();
  const there = found.data !== undefined;
  // The router scrolls before the card is there.
  useEffect(() => {
    if (there && hash === HIDDEN_RISK_ID) place.current?.scrollIntoView({ block: "start" });
  }, [there, hash]);
  const { data } = found;
  return (
    <div ref={place} id={HIDDEN_RISK_ID} className={classes.place}>
      <Card
        title="Hidden risk"
        hint={
          data &&
          `seen from ${formatCount(data.known_sides)} of ${formatCount(data.sides.length)} sides${day ? `, as of ${formatDay(day)}` : ""}`
        }
        actions={
          <Link to="/health/hidden-risk" className="link">
            What is this?
          </Link>
        }
      >
        <Loaded query={found} skeleton={<RowSkeletons rows={6} />}>
          {(risk) => <Told risk={risk} accountId={accountId} metrics={metrics} />}
        </Loaded>
      </Card>
    </div>
  );
}

function Told({
  risk,
  accountId,
  metrics,
}: {
  risk: HiddenRisk;
  accountId: string;
  metrics: Map<string, MetricValue>;
}) {
  return (
    <>
      {risk.risk !== null && (
        <div className={classes.head}>
          <Risk risk={risk.risk} band={risk.band} name={risk.band_name} size="lg" />
          {risk.change_28d !== null && (
            <span className={classes.change}>
              <Change value={risk.change_28d} good="lower" /> in 28 days
            </span>
          )}
          {risk.listed && (
            <Tag icon={<HiddenMark />}>
              {GREEN_OUTSIDE}
              {risk.listed_since && ` since ${formatDay(risk.listed_since)}`}
            </Tag>
          )}
        </div>
      )}
      <p className={classes.sentence}>
        {risk.risk === null ? risk.sentence : hiddenReason(risk.sentence)}
      </p>
      {(risk.looks_well || risk.outside_sentence) && (
        <p className={classes.outside}>{wellSentence(risk.looks_well, risk.outside_sentence)}</p>
      )}
      <Sides key={accountId} risk={risk} accountId={accountId} metrics={metrics} />
      <UnknownSides sides={unknownOf(risk.sides)} metrics={metrics} />
      {risk.history.risk.some((value) => value !== null) && (
        <RiskHistory history={risk.history} listedFrom={risk.listed_from} />
      )}
      <p className={classes.by}>
        By {risk.settings}, {versionWord(risk.version)}
      </p>
    </>
  );
}

function Sides({
  risk,
  accountId,
  metrics,
}: {
  risk: HiddenRisk;
  accountId: string;
  metrics: Map<string, MetricValue>;
}) {
  const steps = stepsOf(risk.sides);
  const [opened, setOpened] = useState<Set<string>>(() => new Set(first(steps)));
  if (steps.length === 0) return null;
  const told = risk.risk !== null;

  function toggle(key: string) {
    const next = new Set(opened);
    if (!next.delete(key)) next.add(key);
    setOpened(next);
  }

  return (
    <>
      {told && (
        <p className={classes.legend}>
          Each bar begins where the one above it ends; together they are the risk of{" "}
          {formatScore(risk.risk)}. The line stands at {formatScore(risk.listed_from)}: from there
          on, whoever looks well is listed.
        </p>
      )}
      <div className={classes.sides}>
        <div className={classes.columns} aria-hidden="true">
          <span>Alarm</span>
          <span>Adds</span>
        </div>
        {steps.map((step) => (
          <SideRow
            key={step.side.key}
            step={step}
            line={told ? risk.listed_from : null}
            opened={opened.has(step.side.key)}
            toggle={() => toggle(step.side.key)}
            accountId={accountId}
            metrics={metrics}
          />
        ))}
      </div>
    </>
  );
}

/** The side that adds most is open from the start. */
function first(steps: Step[]): string[] {
  const [worst] = steps;
  return worst && worst.side.contribution > 0 ? [worst.side.key] : [];
}
