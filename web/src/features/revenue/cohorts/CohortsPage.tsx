import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import { useAsOf, useSession } from "~/app/session";
import { monthOf } from "~/features/renewals/range";
import { plural } from "~/lib/format";
import { plusDays } from "~/lib/time";
import { Card } from "~/ui/Card";
import { Page } from "~/ui/Page";
import { Failed, RowSkeletons } from "~/ui/States";
import { Filters } from "../Filters";
import { Nothing } from "../Nothing";
import { cohortsQuery } from "../queries";
import { questionOf } from "../question";
import classes from "../Revenue.module.css";
import { RevenueTabs } from "../RevenueTabs";
import toolbar from "../Toolbar.module.css";
import { type CohortsSearch, SPANS } from "./search";
import { Triangle } from "./Triangle";

const route = getRouteApi("/app/revenue/cohorts");

/** Who became customers together, and what is left of them. */
export function CohortsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { today } = useSession();
  const asOf = useAsOf();
  const by = search.by ?? "month";
  const period = spanOf(search, today);
  const question = questionOf(search, period, asOf, by);
  const cohorts = useQuery(cohortsQuery(question));
  const change = useCallback(
    (next: Partial<CohortsSearch>) =>
      void navigate({
        search: (before) => ({ ...before, ...next }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  const old = cohorts.isPlaceholderData;
  const nobody = cohorts.data?.cohorts.every(({ accounts }) => accounts === 0);
  return (
    <Page name="Cohorts" title="Revenue" meta="who became customers together">
      <RevenueTabs />
      <Settings search={search} change={change} />
      {cohorts.isError ? (
        <Failed error={cohorts.error} retry={() => void cohorts.refetch()} />
      ) : !cohorts.data ? (
        <Card>
          <RowSkeletons rows={12} />
        </Card>
      ) : nobody ? (
        <Nothing search={search} period={period} change={change} />
      ) : (
        <div className={classes.stack} data-stale={old || undefined} aria-busy={old}>
          <Triangle data={cohorts.data} question={question} search={search} />
        </div>
      )}
    </Page>
  );
}

/** So many months with the current one; quarters begin with a whole one. */
function spanOf({ months, by }: CohortsSearch, today: string) {
  const from = monthOf(today, 1 - Number(months ?? "24"));
  const into = by === "quarter" ? (Number(from.slice(5, 7)) - 1) % 3 : 0;
  return { from: monthOf(from, -into), to: plusDays(today, 1) };
}

function Settings({
  search,
  change,
}: {
  search: CohortsSearch;
  change: (next: Partial<CohortsSearch>) => void;
}) {
  const { by = "month", of = "accounts", as = "share" } = search;
  const months: string = search.months ?? "24";
  return (
    <div className={toolbar.toolbar} role="group" aria-label="What is shown">
      <SegmentedControl
        size="xs"
        aria-label="How far back"
        data={SPANS.map((value) => ({ value, label: plural(Number(value) / 12, "year") }))}
        value={months}
        onChange={(next) =>
          change({ months: next === "24" ? undefined : (next as CohortsSearch["months"]) })
        }
      />
      <SegmentedControl
        size="xs"
        aria-label="Cohorts by"
        data={[
          { value: "month", label: "By month" },
          { value: "quarter", label: "By quarter" },
        ]}
        value={by}
        onChange={(next) => change({ by: next === "quarter" ? "quarter" : undefined })}
      />
      <SegmentedControl
        size="xs"
        aria-label="What is counted"
        data={[
          { value: "accounts", label: "Accounts" },
          { value: "mrr", label: "MRR" },
        ]}
        value={of}
        onChange={(next) => change({ of: next === "mrr" ? "mrr" : undefined })}
      />
      <SegmentedControl
        size="xs"
        aria-label="Shown as"
        data={[
          { value: "share", label: "Share of the start" },
          { value: "absolute", label: "Absolute" },
        ]}
        value={as}
        onChange={(next) => change({ as: next === "absolute" ? "absolute" : undefined })}
      />
      <span className={toolbar.filters}>
        <Filters filters={search} change={change} />
      </span>
    </div>
  );
}
