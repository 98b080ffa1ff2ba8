import { Button, Checkbox, Skeleton } from "@mantine/core";
import { IconPlus, IconScale, IconUsersGroup } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { SegmentRow } from "~/api/types";
import { useAsOf, useMay } from "~/app/session";
import { useLocked } from "~/features/past/useLocked";
import { formatCount, formatMoney } from "~/lib/format";
import { Card } from "~/ui/Card";
import grid from "~/ui/grid.module.css";
import { Page } from "~/ui/Page";
import { Empty, Loaded } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { When } from "~/ui/When";
import { segmentsQuery, sizesQuery } from "./queries";
import classes from "./Segments.module.css";
import { SizeSpark } from "./SizeSpark";
import { MOST_COMPARED } from "./search";

/** All segments with how large they are. */
export function SegmentsPage() {
  const may = useMay("manage_data");
  const segments = useQuery(segmentsQuery(useAsOf()));
  const [chosen, setChosen] = useState<string[]>([]);
  const choose = (key: string) =>
    setChosen(chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key]);
  const rows = segments.data?.rows ?? [];
  return (
    <Page
      name="Segments"
      title="Segments"
      meta={segments.data && <span className="num">{formatCount(rows.length)}</span>}
      actions={
        <>
          {rows.length > 1 && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconScale size={15} aria-hidden />}
              renderRoot={(props) => (
                <Link to="/segments/compare" search={{ keys: chosen.join(",") }} {...props} />
              )}
            >
              {chosen.length > 1 ? `Compare ${chosen.length}` : "Compare"}
            </Button>
          )}
          {may && <NewButton />}
        </>
      }
    >
      <Loaded query={segments}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty
              icon={<IconUsersGroup size={22} stroke={1.6} />}
              title="No segments yet"
              action={may ? <NewButton /> : undefined}
            >
              A segment is a saved group of accounts: those for which a condition holds, such as
              “ARR above 50,000 and fewer than five active people”, or a list that you keep by hand.
            </Empty>
          ) : (
            <Card flush>
              <div className={grid.scroll}>
                <Rows rows={data.rows} chosen={chosen} choose={choose} />
              </div>
            </Card>
          )
        }
      </Loaded>
    </Page>
  );
}

function NewButton() {
  return (
    <Button
      size="xs"
      {...useLocked()}
      leftSection={<IconPlus size={15} aria-hidden />}
      renderRoot={(props) => <Link to="/segments/new" {...props} />}
    >
      New segment
    </Button>
  );
}

function Rows({
  rows,
  chosen,
  choose,
}: {
  rows: SegmentRow[];
  chosen: string[];
  choose: (key: string) => void;
}) {
  const sizes = useQuery(sizesQuery(useAsOf()));
  const sparkOf = (key: string) => sizes.data?.rows.find((row) => row.key === key)?.sizes;
  return (
    <table className={grid.grid} aria-label="Segments">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Compare</span>
          </th>
          <th scope="col">Segment</th>
          <th scope="col" className={grid.right}>
            Accounts
          </th>
          <th scope="col">90 days</th>
          <th scope="col" className={grid.right}>
            ARR
          </th>
          <th scope="col" className={grid.right} title="Per account that has an ARR">
            Average ARR
          </th>
          <th scope="col">Changed</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <td className={classes.pick}>
              <Checkbox
                size="xs"
                aria-label={`Compare ${row.name}`}
                checked={chosen.includes(row.key)}
                disabled={
                  row.problem !== null ||
                  (chosen.length >= MOST_COMPARED && !chosen.includes(row.key))
                }
                onChange={() => choose(row.key)}
              />
            </td>
            <td className={grid.wrap}>
              <Name row={row} />
            </td>
            <td className={grid.right}>
              <Link to="/segments/$key" params={{ key: row.key }} className={classes.number}>
                {formatCount(row.size?.accounts)}
                <span className="visually-hidden"> accounts of {row.name}</span>
              </Link>
            </td>
            <td>
              <Spark sizes={sparkOf(row.key)} loading={sizes.isPending} />
            </td>
            <td className={grid.right}>{formatMoney(row.size?.arr)}</td>
            <td className={grid.right}>{formatMoney(row.size?.average_arr)}</td>
            <td className="quiet">
              <When at={row.updated_at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Spark({ sizes, loading }: { sizes: number[] | null | undefined; loading: boolean }) {
  if (sizes) return <SizeSpark values={sizes} />;
  return loading ? <Skeleton width={108} height={20} /> : <span className="quiet">–</span>;
}

function Name({ row }: { row: SegmentRow }) {
  return (
    <div className={classes.about}>
      <span className={classes.nameLine}>
        <Link to="/segments/$key" params={{ key: row.key }} className={classes.name}>
          {row.name}
        </Link>
        {row.kind === "list" && <Tag>list</Tag>}
        {row.problem && <Tag tone="bad">broken</Tag>}
      </span>
      <span className={`${classes.told} clip`} title={row.explanation ?? undefined}>
        {row.problem ? row.problem.detail : (row.explanation ?? row.description ?? "kept by hand")}
      </span>
    </div>
  );
}
