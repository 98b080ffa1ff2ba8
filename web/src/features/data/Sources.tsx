import { Alert } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { overviewQuery } from "~/features/home/queries";
import { formatCount, plural } from "~/lib/format";
import { Card } from "~/ui/Card";
import grid from "~/ui/grid.module.css";
import { Empty, Loaded } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { When } from "~/ui/When";

/** Each source with how fresh it is; one that stopped shows. */
export function Sources() {
  const overview = useQuery(overviewQuery(undefined));
  return (
    <Loaded query={overview}>
      {({ freshness }) =>
        !freshness ? (
          <Empty title="What had come in by then is not recorded">
            The server shows a past day. Start it without --as-of to see its sources.
          </Empty>
        ) : (
          <Card title="Sources" hint={`${plural(freshness.facts, "fact")} on the timeline`} flush>
            {freshness.repeats_since && (
              <Alert color="yellow" title="Events that are sent again may count twice" m="md">
                More events came within seven days than the server remembers ids of: what was
                received before <When at={freshness.repeats_since} /> and comes again counts twice.
                Raise <code>timeline.message_ids</code> in its configuration.
              </Alert>
            )}
            {freshness.sources.length === 0 ? (
              <Empty
                icon={<IconPlugConnectedX size={20} stroke={1.6} />}
                title="No source has sent anything"
              >
                Each key and each imported file appears here with its last fact.
              </Empty>
            ) : (
              <div className={grid.scroll}>
                <table className={grid.grid}>
                  <thead>
                    <tr>
                      <th scope="col">Source</th>
                      <th scope="col">State</th>
                      <th scope="col">Last fact</th>
                      <th scope="col" className={grid.right}>
                        Facts, 24 hours
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {freshness.sources.map((source) => (
                      <tr key={source.source}>
                        <td className={grid.code}>{source.source}</td>
                        <td>
                          <State source={source.source} recent={source.facts_24h} />
                        </td>
                        <td>
                          <When at={source.last_fact_at} />
                        </td>
                        <td className={grid.right}>{formatCount(source.facts_24h)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </Card>
        )
      }
    </Loaded>
  );
}

function State({ source, recent }: { source: string; recent: number }) {
  if (recent > 0) return <Tag tone="good">Live</Tag>;
  if (source.startsWith("segment:")) return <Tag tone="warn">Silent for a day</Tag>;
  return <Tag>File</Tag>;
}
