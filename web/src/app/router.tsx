// Every page and its address.

import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  retainSearchParams,
} from "@tanstack/react-router";
import { isSignedOut } from "~/api/problem";
import { accountQuery } from "~/features/account/queries";
import { accountSearch } from "~/features/account/search";
import { accountsSearch } from "~/features/accounts/search";
import { backtestSearch } from "~/features/backtest/search";
import { countingSearch } from "~/features/counting/search";
import { dataSearch } from "~/features/data/search";
import { hiddenSearch } from "~/features/health/search";
import { metricSearch, metricsSearch, newMetricSearch } from "~/features/metrics/search";
import { renewalsSearch } from "~/features/renewals/search";
import { cohortsSearch } from "~/features/revenue/cohorts/search";
import { revenueSearch } from "~/features/revenue/search";
import { scorecardSearch } from "~/features/scorecard/search";
import { compareSearch, newSearch, segmentSearch } from "~/features/segments/search";
import { settingsSearch } from "~/features/settings/search";
import { signalsSearch } from "~/features/signals/search";
import { sqlSearch } from "~/features/sql/search";
import { valueSearch } from "~/features/value/search";
import { type AsOfSearch, asOfSearch, pastOnly } from "~/lib/asOf";
import { parseSearch, stringifySearch, text } from "~/lib/url";
import { PageFailed, PageMissing } from "./PageFailed";
import { queryClient } from "./query";
import { Shell } from "./Shell";
import { sessionQuery } from "./session";

const root = createRootRouteWithContext<{ queryClient: typeof queryClient }>()({
  component: Outlet,
  notFoundComponent: PageMissing,
  errorComponent: PageFailed,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { next?: string } => {
    const next = text(search.next);
    return next ? { next } : {};
  },
  component: lazyRouteComponent(() => import("~/features/sign-in/SignInPage"), "SignInPage"),
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: "/setup/$token",
  component: lazyRouteComponent(() => import("~/features/sign-in/SetUpPage"), "SetUpPage"),
});

/** Everything that needs a signed-in teammate. */
const app = createRoute({
  getParentRoute: () => root,
  id: "app",
  validateSearch: asOfSearch,
  // The day goes along from page to page, until somebody goes back to today.
  search: { middlewares: [retainSearchParams(["as_of"])] },
  beforeLoad: async ({ context, location }) => {
    try {
      return { session: await context.queryClient.fetchQuery(sessionQuery) };
    } catch (error) {
      if (!isSignedOut(error)) throw error;
      throw redirect({ to: "/sign-in", search: { next: location.href } });
    }
  },
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => app,
  path: "/",
  component: lazyRouteComponent(() => import("~/features/home/HomePage"), "HomePage"),
});

const accounts = createRoute({
  getParentRoute: () => app,
  path: "/accounts",
  validateSearch: accountsSearch,
  component: lazyRouteComponent(() => import("~/features/accounts/AccountsPage"), "AccountsPage"),
});

const account = createRoute({
  getParentRoute: () => app,
  path: "/accounts/$accountId",
  validateSearch: accountSearch,
  loaderDeps: ({ search }: { search: AsOfSearch }) => ({ asOf: search.as_of }),
  loader: ({ context, params, deps }) => {
    const { asOf } = deps;
    const day = asOf && pastOnly(asOf, context.session.today);
    void context.queryClient.prefetchQuery(accountQuery(params.accountId, day));
  },
  component: lazyRouteComponent(() => import("~/features/account/AccountPage"), "AccountPage"),
});

const segments = createRoute({
  getParentRoute: () => app,
  path: "/segments",
  component: lazyRouteComponent(() => import("~/features/segments/SegmentsPage"), "SegmentsPage"),
});

const newSegment = createRoute({
  getParentRoute: () => app,
  path: "/segments/new",
  validateSearch: newSearch,
  component: lazyRouteComponent(() => import("~/features/segments/NewPage"), "NewPage"),
});

const compareSegments = createRoute({
  getParentRoute: () => app,
  path: "/segments/compare",
  validateSearch: compareSearch,
  component: lazyRouteComponent(() => import("~/features/segments/ComparePage"), "ComparePage"),
});

const segment = createRoute({
  getParentRoute: () => app,
  path: "/segments/$key",
  validateSearch: segmentSearch,
  component: lazyRouteComponent(() => import("~/features/segments/SegmentPage"), "SegmentPage"),
});

const editSegment = createRoute({
  getParentRoute: () => app,
  path: "/segments/$key/edit",
  component: lazyRouteComponent(() => import("~/features/segments/EditPage"), "EditPage"),
});

const health = createRoute({
  getParentRoute: () => app,
  path: "/health",
  component: lazyRouteComponent(() => import("~/features/health/HealthPage"), "HealthPage"),
});

const hiddenRisk = createRoute({
  getParentRoute: () => app,
  path: "/health/hidden-risk",
  validateSearch: hiddenSearch,
  component: lazyRouteComponent(() => import("~/features/health/HiddenRiskPage"), "HiddenRiskPage"),
});

const revenue = createRoute({
  getParentRoute: () => app,
  path: "/revenue",
  validateSearch: revenueSearch,
  component: lazyRouteComponent(() => import("~/features/revenue/RevenuePage"), "RevenuePage"),
});

const cohorts = createRoute({
  getParentRoute: () => app,
  path: "/revenue/cohorts",
  validateSearch: cohortsSearch,
  component: lazyRouteComponent(
    () => import("~/features/revenue/cohorts/CohortsPage"),
    "CohortsPage",
  ),
});

const renewals = createRoute({
  getParentRoute: () => app,
  path: "/revenue/renewals",
  validateSearch: renewalsSearch,
  component: lazyRouteComponent(() => import("~/features/renewals/RenewalsPage"), "RenewalsPage"),
});

const value = createRoute({
  getParentRoute: () => app,
  path: "/revenue/value",
  validateSearch: valueSearch,
  component: lazyRouteComponent(() => import("~/features/value/ValuePage"), "ValuePage"),
});

const counting = createRoute({
  getParentRoute: () => app,
  path: "/revenue/settings",
  validateSearch: countingSearch,
  component: lazyRouteComponent(() => import("~/features/counting/CountingPage"), "CountingPage"),
});

const signals = createRoute({
  getParentRoute: () => app,
  path: "/signals",
  validateSearch: signalsSearch,
  component: lazyRouteComponent(() => import("~/features/signals/SignalsPage"), "SignalsPage"),
});

const backtest = createRoute({
  getParentRoute: () => app,
  path: "/backtest",
  validateSearch: backtestSearch,
  component: lazyRouteComponent(() => import("~/features/backtest/BacktestPage"), "BacktestPage"),
});

const scorecard = createRoute({
  getParentRoute: () => app,
  path: "/scorecard",
  validateSearch: scorecardSearch,
  component: lazyRouteComponent(
    () => import("~/features/scorecard/ScorecardPage"),
    "ScorecardPage",
  ),
});

const sql = createRoute({
  getParentRoute: () => app,
  path: "/sql",
  validateSearch: sqlSearch,
  component: lazyRouteComponent(() => import("~/features/sql/SqlPage"), "SqlPage"),
});

const data = createRoute({
  getParentRoute: () => app,
  path: "/data",
  validateSearch: dataSearch,
  component: lazyRouteComponent(() => import("~/features/data/DataPage"), "DataPage"),
});

const settings = createRoute({
  getParentRoute: () => app,
  path: "/settings",
  validateSearch: settingsSearch,
  component: lazyRouteComponent(() => import("~/features/settings/SettingsPage"), "SettingsPage"),
});

/** Not `/metrics`: there the server tells its own, to Prometheus. */
const metrics = createRoute({
  getParentRoute: () => app,
  path: "/catalogue",
  validateSearch: metricsSearch,
  component: lazyRouteComponent(() => import("~/features/metrics/MetricsPage"), "MetricsPage"),
});

const metric = createRoute({
  getParentRoute: () => app,
  path: "/catalogue/$metricKey",
  validateSearch: metricSearch,
  component: lazyRouteComponent(() => import("~/features/metrics/MetricPage"), "MetricPage"),
});

/** A metric's key has no hyphen, so that no metric can be meant by this address. */
const newMetric = createRoute({
  getParentRoute: () => app,
  path: "/catalogue/new-metric",
  validateSearch: newMetricSearch,
  component: lazyRouteComponent(
    () => import("~/features/metrics/editor/NewMetricPage"),
    "NewMetricPage",
  ),
});

const editMetric = createRoute({
  getParentRoute: () => app,
  path: "/catalogue/$metricKey/edit",
  component: lazyRouteComponent(
    () => import("~/features/metrics/editor/EditMetricPage"),
    "EditMetricPage",
  ),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    setUp,
    app.addChildren([
      home,
      accounts,
      account,
      segments,
      newSegment,
      compareSegments,
      segment,
      editSegment,
      health,
      hiddenRisk,
      revenue,
      cohorts,
      renewals,
      value,
      counting,
      signals,
      backtest,
      scorecard,
      metrics,
      metric,
      newMetric,
      editMetric,
      sql,
      data,
      settings,
    ]),
  ]),
  context: { queryClient },
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  defaultErrorComponent: PageFailed,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
