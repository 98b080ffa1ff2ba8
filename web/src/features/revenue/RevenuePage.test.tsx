// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { RevenueReport } from "~/api/types";
import { show } from "~/features/health/testApp";
import { RevenuePage } from "./RevenuePage";
import { accounts, report, row } from "./sample";
import { revenueSearch } from "./search";

vi.mock("~/charts/echarts", () => ({
  init: () => ({
    setOption: () => {},
    resize: () => {},
    dispose: () => {},
    getZr: () => ({ on: () => {} }),
  }),
}));

vi.setConfig({ testTimeout: 20_000 });

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const PAGE = { path: "/revenue", component: RevenuePage, validateSearch: revenueSearch };
const BEFORE = row({ mrr_end: 100_000, nrr: 0.9, grr: null });

const MOVEMENTS = {
  currency: "USD",
  movements: [
    {
      day: "2026-02-10",
      kind: "churn",
      amount: -10_000,
      lines: [
        {
          subscription_id: "sub-1",
          account_id: "dune",
          started_at: "2025-01-01T00:00:00Z",
          ended_at: "2026-02-10T00:00:00Z",
          plan: "growth",
          mrr: { minor: 10_000, currency: "USD" },
          seats: 5,
        },
      ],
    },
  ],
};

function shown(at: string, found: RevenueReport = report(), subscriptions = 9) {
  return show(PAGE, at, {
    "/api/revenue": (query: Record<string, unknown>) =>
      query.by === undefined ? { ...found, whole: BEFORE, rows: [] } : found,
    "/api/revenue/accounts": accounts,
    "/api/revenue/rates": [],
    "/api/revenue/ledger": { rows: [], subscriptions },
    "/api/accounts/{id}/revenue": MOVEMENTS,
    "/api/segments": { rows: [] },
  });
}

const address = "/revenue?from=2026-01-01&to=2026-03-01";

describe("revenue", () => {
  it("shows each key figure with what it rests on and what it was before", async () => {
    const { asked } = shown(address);
    const card = await screen.findByRole("region", { name: "Key figures" });
    const figure = (name: string) =>
      within(card).getByText(name, { selector: "abbr" }).closest("div")?.textContent;
    await waitFor(() => expect(figure("NRR")).toContain("was 90.0% ↑ up 5 pts"));
    expect(figure("NRR")).toContain("95.1%of 10 customers");
    expect(figure("MRR")).toContain("$1,151");
    expect(figure("MRR")).toContain("was $1,000 ↑ up 15%");
    expect(figure("Renewal rate")).toContain("–");
    expect(figure("GRR")).toContain("was –");
    const before = asked.find(({ query }) => query.from === "2025-11-01");
    expect(before?.query).toMatchObject({ to: "2026-01-01", by: undefined });
  });

  it("says beside NRR what it hides, and warns", async () => {
    const warning = "75.0 % of all growth is one account's.";
    shown(address, report({ whole: row({ warning, flagged_rows: 3 }) }));
    const card = await screen.findByRole("region", { name: "Key figures" });
    const hidden = within(card).getByText("What NRR hides").closest("div")?.textContent;
    expect(hidden).toContain("90.0% without the 3 largest customers");
    expect(hidden).toContain("80.0% without the 3 that grew most");
    expect(hidden).toContain("1 customer that left");
    expect(screen.getByText(warning)).toBeTruthy();
    const flagged = screen.getByRole("link", { name: "See what is wrong with them" });
    expect(flagged.getAttribute("href")).toBe("/revenue/settings?tab=ledger");
  });

  it("opens a figure to its accounts, whose sum it is, and an account to its lines", async () => {
    const { router, asked } = shown(address);
    const steps = await screen.findByRole("list", { name: "Movements of MRR" });
    fireEvent.click(within(steps).getByRole("link", { name: "Churn: −$100" }));
    await waitFor(() => expect(router.state.location.search).toMatchObject({ open: "churn" }));
    const drawer = await screen.findByRole("dialog");
    expect(await within(drawer).findByText(/exactly the figure “Churn”/)).toBeTruthy();
    expect(within(drawer).getByText("$100.00", { selector: "b" })).toBeTruthy();
    const dune = within(drawer).getByRole("link", { name: "Dune" });
    expect(dune.getAttribute("href")).toBe("/accounts/dune?tab=revenue");
    fireEvent.click(within(drawer).getByRole("button", { name: "Movements of Dune" }));
    expect(await within(drawer).findByText(/growth, 5 seats, \$100\.00/)).toBeTruthy();
    expect(asked.find(({ path }) => path === "/api/revenue/accounts")?.query).toMatchObject({
      from: "2026-01-01",
      to: "2026-03-01",
    });
    expect(within(drawer).getByRole("link", { name: "CSV" }).getAttribute("href")).toBe(
      "/api/revenue/file?table=accounts&format=csv&from=2026-01-01&to=2026-03-01&rates=2026-02-28",
    );
    fireEvent.click(within(drawer).getByRole("button", { name: /^Expansion/ }));
    await waitFor(() => expect(router.state.location.search).toMatchObject({ open: "expansion" }));
    expect(await within(drawer).findByText(/exactly the figure “Expansion”/)).toBeTruthy();
  });

  it("says so where the list is not the figure", async () => {
    const off = report({ whole: row({ churn: 9_999 }) });
    shown(`${address}&open=churn`, off);
    const drawer = await screen.findByRole("dialog");
    expect(
      await within(drawer).findByText(/where the report says \$99\.99: something changed/),
    ).toBeTruthy();
  });

  it("asks for the accounts at the rates that the figure was converted at", async () => {
    const rates = async (at: string) => {
      const { asked } = shown(at, report({ rates_of: "2026-02-28" }));
      const of = () => asked.find(({ path }) => path === "/api/revenue/accounts")?.query.rates;
      await waitFor(() => expect(of()).toBeTruthy());
      cleanup();
      return of();
    };
    expect(await rates(`${address}&open=all&of=2026-01`)).toBe("2026-02-28");
    expect(await rates(`${address}&open=all&of=2026-01&rates=each`)).toBe("2026-01-31");
    expect(await rates(`${address}&open=all&rates=each`)).toBe("2026-02-28");
  });

  it("asks for the accounts of one month, and of one plan", async () => {
    const month = shown(`${address}&open=all&of=2026-02`);
    await screen.findByRole("dialog");
    const behind = (asked: typeof month.asked) =>
      asked.find(({ path }) => path === "/api/revenue/accounts")?.query;
    await waitFor(() => expect(behind(month.asked)).toMatchObject({ from: "2026-02-01" }));
    cleanup();
    const rows = [row({ key: "", name: "None" })];
    const plan = shown(`${address}&by=plan&open=new&of=none`, report({ rows }));
    await screen.findByRole("dialog");
    await waitFor(() => expect(behind(plan.asked)).toMatchObject({ plan: "" }));
  });

  it("lists every figure, in the order that is asked for, with the whole below", async () => {
    const { router } = shown(address);
    const table = await screen.findByRole("table", { name: "All figures" });
    const heads = () =>
      within(table)
        .getAllByRole("rowheader")
        .map((head) => head.textContent);
    expect(heads()).toEqual(["Jan 2026", "Feb 2026", "Whole period"]);
    fireEvent.click(within(table).getByRole("button", { name: "Opening" }));
    await waitFor(() => expect(heads()[0]).toBe("Feb 2026"));
    expect(router.state.location.search).toMatchObject({ sort: "mrr_start", dir: "desc" });
    const link = within(table).getByRole("link", { name: "Churn, Feb 2026: $100" });
    expect(link.getAttribute("href")).toContain("open=churn&of=2026-02");
  });

  it("gives the figures as files: the client's has all, the server's is a workbook", async () => {
    shown(`${address}&by=plan&owner=none`);
    const card = await screen.findByRole("region", { name: "All figures" });
    expect(within(card).getByRole("button", { name: "CSV" })).toBeTruthy();
    expect(within(card).getByRole("link", { name: "Excel" }).getAttribute("href")).toBe(
      "/api/revenue/file?table=figures&format=xlsx&from=2026-01-01&to=2026-03-01&by=plan&owner=",
    );
  });

  it("compares groups, and asks anew by the address", async () => {
    const rows = [row({ key: "growth", name: "growth" })];
    const { asked, router } = shown(address, report({ rows }));
    fireEvent.click(await screen.findByRole("radio", { name: "Plan" }));
    await waitFor(() => expect(router.state.location.search).toMatchObject({ by: "plan" }));
    expect(await screen.findByRole("table", { name: "Compared by plan" })).toBeTruthy();
    expect(asked.some(({ query }) => query.by === "plan" && query.from === "2026-01-01")).toBe(
      true,
    );
  });

  it("says what would be here, and how to get it", async () => {
    const zero = Object.fromEntries(
      Object.entries(row()).map(([key, value]) => [key, typeof value === "number" ? 0 : value]),
    ) as unknown as ReturnType<typeof row>;
    shown(address, report({ whole: zero, rows: [] }), 0);
    expect(await screen.findByText("No subscription is known yet")).toBeTruthy();
    const way = screen.getByRole("link", { name: "Import subscriptions" });
    expect(way.getAttribute("href")).toBe("/data");
    cleanup();
    shown(`${address}&plan=growth`, report({ whole: zero, rows: [] }));
    fireEvent.click(await screen.findByRole("button", { name: "Take all filters off" }));
    await waitFor(() => expect(screen.queryByText(/fits these filters/)).toBeNull());
  });
});
