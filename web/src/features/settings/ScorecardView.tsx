import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import type { Scorecard } from "~/api/types";
import { useMay } from "~/app/session";
import { listQuery } from "~/features/scorecard/queries";
import { DEFAULT_KEY } from "~/features/scorecard/types";
import { bandAreas } from "~/lib/bands";
import { formatNumber, formatPercent, humanise, plural } from "~/lib/format";
import { BandIcon } from "~/ui/BandIcon";
import { Card } from "~/ui/Card";
import grid from "~/ui/grid.module.css";
import { Loaded } from "~/ui/States";
import { Curve } from "./Curve";
import { scorecardQuery } from "./queries";
import classes from "./Settings.module.css";

const TRANSFORMS: Record<string, string> = {
  value: "As it is",
  average: "Its own average",
  own_habit: "Its own habit",
  rhythm: "Its own rhythm",
  change: "Its own past",
  share: "The whole of it",
};

/** How metrics become a score. */
export function ScorecardView() {
  const scorecard = useQuery(scorecardQuery);
  return <Loaded query={scorecard}>{(data) => <View scorecard={data} />}</Loaded>;
}

function View({ scorecard }: { scorecard: Scorecard }) {
  const total = scorecard.groups.reduce((sum, group) => sum + group.weight, 0);
  return (
    <div className={classes.stack}>
      <Card title={`Scorecard “${scorecard.name}”`} actions={<Studio />}>
        <div className={classes.bands}>
          {bandAreas(scorecard.bands).map((band) => (
            <span key={band.key} className={classes.band}>
              <BandIcon band={band.key} />
              <b style={{ fontWeight: 550 }}>{band.name}</b>
              <span className="quiet num">
                {formatNumber(band.from)} to{" "}
                {band.to === 100 ? "100" : `below ${formatNumber(band.to)}`}
              </span>
            </span>
          ))}
        </div>
        <p className={classes.rules}>
          {scorecard.least_coverage > 0 &&
            `No score while less than ${formatPercent(scorecard.least_coverage)} of the weight has data. `}
          {scorecard.emphasis > 0 &&
            `A weak group counts more: up to ${formatNumber(1 + scorecard.emphasis)} times its weight at 0 points. `}
          <Link to="/backtest" className="link">
            Did it foresee who left?
          </Link>
        </p>
        <Others />
      </Card>
      <Card title="Measures" flush>
        <div className={grid.scroll}>
          <table className={grid.grid}>
            <thead>
              <tr>
                <th scope="col">Measure</th>
                <th scope="col">Metric</th>
                <th scope="col">Held against</th>
                <th scope="col">Points by value</th>
                <th scope="col">Without data</th>
                <th scope="col" className={grid.right}>
                  Weight
                </th>
              </tr>
            </thead>
            {scorecard.groups.map((group) => (
              <GroupBody key={group.key} group={group} total={total} />
            ))}
          </table>
        </div>
      </Card>
    </div>
  );
}

/** The way to where it is changed, for who may. */
function Studio() {
  if (!useMay("manage_data")) return null;
  return (
    <Button size="xs" variant="default" renderRoot={(props) => <Link to="/scorecard" {...props} />}>
      Edit
    </Button>
  );
}

/** The scorecards that come first for some of the accounts. */
function Others() {
  const rows = useQuery(listQuery).data ?? [];
  const others = rows.filter(({ key }) => key !== DEFAULT_KEY);
  if (others.length === 0) return null;
  return (
    <p className={classes.rules}>
      It scores whom none of these takes:{" "}
      {others.map(({ key, name, accounts }, at) => (
        <Fragment key={key}>
          {at > 0 && ", "}
          <Link to="/scorecard" search={{ key }} className="link">
            {name}
          </Link>{" "}
          ({plural(accounts, "account")})
        </Fragment>
      ))}
      .
    </p>
  );
}

function GroupBody({ group, total }: { group: Scorecard["groups"][number]; total: number }) {
  return (
    <tbody>
      <tr className={classes.group}>
        <th scope="rowgroup" colSpan={5}>
          {group.name}
        </th>
        <td className={grid.right}>{formatPercent(total > 0 ? group.weight / total : 0)}</td>
      </tr>
      {group.measures.map((measure) => (
        <tr key={measure.key}>
          <td>{measure.name}</td>
          <td className={grid.code}>{measure.metric}</td>
          <td>{TRANSFORMS[measure.transform] ?? humanise(measure.transform)}</td>
          <td>
            <Curve points={measure.curve} />
          </td>
          <td>
            {humanise(measure.missing)}
            {measure.missing_score !== null && ` ${formatNumber(measure.missing_score)}`}
          </td>
          <td className={grid.right}>{formatNumber(measure.weight)}</td>
        </tr>
      ))}
    </tbody>
  );
}
