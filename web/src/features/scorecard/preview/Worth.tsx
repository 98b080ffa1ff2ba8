import { Link } from "@tanstack/react-router";
import { between, ofHundred, warningWords } from "~/features/backtest/words";
import { formatCount, formatNumber, formatPercent, plural } from "~/lib/format";
import { Card } from "~/ui/Card";
import { Explained } from "~/ui/Explained";
import { Interval } from "~/ui/Interval";
import type { Brief, Estimate, Preview } from "../types";
import { OUTCOMES, outcomeOf } from "../words";
import classes from "./Preview.module.css";

const LEAST_SCALE_DAYS = 90;

interface Line {
  label: string;
  help: string;
  of: (brief: Brief) => Estimate;
  show: (value: number | null | undefined, brief: Brief) => string;
  good: "higher" | "lower";
  to: (briefs: Brief[]) => number;
  mark?: number;
}

const LINES: Line[] = [
  {
    label: "Right order, of 100 pairs",
    help: "Of one account that left and one that stayed: so often of 100 the one that left is rated riskier. A coin gets 50.",
    of: ({ roc_auc }) => roc_auc,
    show: (value) => ofHundred(value),
    good: "higher",
    to: () => 1,
    mark: 0.5,
  },
  {
    label: "Right calls",
    help: "Of the accounts that are rated riskiest and so would be called: how many did leave, on the average day.",
    of: ({ precision_at_k }) => precision_at_k,
    show: (value, { calls }) =>
      `${formatNumber(value === null || value === undefined ? null : value * calls)} of ${calls}`,
    good: "higher",
    to: () => 1,
  },
  {
    label: "Warned ahead",
    help: "Half of those who left were warned of earlier than this, and half later or not at all.",
    of: ({ median_warning_days }) => median_warning_days,
    show: (value) => warningWords(value),
    good: "higher",
    to: (briefs) =>
      Math.max(LEAST_SCALE_DAYS, ...briefs.map(({ median_warning_days: d }) => d.high ?? 0)),
  },
  {
    label: "Came as a surprise",
    help: "Of those who left: the share that had looked well 90 days before. Less is better.",
    of: ({ surprise_90_by_count }) => surprise_90_by_count,
    show: (value) => formatPercent(value),
    good: "lower",
    to: () => 1,
  },
  {
    label: "Surprise by ARR",
    help: "The same by the ARR that went with them.",
    of: ({ surprise_90_by_revenue }) => surprise_90_by_revenue,
    show: (value) => formatPercent(value),
    good: "lower",
    to: () => 1,
  },
];

/** What is published and the draft, both held against who then left. */
export function Worth({ preview, changed }: { preview: Preview; changed: boolean }) {
  const { before, after } = preview;
  if (!before || !after) return null;
  return (
    <Card
      title={changed ? "Would it have foreseen more?" : "Does it foresee who leaves?"}
      hint={before.n > 0 ? sampleWords(before) : undefined}
    >
      {before.n === 0 || before.positives === 0 ? (
        <p className="quiet">Nobody has left yet, so the past can't judge it.</p>
      ) : (
        <>
          <dl className={classes.worth}>
            {LINES.map((line) => (
              <Judged key={line.label} line={line} before={before} after={after} both={changed} />
            ))}
          </dl>
          <p className={classes.foot}>
            {changed &&
              "The bars are 95 % intervals; where they overlap, the difference may be chance. "}
            <Link to="/backtest" className="link">
              {changed ? "The backtest of what is published" : "All of the backtest"}
            </Link>
          </p>
        </>
      )}
    </Card>
  );
}

function sampleWords({ left, n }: Brief): string {
  return `${plural(left, "account")} left, ${formatCount(n)} looks`;
}

function Judged({
  line,
  before,
  after,
  both,
}: {
  line: Line;
  before: Brief;
  after: Brief;
  both: boolean;
}) {
  const outcome = outcomeOf(line.of(before), line.of(after), line.good);
  const to = line.to([before, after]);
  return (
    <div className={classes.judged}>
      <dt className={classes.label}>
        {line.label}
        <Explained what={line.label}>{line.help}</Explained>
        {both && (
          <span className={classes.outcome} data-outcome={outcome}>
            {OUTCOMES[outcome]}
          </span>
        )}
      </dt>
      <Side when={both ? "before" : ""} line={line} brief={before} to={to} tone="plain" />
      {both && <Side when="after" line={line} brief={after} to={to} tone="accent" />}
    </div>
  );
}

function Side({
  when,
  line,
  brief,
  to,
  tone,
}: {
  when: string;
  line: Line;
  brief: Brief;
  to: number;
  tone: "plain" | "accent";
}) {
  const estimate = line.of(brief);
  return (
    <dd className={classes.side}>
      {when && <span className={classes.when}>{when}</span>}
      <b>{line.show(estimate.value, brief)}</b>
      <Interval estimate={estimate} to={to} mark={line.mark} tone={tone} />
      <span className={classes.range}>{rangeOf(line, brief)}</span>
    </dd>
  );
}

/** The interval in short: its unit stands at the value. */
function rangeOf(line: Line, brief: Brief): string {
  return between(line.of(brief), (value) =>
    line.show(value, brief).replace(/ (of \d+|days?)$/, ""),
  );
}
