import { SegmentedControl } from "@mantine/core";
import { IconCircleCheck, IconDatabaseOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useCallback } from "react";
import type { HiddenRiskList } from "~/api/types";
import { useAsOf } from "~/app/session";
import { formatCount } from "~/lib/format";
import { Card } from "~/ui/Card";
import { Crumbs } from "~/ui/Crumbs";
import { Page } from "~/ui/Page";
import { Empty, Loaded, RowSkeletons } from "~/ui/States";
import classes from "./Hidden.module.css";
import { HiddenTable } from "./HiddenTable";
import { HowJudged } from "./HowJudged";
import { hiddenRiskListQuery } from "./queries";
import type { HiddenSearch } from "./search";
import { GREEN_OUTSIDE } from "./words";

const route = getRouteApi("/app/health/hidden-risk");

/** Customers that look well and are not, and how that is judged. */
export function HiddenRiskPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const all = search.show === "all";
  const list = useQuery(hiddenRiskListQuery(all, useAsOf()));
  const change = useCallback(
    (next: Partial<HiddenSearch>) =>
      void navigate({
        search: (before) => ({ ...before, ...next }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  return (
    <Page
      name="Hidden risk"
      title={
        <Crumbs up={<Link to="/health">Health</Link>}>
          <span>Hidden risk</span>
        </Crumbs>
      }
      meta="green outside, red inside"
    >
      <Loaded query={list} skeleton={<RowSkeletons rows={10} height={26} />}>
        {(data) => (
          <div className={classes.stack}>
            <HowJudged list={data} />
            <Card
              title={all ? "All customers by hidden risk" : GREEN_OUTSIDE}
              actions={<Which list={data} all={all} change={change} />}
              flush
            >
              <div data-stale={list.isPlaceholderData || undefined} className={classes.rows}>
                {data.rows.length > 0 ? (
                  <HiddenTable list={data} search={search} change={change} />
                ) : (
                  <Nobody list={data} all={all} />
                )}
              </div>
            </Card>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Which({
  list,
  all,
  change,
}: {
  list: HiddenRiskList;
  all: boolean;
  change: (next: Partial<HiddenSearch>) => void;
}) {
  return (
    <SegmentedControl
      size="xs"
      aria-label="Which customers"
      value={all ? "all" : "listed"}
      onChange={(next) => change({ show: next === "all" ? next : undefined })}
      data={[
        { value: "listed", label: `Look well and are not ${formatCount(list.listed)}` },
        { value: "all", label: `All customers ${formatCount(list.judged)}` },
      ]}
    />
  );
}

function Nobody({ list, all }: { list: HiddenRiskList; all: boolean }) {
  if (list.judged === 0) {
    return (
      <Empty
        icon={<IconDatabaseOff size={20} stroke={1.6} />}
        title="Too little is known to see inside"
      >
        A customer gets a hidden risk once something is known of a few of the{" "}
        {formatCount(list.sides.length)} sides. It takes more than their use: contacts and their
        roles, tickets, surveys, meetings, contracts.{" "}
        <Link to="/data" className="link">
          Connect data
        </Link>
      </Empty>
    );
  }
  return (
    <Empty icon={<IconCircleCheck size={20} stroke={1.6} />} title="Nobody looks well and is not">
      Customers stand here that look well and have a hidden risk of {formatCount(list.listed_from)}{" "}
      or more.{" "}
      {!all && (
        <Link to="/health/hidden-risk" search={{ show: "all" }} className="link">
          Show all customers
        </Link>
      )}
    </Empty>
  );
}
