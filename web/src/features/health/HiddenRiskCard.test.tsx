// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { AccountRow, HiddenRisk, MetricValue } from "~/api/types";
import { HiddenBanner } from "./HiddenBanner";
import { HiddenRiskCard } from "./HiddenRiskCard";
import { hiddenRisk } from "./sample";
import { show } from "./testApp";

vi.mock("~/charts/echarts", () => ({
  init: () => ({
    setOption: () => {},
    resize: () => {},
    dispose: () => {},
    getZr: () => ({ on: () => {} }),
  }),
}));

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const METRICS = new Map(
  [
    { key: "top_contact_share_28d", name: "Top contact's share", unit: "ratio" },
    { key: "days_since_champion_seen", name: "Days since champion seen", unit: "days" },
  ].map((metric) => [metric.key, metric as MetricValue]),
);
const CATALOGUE = {
  rows: [{ key: "last_nps", formula: "score of the latest of surveys where kind = 'nps' up to d" }],
};

function shown(risk: HiddenRisk, day?: string) {
  const component = () => <HiddenRiskCard accountId="granite" day={day} metrics={METRICS} />;
  const answers = { "/api/accounts/{id}/hidden-risk": risk, "/api/metrics": CATALOGUE };
  return show({ path: "/accounts/$accountId", component }, "/accounts/granite", answers);
}

const sideNames = () =>
  screen.getAllByRole("button", { name: /alarm/ }).map(({ textContent }) => textContent);

describe("an account's hidden risk", () => {
  it("is a number, a word, and sides that add up to it, each from where the last ends", async () => {
    shown(hiddenRisk());
    const card = await screen.findByRole("region", { name: "Hidden risk" });
    expect(await within(card).findByText("58")).toBeTruthy();
    expect(within(card).getByText("high")).toBeTruthy();
    expect(card.textContent).toContain("Green outside, red inside since Nov 3, 2026");
    expect(card.textContent).toContain(
      "It looks well by its score and its use: events in 28 days rose from 80 to 109",
    );
    expect(sideNames()).toEqual([
      "Few carry italarm 40adds 34",
      "The championalarm 30adds 24",
      "Pricealarm calmadds 0",
    ]);
    const parts = screen
      .getAllByRole("button", { name: /adds [1-9]/ })
      .map((row) => row.querySelector<HTMLElement>("[style*=width]")?.style);
    expect(parts.map((style) => [style?.left, style?.width])).toEqual([
      ["0%", "34%"],
      ["34%", "24%"],
    ]);
  });

  it("opens to its signs, with what they read and the facts behind it", async () => {
    shown(hiddenRisk());
    const sign = await screen.findByRole("link", { name: "One person does it all" });
    expect(sign.getAttribute("href")).toBe("/catalogue/top_contact_share_28d");
    const value = screen.getByRole("link", { name: "71% against 30%" });
    expect(value.getAttribute("href")).toBe(
      "/accounts/granite?tab=metrics&mq=top_contact_share_28d",
    );
    expect(screen.queryByRole("link", { name: "Champion not seen" })).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: /^The champion/ }));
    expect(screen.getByRole("link", { name: "Champion not seen" })).toBeTruthy();
    expect(screen.getByText("no champion has used it for 49 days")).toBeTruthy();
  });

  it("proves an opened sign by the facts behind it", async () => {
    const answer = "Ann Lee answered 3 on 2026-10-03: “slow since 2026-09-01”";
    const sides = hiddenRisk().sides.map((side) => ({
      ...side,
      signs: side.signs.map((one) => ({ ...one, evidence: [answer] })),
    }));
    shown(hiddenRisk({ sides }));
    const facts = await screen.findByRole("list", { name: "Facts behind One person does it all" });
    expect(facts.textContent).toBe("Ann Lee answered 3 on Oct 3, 2026: “slow since 2026-09-01”");
    expect(screen.queryByRole("list", { name: "Facts behind Champion not seen" })).toBeNull();
  });

  it("lists what is unknown, and what would tell it", async () => {
    shown(hiddenRisk());
    const unknown = await screen.findByRole("region", { name: "Nothing is known of" });
    expect(unknown.textContent).toContain("Nothing is known of one side");
    expect(within(unknown).getByRole("link", { name: "A poor answer" })).toBeTruthy();
    expect(await within(unknown).findByText(/would be told by nps answers/)).toBeTruthy();
  });

  it("draws its weeks, and shows them as a table", async () => {
    shown(hiddenRisk());
    expect(await screen.findByRole("img", { name: /^Hidden risk from 0 to 100/ })).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: /^Show as table/ }));
    const row = screen.getByRole("row", { name: /^Nov 30, 2026/ });
    expect(row.textContent).toBe("Nov 30, 202658looked well");
  });

  it("says why there is none", async () => {
    const sides = hiddenRisk().sides.map((side) => ({ ...side, contribution: 0 }));
    shown(
      hiddenRisk({
        risk: null,
        band: null,
        band_name: null,
        change_28d: null,
        listed: false,
        looks_well: null,
        outside_sentence: "",
        sentence: "Hidden risk is not told: of 4 sides something is known of 2.",
        sides,
        history: { days: ["2026-11-30"], risk: [null], looked_well: [false] },
      }),
    );
    expect(await screen.findByText(/^Hidden risk is not told/)).toBeTruthy();
    expect(screen.queryByText(/^Each bar begins/)).toBeNull();
    expect(screen.queryByRole("img", { name: /^Hidden risk/ })).toBeNull();
  });

  it("is asked for the day that is explained", async () => {
    const { asked } = shown(hiddenRisk(), "2026-10-01");
    expect(await screen.findByText(/as of Oct 1, 2026/)).toBeTruthy();
    expect(asked[0]?.query).toMatchObject({ day: "2026-10-01" });
  });
});

describe("the banner over an account", () => {
  function banner(listed: boolean) {
    const row = { account_id: "granite", green_outside: listed, hidden_risk: 58 };
    const component = () => <HiddenBanner row={row as unknown as AccountRow} />;
    const answers = { "/api/accounts/{id}/hidden-risk": hiddenRisk() };
    return show(
      { path: "/accounts/$accountId", component },
      "/accounts/granite?tab=people",
      answers,
    );
  }

  it("says what is wrong inside, and leads to why", async () => {
    banner(true);
    const link = await screen.findByRole("link", { name: /One person does 71%/ });
    expect(link.textContent).toMatch(/^Green outside, red inside: One person does 71%/);
    expect(link.getAttribute("href")).toBe("/accounts/granite#hidden-risk");
  });

  it("asks for nothing where there is nothing to say", async () => {
    const { asked, router } = banner(false);
    await vi.waitFor(() => expect(router.state.status).toBe("idle"));
    expect(screen.queryByRole("link")).toBeNull();
    expect(asked).toEqual([]);
  });
});
