// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { api } from "~/api/client";
import { show } from "~/features/health/testApp";
import { lifetime, lifetimes, scenario, value } from "./sample";
import { valueSearch } from "./search";
import { ValuePage } from "./ValuePage";

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

const PAGE = { path: "/revenue/value", component: ValuePage, validateSearch: valueSearch };

const simulated = ({ churn }: Record<string, unknown>) => ({
  scenarios: String(churn)
    .split(",")
    .map((rate) => scenario(Number(rate))),
});

function shown(answer: unknown = lifetimes(), at = "/revenue/value") {
  return show(PAGE, at, {
    "/api/revenue/lifetime": answer,
    "/api/revenue/simulate": simulated,
    "/api/segments": { rows: [] },
  });
}

/** Refuses a path as the server does. */
function refused(path: string, field: string, detail: string) {
  const get = vi.mocked(api.GET);
  const before = get.getMockImplementation();
  get.mockImplementation(((asked: string, init: never) =>
    asked === path
      ? Promise.resolve({
          error: { status: 400, title: "Bad Request", detail, errors: [{ field, detail }] },
          response: new Response(null, { status: 400 }),
        })
      : (before as ((asked: string, init: never) => unknown) | undefined)?.(asked, init)) as never);
}

const asks = (asked: { path: string; query: Record<string, unknown> }[], path: string) =>
  asked.filter((one) => one.path === path).map(({ query }) => query);

describe("the value of customers", () => {
  it("says it in a sentence, and what that rests on", async () => {
    shown();
    expect(
      await screen.findByText("Half of all customers stay longer than 2.3 years."),
    ).toBeTruthy();
    expect(
      screen.getByText(/^The estimate rests on 412 customers, 96 of whom left\./),
    ).toBeTruthy();
    expect(screen.getByText("$8,100 to $10,400 (95% limits)")).toBeTruthy();
    expect(screen.getByText("Say above what it costs to win a customer.")).toBeTruthy();
    expect(screen.getByRole("img", { name: /^A falling step line with a band/ })).toBeTruthy();
  });

  it("tells the survival curve as a table, with who was seen that long", async () => {
    shown();
    fireEvent.click(await screen.findByRole("button", { name: /^Show as table: How many stay/ }));
    const table = screen.getByRole("region", { name: /^How many stay.*as a table/ });
    const year = within(table).getByRole("row", { name: /^12 months/ });
    expect(year.textContent).toBe("12 months80%75% to 84%300");
  });

  it("asks by the terms of the address, and anew when one changes", async () => {
    const { asked, router } = shown(undefined, "/revenue/value?margin=0.7&beyond=true");
    await screen.findByText(/^Half of all/);
    const path = "/api/revenue/lifetime";
    expect(asks(asked, path)[0]).toMatchObject({ margin: 0.7, discount: 0.1, beyond: true });
    const cost = screen.getByLabelText("Cost to win one, USD");
    fireEvent.change(cost, { target: { value: "1200" } });
    fireEvent.keyDown(cost, { key: "Enter" });
    await waitFor(() => expect(asks(asked, path).at(-1)).toMatchObject({ cost: 1200 }));
    expect(router.state.location.search).toMatchObject({ cost: "1200", margin: "0.7" });
  });

  it("tells whether winning a customer pays", async () => {
    const whole = lifetime({ value: value({ payback_months: 14, value_to_cost: 3.4 }) });
    shown(lifetimes({ whole }));
    expect(await screen.findByText("1 year and 2 months", { selector: "dd" })).toBeTruthy();
    expect(screen.getByText("3.4 ×")).toBeTruthy();
    cleanup();
    shown(lifetimes({ whole: lifetime({ value: value({ value_to_cost: 0.6 }) }) }));
    expect(await screen.findByText("Never")).toBeTruthy();
  });

  it("splits by plan, best first, and says why a group has no value", async () => {
    const groups = [
      lifetime({ key: "starter", name: "starter", value: value({ value: 900 }) }),
      lifetime({ key: "", name: "", value: null, problem: "fewer than two left" }),
      lifetime({ key: "scale", name: "scale", value: value({ value: 40_000, high: 44_000 }) }),
    ];
    const { router } = shown(lifetimes({ groups }));
    fireEvent.click(await screen.findByRole("radio", { name: "Plan" }));
    await waitFor(() => expect(router.state.location.search).toEqual({ by: "plan" }));
    const table = screen.getByRole("table", { name: "Value by group" });
    const rows = within(table).getAllByRole("row").slice(1);
    expect(rows.map((row) => row.firstElementChild?.textContent)).toEqual([
      "scale",
      "starter",
      "No plan named",
      "All customers",
    ]);
    expect(table.textContent).toContain("No value: fewer than two left");
  });

  it("tells a refusal at the field and in words", async () => {
    shown();
    refused("/api/revenue/lifetime", "margin", "2 does not fit; give a share up to 1");
    expect(await screen.findByText("2 does not fit; give a share up to 1")).toBeTruthy();
    expect(screen.getByText("There is no value on these terms")).toBeTruthy();
  });

  it("says what would be here without customers; the simulator goes on", async () => {
    shown(lifetimes({ whole: lifetime({ lives: 0, left: 0, customers: 0, arpa: null }) }));
    expect(await screen.findByText("Nobody has been a customer yet")).toBeTruthy();
    expect(await screen.findByText(/this starts with made-up numbers/)).toBeTruthy();
    expect(screen.getByLabelText("Customers at the start")).toHaveProperty("value", "1,000");
  });
});

describe("the churn simulator", () => {
  it("starts with the company's own numbers", async () => {
    const { asked } = shown();
    await screen.findByRole("list", { name: "What churn leaves" });
    const path = "/api/revenue/simulate";
    expect(asks(asked, path)).toContainEqual({
      customers: 316,
      price: 310,
      growth: 0.5,
      churn: "0.05,0.1,0.2,0.3",
      years: 3,
    });
    expect(asks(asked, path).some(({ churn }) => churn === "0")).toBe(true);
  });

  it("says both shares apart: at the end, and of all revenue together", async () => {
    shown();
    const list = await screen.findByRole("list", { name: "What churn leaves" });
    expect(list.lastElementChild?.textContent).toBe(
      "At 30% churn, MRR after 36 months is 34.3% of that without churn (growth and churn both compounding). The revenue of the three years together is 70.0% of that without churn.",
    );
  });

  it("takes other rates, and says what is wrong with some", async () => {
    const { router } = shown();
    const field = await screen.findByLabelText("Churn a year, %");
    fireEvent.change(field, { target: { value: "5, 120" } });
    fireEvent.blur(field);
    expect(await screen.findByText("“120” is no rate from 0 to below 100")).toBeTruthy();
    fireEvent.change(field, { target: { value: "15" } });
    fireEvent.keyDown(field, { key: "Enter" });
    await waitFor(() => expect(router.state.location.search).toEqual({ churn: "0.15" }));
  });

  it("tells a refusal at the field", async () => {
    shown();
    refused("/api/revenue/simulate", "years", "40 does not fit; give a whole number from 1 to 10");
    expect(await screen.findByText(/^40 does not fit/)).toBeTruthy();
    expect(screen.getByText(/^Nothing is simulated until/)).toBeTruthy();
  });
});
