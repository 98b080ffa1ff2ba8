import { Link } from "@tanstack/react-router";
import { useSession } from "~/app/session";
import { Card } from "~/ui/Card";
import classes from "./Backtest.module.css";
import { Figures } from "./Figures";
import type { Backtest, Judged } from "./types";
import { nameOf, ruleWords, sampleWords, sentence } from "./words";

/** What it was worth: in sentences first, then in four figures. */
export function Verdict({ data }: { data: Backtest }) {
  const { company } = useSession();
  const [headline, ...more] = data.words;
  return (
    <Card title={<JudgedLink judged={data.judged} />} hint={sampleWords(data)}>
      {headline && <p className={classes.headline}>{sentence(headline)}</p>}
      {more.length > 0 && <p className={classes.more}>{more.map(sentence).join(" ")}</p>}
      <Figures data={data} />
      <p className={classes.foot}>
        {ruleWords(data, company.currency)} The bars span where a figure lies in 95 of 100
        repetitions with accounts drawn anew: the fewer left, the wider they are.{" "}
        {data.judged.kind === "scorecard" && (
          <Link to="/scorecard" search={{ key: data.judged.key ?? undefined }} className="link">
            Try another scorecard on the same past
          </Link>
        )}
      </p>
    </Card>
  );
}

function JudgedLink({ judged }: { judged: Judged }) {
  if (judged.kind === "metric" && judged.key) {
    return (
      <Link to="/catalogue/$metricKey" params={{ metricKey: judged.key }} className={classes.title}>
        {judged.name}
      </Link>
    );
  }
  if (judged.kind === "hidden_risk") {
    return (
      <Link to="/health/hidden-risk" className={classes.title}>
        {judged.name}
      </Link>
    );
  }
  if (judged.key) {
    return (
      <Link to="/scorecard" search={{ key: judged.key }} className={classes.title}>
        {nameOf(judged)}
      </Link>
    );
  }
  return (
    <Link to="/settings" search={{ tab: "scorecard" }} className={classes.title}>
      {nameOf(judged)}
    </Link>
  );
}
