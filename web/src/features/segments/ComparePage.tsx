import { MultiSelect, Select } from "@mantine/core";
import { IconScale } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { SegmentComparison } from "~/api/types";
import { useAsOf } from "~/app/session";
import { plural } from "~/lib/format";
import { listOf } from "~/lib/url";
import { Card } from "~/ui/Card";
import { Page } from "~/ui/Page";
import { Empty, Failed, Loaded, RowSkeletons } from "~/ui/States";
import { Crumbs } from "./Crumbs";
import classes from "./compare/Compare.module.css";
import { ComparedCards } from "./compare/ComparedCards";
import { Histogram } from "./compare/Histogram";
import { Trend } from "./compare/Trend";
import { columnsQuery, compareQuery, segmentsQuery } from "./queries";
import { MOST_COMPARED } from "./search";

const route = getRouteApi("/app/segments/compare");

/** Two to four segments side by side, by one metric. */
export function ComparePage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const segments = useQuery(segmentsQuery(useAsOf()));
  const columns = useQuery(columnsQuery(useAsOf()));
  const known = segments.data?.rows ?? [];
  const keys = listOf(search.keys);
  const metric = search.metric ?? "score";
  const metrics = (columns.data?.rows ?? []).filter(({ kind }) => kind === "metric");
  return (
    <Page name="Compare segments" title={<Crumbs name="Compare" />}>
      <div className={classes.choose}>
        <MultiSelect
          className={classes.segments}
          size="xs"
          label="Segments"
          placeholder={keys.length === 0 ? "Choose two to four" : undefined}
          searchable
          maxValues={MOST_COMPARED}
          data={known.map((one) => ({
            value: one.key,
            label: one.name,
            disabled: one.problem !== null,
          }))}
          value={keys}
          onChange={(next) =>
            void navigate({
              search: (before) => ({ ...before, keys: next.join(",") || undefined }),
              replace: true,
            })
          }
        />
        <Select
          className={classes.metric}
          size="xs"
          label="By"
          searchable
          allowDeselect={false}
          maxDropdownHeight={360}
          data={[
            { value: "score", label: "Health score" },
            ...metrics.map(({ column, name }) => ({ value: column, label: name })),
          ]}
          value={metric}
          onChange={(next) =>
            void navigate({
              search: (before) => ({
                ...before,
                metric: next && next !== "score" ? next : undefined,
              }),
              replace: true,
            })
          }
        />
      </div>
      <Loaded query={segments}>
        {() =>
          keys.length === 0 ? (
            <Empty icon={<IconScale size={22} stroke={1.6} />} title="Choose segments to compare">
              {known.length < 2 ? (
                <>
                  There {known.length === 1 ? "is one segment" : "are no segments"} yet:{" "}
                  <Link to="/segments/new" className="link">
                    make another
                  </Link>
                  .
                </>
              ) : (
                "Size, ARR, and how a metric is spread and has moved, side by side."
              )}
            </Empty>
          ) : (
            <Compared keys={keys} metric={metric} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Compared({ keys, metric }: { keys: string[]; metric: string }) {
  const comparison = useQuery(compareQuery(keys, metric, useAsOf()));
  if (comparison.isError) {
    return <Failed error={comparison.error} retry={() => void comparison.refetch()} />;
  }
  if (!comparison.data) return <RowSkeletons rows={10} />;
  return (
    <div className={classes.stack} data-stale={comparison.isPlaceholderData || undefined}>
      <Shown data={comparison.data} />
    </div>
  );
}

function Shown({ data }: { data: SegmentComparison }) {
  return (
    <>
      <ComparedCards data={data} />
      {data.shared > 0 && (
        <p className={classes.note}>
          {plural(data.shared, "account is", "accounts are")} in more than one of these segments.
        </p>
      )}
      <div className={classes.charts}>
        <Card>
          <Histogram data={data} />
        </Card>
        <Card>
          <Trend data={data} />
        </Card>
      </div>
    </>
  );
}
