// @vitest-environment happy-dom
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import {
  cleanup,
  configure,
  fireEvent,
  render,
  screen,
  waitFor,
  within,
} from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { api } from "~/api/client";
import { type Session, SessionProvider } from "~/app/session";
import { parseSearch, stringifySearch } from "~/lib/url";
import { BacktestPage } from "./BacktestPage";
import { hiddenSample, nobodyLeft, sample } from "./sample";
import { backtestSearch } from "./search";
import type { Backtest } from "./types";

vi.mock("~/charts/echarts", () => ({
  init: () => ({
    setOption: () => {},
    resize: () => {},
    dispose: () => {},
    getZr: () => ({ on: () => {} }),
  }),
}));

// A busy machine takes its time.
configure({ asyncUtilTimeout: 5_000 });
vi.setConfig({ testTimeout: 20_000 });

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const SESSION = { company: { currency: "USD" }, permissions: [], today: "2026-11-30" };
const BANDS = [
  { key: "healthy", name: "Healthy", from: 70 },
  { key: "critical", name: "Critical", from: 0 },
];
const SCORECARDS = [
  { key: "big", name: "Big ones" },
  { key: "default", name: "Default" },
];
const METRICS = [{ key: "events_28d", name: "Events", group: "usage", fed: true }];

/** Shows the page at an address, and gives what it asked for. */
function shown(answer: Backtest, at = "/backtest", scorecards = SCORECARDS.slice(1)) {
  const asked: Record<string, unknown>[] = [];
  vi.spyOn(api, "GET").mockImplementation(((path: string, init: never) => {
    const response = new Response();
    if (path === "/api/scorecard") return Promise.resolve({ data: { bands: BANDS }, response });
    if (path === "/api/metrics") return Promise.resolve({ data: { rows: METRICS }, response });
    if (path === "/api/scorecards") {
      return Promise.resolve({ data: { rows: scorecards }, response });
    }
    asked.push((init as { params: { query: Record<string, unknown> } }).params.query);
    return Promise.resolve({ data: answer, response });
  }) as never);
  const root = createRootRoute({ component: Outlet });
  const app = createRoute({ getParentRoute: () => root, id: "app", component: Outlet });
  const page = createRoute({
    getParentRoute: () => app,
    path: "/backtest",
    validateSearch: backtestSearch,
    component: BacktestPage,
  });
  const router = createRouter({
    routeTree: root.addChildren([app.addChildren([page])]),
    history: createMemoryHistory({ initialEntries: [at] }),
    parseSearch,
    stringifySearch,
  });
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <SessionProvider value={SESSION as unknown as Session}>
          <RouterProvider router={router as never} />
        </SessionProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { asked, router };
}

function choose(list: HTMLElement, name: string) {
  fireEvent.click(list);
  fireEvent.click(screen.getByRole("option", { name }));
}

const leavers = () => screen.getByRole("table", { name: "Those who left" });

describe("the backtest", () => {
  it("says first what it was worth, then in figures with what they mean", async () => {
    shown(sample());
    expect(await screen.findByText(/^Of the 20 accounts that you would have called/)).toBeTruthy();
    const figure = (unit: string) => screen.getByText(unit).parentElement?.textContent;
    expect(figure("of 100 pairs")).toBe("82 of 100 pairs");
    expect(figure("of 20 each time")).toBe("11 of 20 each time");
    expect(figure("in the median")).toBe("41 days in the median");
    expect(screen.getByText(/is better than days since last seen/)).toBeTruthy();
    expect(screen.getByRole("cell", { name: "Days since last seen" })).toBeTruthy();
    expect(screen.getByRole("img", { name: /^ROC curve/ })).toBeTruthy();
    expect(screen.getByText("Names and owners are today's.")).toBeTruthy();
  });

  it("lists those who left, and opens what was said of them", async () => {
    shown(sample());
    const table = await screen.findByRole("table", { name: "Those who left" });
    const acme = within(table).getByRole("link", { name: "Acme" });
    expect(acme.getAttribute("href")).toBe("/accounts/acme");
    const then = within(table).getByRole("link", { name: /^38 ?, warned/ });
    expect(then.getAttribute("href")).toBe("/accounts/acme?day=2026-07-08");
    expect(within(table).getByText("surprise")).toBeTruthy();
  });

  it("keeps only the surprises, in the address too", async () => {
    const { router } = shown(sample());
    fireEvent.click(await screen.findByRole("radio", { name: "Surprises 1" }));
    await waitFor(() => expect(router.state.location.search).toEqual({ show: "surprises" }));
    expect(within(leavers()).queryByRole("link", { name: "Acme" })).toBeNull();
    expect(within(leavers()).getByRole("link", { name: "Bolt" })).toBeTruthy();
  });

  it("asks by the address, and anew when a setting changes", async () => {
    const { asked } = shown(sample(), "/backtest?metric=events_28d&every=14");
    await screen.findByRole("heading", { level: 1, name: "Backtest of Events" });
    expect(asked[0]).toMatchObject({ metric: "events_28d", every: "14d", horizon: "90d" });
    expect(asked[0]?.churn).toBeUndefined();
    fireEvent.change(screen.getByLabelText("Within"), { target: { value: "30" } });
    await waitFor(() => expect(asked.at(-1)).toMatchObject({ horizon: "30d", every: "14d" }));
  });

  it("judges hidden risk, and leads to where it stood that day", async () => {
    const { asked, router } = shown(hiddenSample());
    choose(await screen.findByRole("combobox", { name: "Judge" }), "Hidden risk");
    await screen.findByRole("heading", { level: 1, name: "Backtest of hidden risk" });
    expect(router.state.location.search).toEqual({ hidden_risk: "true" });
    await waitFor(() => expect(asked.at(-1)).toMatchObject({ hidden_risk: true }));
    const title = await screen.findByRole("link", { name: "Hidden risk" });
    expect(title.getAttribute("href")).toBe("/health/hidden-risk");
    const then = within(leavers()).getByRole("link", { name: /^38 ?, warned/ });
    expect(then.getAttribute("href")).toBe("/accounts/acme?day=2026-07-08#hidden-risk");
    expect(screen.getByRole("img", { name: /by hidden risk/ })).toBeTruthy();
  });

  it("judges one of several scorecards in place of a metric", async () => {
    const { judged } = sample();
    const answer = sample({ judged: { ...judged, key: "big", name: "Big ones" } });
    const { asked, router } = shown(answer, "/backtest?metric=events_28d&every=14", SCORECARDS);
    await screen.findByRole("heading", { level: 1, name: "Backtest of Events" });
    choose(screen.getByRole("combobox", { name: "Judge" }), "Big ones");
    await screen.findByRole("heading", { level: 1, name: "Backtest of the scorecard Big ones" });
    expect(router.state.location.search).toEqual({ scorecard: "big", every: "14" });
    await waitFor(() => expect(asked.at(-1)).toMatchObject({ scorecard: "big", every: "14d" }));
    expect(asked.at(-1)?.metric).toBeUndefined();
    const title = await screen.findByRole("link", { name: "The scorecard Big ones" });
    expect(title.getAttribute("href")).toBe("/scorecard?key=big");
  });

  it("offers no scorecard by name where there is one only", async () => {
    shown(sample());
    fireEvent.click(await screen.findByRole("combobox", { name: "Judge" }));
    expect(await screen.findByRole("option", { name: "The scorecard in use" })).toBeTruthy();
    expect(screen.queryByRole("option", { name: "Default" })).toBeNull();
  });

  it("tells how often those who stayed were under warning", async () => {
    shown(sample());
    const table = await screen.findByRole("table", { name: "False alarms" });
    const rows = within(table)
      .getAllByRole("row")
      .map((row) => row.textContent);
    expect(rows.slice(1)).toEqual([
      "All of them12%of 6,290 customer-days",
      "From 20 December to 10 January3.9%of 410 customer-days",
      "Accounts in their first 90 days–no such days",
    ]);
    cleanup();
    shown(sample({ false_alarms: [] }));
    await screen.findByRole("table", { name: "Those who left" });
    expect(screen.queryByRole("table", { name: "False alarms" })).toBeNull();
  });

  it("says why there is nothing to judge, and what to do", async () => {
    const { asked } = shown(nobodyLeft());
    expect(await screen.findByText("Nobody has left yet")).toBeTruthy();
    expect(screen.getByText("No subscription has ended yet.")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Count 90 days of silence as leaving" }));
    await waitFor(() => expect(asked.at(-1)).toMatchObject({ churn: "silence:90d" }));
  });

  it("looks less far ahead where no day has its horizon behind it", async () => {
    const { asked } = shown(nobodyLeft({ n: 0, nothing: "horizon_too_long" }));
    expect(await screen.findByText("No past day can be judged yet")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Look 30 days ahead" }));
    await waitFor(() => expect(asked.at(-1)).toMatchObject({ horizon: "30d" }));
  });
});
