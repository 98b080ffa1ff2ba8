import { IconArrowDownRight, IconArrowUpRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { SegmentMove } from "~/api/types";
import { useAsOf } from "~/app/session";
import { formatCount, formatMoney } from "~/lib/format";
import { formatDay } from "~/lib/time";
import { Card } from "~/ui/Card";
import grid from "~/ui/grid.module.css";
import { Empty, Loaded } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { Notes } from "./OverTime";
import { historyQuery } from "./queries";
import { RangeBar } from "./RangeBar";
import classes from "./Segments.module.css";

const route = getRouteApi("/app/segments/$key");

/** Who entered a segment and who left it, the latest first. */
export function Moves({ segment }: { segment: string }) {
  const { days = "365" } = route.useSearch();
  const history = useQuery(historyQuery(segment, Number(days), useAsOf()));
  return (
    <>
      <RangeBar />
      <Loaded query={history}>
        {(data) => (
          <div className={classes.stack}>
            <Card
              title="Entered and left"
              hint={`${formatCount(data.entered)} entered, ${formatCount(data.left)} left since ${formatDay(data.days[0])}`}
              flush
            >
              {data.moves.length === 0 ? (
                <Empty title="Nobody entered or left">
                  The same accounts have been in it since {formatDay(data.days[0])}.
                </Empty>
              ) : (
                <div className={grid.scroll}>
                  <MoveTable moves={data.moves} />
                </div>
              )}
            </Card>
            <Notes notes={data.notes} />
          </div>
        )}
      </Loaded>
    </>
  );
}

function MoveTable({ moves }: { moves: SegmentMove[] }) {
  return (
    <table className={grid.grid}>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">What</th>
          <th scope="col">Account</th>
          <th scope="col" className={grid.right}>
            ARR then
          </th>
        </tr>
      </thead>
      <tbody>
        {moves.map((move) => (
          <tr key={`${move.day} ${move.account_id} ${move.entered}`}>
            <td className="num">{formatDay(move.day)}</td>
            <td>
              {move.entered ? (
                <Tag tone="info" icon={<IconArrowDownRight size={13} aria-hidden />}>
                  entered
                </Tag>
              ) : (
                <Tag icon={<IconArrowUpRight size={13} aria-hidden />}>
                  {move.churned ? "left us" : "left"}
                </Tag>
              )}
            </td>
            <td>
              <Link
                to="/accounts/$accountId"
                params={{ accountId: move.account_id }}
                search={{ day: move.day }}
                className={classes.name}
              >
                {move.account_name}
              </Link>
            </td>
            <td className={grid.right}>{formatMoney(move.arr)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
