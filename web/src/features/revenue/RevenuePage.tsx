import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import type { RevenueReport } from "~/api/types";
import { useAsOf, useSession } from "~/app/session";
import type { Range } from "~/features/renewals/range";
import { Page } from "~/ui/Page";
import { Failed } from "~/ui/States";
import { BehindDrawer } from "./behind/BehindDrawer";
import { Compared } from "./Compared";
import { MovementsChart } from "./charts/MovementsChart";
import { RatesChart } from "./charts/RatesChart";
import { Waterfall } from "./charts/Waterfall";
import { KeyFigures } from "./figures/KeyFigures";
import { Notices } from "./figures/Notices";
import { Nothing } from "./Nothing";
import { daysText, periodOf } from "./period";
import { reportQuery } from "./queries";
import { isByTime, type Question, questionOf } from "./question";
import classes from "./Revenue.module.css";
import { RevenueTabs } from "./RevenueTabs";
import type { RevenueSearch } from "./search";
import { Toolbar } from "./Toolbar";
import { isNothing } from "./table/columns";
import { FiguresTable } from "./table/FiguresTable";
import { Waiting } from "./Waiting";

const route = getRouteApi("/app/revenue");

export type Change = (next: Partial<RevenueSearch>) => void;

/** What recurring revenue opened with, what moved, and what stayed. */
export function RevenuePage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { today } = useSession();
  const asOf = useAsOf();
  const period = periodOf(search, today);
  const question = questionOf(search, period, asOf, search.by ?? "month");
  const report = useQuery(reportQuery(question));
  const change: Change = useCallback(
    (next) =>
      void navigate({
        // Another question has other rows: what was open is closed.
        search: (before) => ({ ...before, open: undefined, of: undefined, ...next }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  const old = report.isPlaceholderData;
  return (
    <Page name="Revenue" title="Revenue" meta={daysText(period)}>
      <RevenueTabs />
      <Toolbar search={search} change={change} />
      {report.isError ? (
        <Failed error={report.error} retry={() => void report.refetch()} />
      ) : report.data ? (
        <div className={classes.stack} data-stale={old || undefined} aria-busy={old}>
          <Shown
            report={report.data}
            question={question}
            search={search}
            period={period}
            change={change}
          />
        </div>
      ) : (
        <Waiting />
      )}
    </Page>
  );
}

function Shown({
  report,
  question,
  search,
  period,
  change,
}: {
  report: RevenueReport;
  question: Question;
  search: RevenueSearch;
  period: Range;
  change: Change;
}) {
  const by = search.by ?? "month";
  if ([report.whole, ...report.rows].every(isNothing)) {
    return <Nothing search={search} period={period} change={change} />;
  }
  // A month in which nothing was is told; a plan that nobody has is not.
  const told = isByTime(by)
    ? report
    : { ...report, rows: report.rows.filter((row) => !isNothing(row)) };
  return (
    <>
      <Notices report={report} />
      <KeyFigures report={report} question={question} period={period} />
      <Waterfall report={report} period={period} />
      {isByTime(by) ? (
        <div className={classes.pair}>
          <RatesChart report={report} by={by} />
          <MovementsChart report={report} by={by} />
        </div>
      ) : (
        <Compared report={told} by={by} />
      )}
      <FiguresTable report={told} question={question} by={by} search={search} change={change} />
      <BehindDrawer report={report} question={question} by={by} search={search} />
    </>
  );
}
