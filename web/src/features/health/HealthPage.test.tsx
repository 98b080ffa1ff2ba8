// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { HealthOverview } from "~/api/types";
import { HealthPage } from "./HealthPage";
import { hiddenList, mover, overview } from "./sample";
import { show } from "./testApp";

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const PAGE = { path: "/health", component: HealthPage };

function shown(found: HealthOverview, session = {}) {
  const answers = { "/api/health/overview": found, "/api/hidden-risk": hiddenList() };
  return show(PAGE, "/health", answers, session);
}

const href = (element: HTMLElement) => decodeURIComponent(element.getAttribute("href") ?? "");
const cells = (row: HTMLElement) =>
  within(row)
    .getAllByRole("cell")
    .map((cell) => cell.textContent);
const region = (name: string) => screen.findByRole("region", { name });

describe("the health of all customers", () => {
  it("tells each band by number, money and change, and leads to its accounts", async () => {
    shown(overview());
    const table = await screen.findByRole("table", { name: "Customers by health" });
    const row = (name: RegExp) => within(table).getByRole("row", { name });
    expect(cells(row(/^Wobbling/))).toEqual([
      "Wobbling50 to 70",
      "15",
      "15%",
      "↑ up 5",
      "$150K",
      "15%",
    ]);
    const link = within(row(/^Wobbling/)).getByRole("link", { name: /^Wobbling/ });
    expect(href(link)).toBe("/accounts?band=wobbling");
    expect(href(within(row(/^No score/)).getByRole("link", { name: /^No score/ }))).toBe(
      "/accounts?band=unscored",
    );
    expect(screen.getByText("100 customers, 90 with a score")).toBeTruthy();
  });

  it("shows who looks well and is not, with what is at stake", async () => {
    shown(overview());
    const card = await region("Green outside, red inside");
    const granite = await within(card).findByRole("link", { name: "Granite" });
    expect(href(granite)).toBe("/accounts/granite#hidden-risk");
    expect(within(card).getByText("$240K")).toBeTruthy();
    expect(within(card).getByText(/^One person does 71% of all the work/)).toBeTruthy();
    expect(href(within(card).getByRole("link", { name: "All 2" }))).toBe("/health/hidden-risk");
    expect(href(within(card).getByRole("link", { name: "5 of 84 customers" }))).toBe(
      "/health/hidden-risk?show=all",
    );
  });

  it("says who moved, how and why", async () => {
    const many = Array.from({ length: 7 }, (_, at) =>
      mover({ account_id: `a${at}`, name: `Account ${at}` }),
    );
    shown(overview({ down: many }));
    const falls = await region("Fell most in 28 days");
    expect(within(falls).getAllByRole("listitem")).toHaveLength(5);
    expect(within(falls).getAllByText("Events fell from 90 to 31.")).toHaveLength(5);
    fireEvent.click(within(falls).getByRole("button", { name: /^Show 2 more/ }));
    expect(within(falls).getAllByRole("listitem")).toHaveLength(7);
    const rises = await region("Rose most in 28 days");
    expect(href(within(rises).getByRole("link", { name: "Bolt" }))).toBe("/accounts/bolt");
    expect(href(within(rises).getByRole("link", { name: "All by change" }))).toBe(
      "/accounts?sort=score_change_28d&dir=desc",
    );
  });

  it("says how much of the scores rests on data, and what to do", async () => {
    shown(overview());
    const card = await region("How much of the score rests on data");
    expect(card.textContent).toContain("On average 63% of a score's weight has data.");
    const half = within(card).getByRole("link", { name: /^More than half/ });
    expect(new URL(href(half).replaceAll("+", " "), "http://a").searchParams.get("where")).toBe(
      "coverage >= 0.5 and coverage < 0.75",
    );
    const unfed = within(card).getByRole("link", { name: /metrics have none yet/ });
    expect(href(unfed)).toBe("/catalogue?show=unfed");
  });

  it("names overrides beside what is computed, disputes and scorecards", async () => {
    shown(overview());
    const overrides = await region("Overrides in force");
    expect(overrides.textContent).toContain("80Healthy");
    expect(overrides.textContent).toContain("44Critical");
    expect(overrides.textContent).toContain("ends in 10 days");
    const dispute = await region("Value in dispute");
    const link = within(dispute).getByRole("link", { name: "3 customers" });
    expect(href(link).replaceAll("+", " ")).toBe("/accounts?where=value_class_spread >= 1");
    const enterprise = screen.getByRole("link", { name: "Enterprise" });
    expect(href(enterprise)).toBe("/scorecard?key=enterprise");
    expect(screen.getByText("version 3")).toBeTruthy();
  });

  it("says what would be here where there is nothing", async () => {
    const nothing = { accounts: 0, arr: { minor: 0, currency: "USD" } };
    shown(
      overview({
        scored: 0,
        down: [],
        up: [],
        mean_coverage: null,
        hidden: { ...nothing, listed: 0, high: 0, judged: 0 },
        disagreements: nothing,
        overrides: [],
      }),
    );
    expect(await screen.findByText("Nobody fell")).toBeTruthy();
    expect(screen.getByText("Nobody rose")).toBeTruthy();
    expect(screen.getByText("Too little is known to see inside")).toBeTruthy();
    expect(screen.getByText(/^Every score is the computed one/)).toBeTruthy();
    expect(screen.getByText(/^Nobody has a score yet/)).toBeTruthy();
    expect(screen.getByText(/^Too little is known of every customer/)).toBeTruthy();
  });

  it("asks as of a past day, and begins with data", async () => {
    const { asked } = shown(overview({ accounts: 0 }), { asOf: "2026-09-01", today: "2026-09-01" });
    expect(await screen.findByText("No customers on Sep 1, 2026")).toBeTruthy();
    expect(asked[0]?.query).toEqual({ as_of: "2026-09-01" });
    cleanup();
    shown(overview({ accounts: 0 }));
    expect(await screen.findByText("No customers yet")).toBeTruthy();
    expect(href(screen.getByRole("link", { name: "Connect data" }))).toBe("/data");
  });
});
