import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import { metricsQuery } from "~/features/metrics/queries";
import { listQuery } from "~/features/scorecard/queries";
import { Page } from "~/ui/Page";
import { Failed } from "~/ui/States";
import classes from "./Backtest.module.css";
import { Baselines } from "./Baselines";
import { Calibration } from "./Calibration";
import { PrecisionRecall, Roc } from "./Curves";
import { FalseAlarms } from "./FalseAlarms";
import { titleOf } from "./judge";
import { Leavers } from "./Leavers";
import { Notes } from "./Notes";
import { Nothing } from "./Nothing";
import { backtestQuery } from "./queries";
import { Surprises } from "./Surprises";
import type { BacktestSearch } from "./search";
import { Toolbar } from "./Toolbar";
import type { Backtest } from "./types";
import { Verdict } from "./Verdict";
import { Waiting } from "./Waiting";

const route = getRouteApi("/app/backtest");

/** Scorecards, hidden risk or a metric on past days, held against who then left. */
export function BacktestPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const backtest = useQuery(backtestQuery(search));
  const metrics = useQuery(metricsQuery(undefined)).data;
  const scorecards = useQuery(listQuery).data;
  const change = useCallback(
    (next: Partial<BacktestSearch>) =>
      void navigate({
        search: (before) => ({ ...before, ...next }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  const name = titleOf(search, metrics, scorecards);
  const old = backtest.isPlaceholderData;
  return (
    <Page name={name} title={name} meta={old ? <Anew /> : "did it foresee who left?"}>
      <Toolbar
        search={search}
        change={change}
        churn={old ? undefined : backtest.data?.settings.churn}
      />
      {backtest.isError ? (
        <Failed error={backtest.error} retry={() => void backtest.refetch()} />
      ) : backtest.data ? (
        <div className={classes.stack} data-stale={old || undefined} aria-busy={old}>
          <Judged data={backtest.data} search={search} change={change} />
        </div>
      ) : (
        <Waiting />
      )}
    </Page>
  );
}

/** The answer to another question is still shown, dimmed. */
function Anew() {
  return (
    <span role="status" aria-label="Loading">
      computing anew, this may take some seconds
    </span>
  );
}

function Judged({
  data,
  search,
  change,
}: {
  data: Backtest;
  search: BacktestSearch;
  change: (next: Partial<BacktestSearch>) => void;
}) {
  if (data.n === 0 || data.positives === 0) return <Nothing data={data} change={change} />;
  return (
    <>
      <Verdict data={data} />
      <div className={classes.pair}>
        <Baselines data={data} />
        <Surprises data={data} />
      </div>
      <div className={classes.charts}>
        <Calibration data={data} />
        <Roc data={data} />
        <PrecisionRecall data={data} />
      </div>
      <FalseAlarms data={data} />
      <Leavers data={data} show={search.show} change={change} />
      <Notes notes={data.notes} />
    </>
  );
}
