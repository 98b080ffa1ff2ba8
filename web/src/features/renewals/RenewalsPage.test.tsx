// @vitest-environment happy-dom
import { notifications } from "@mantine/notifications";
import { cleanup, configure, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { api } from "~/api/client";
import type { NewRenewalCall } from "~/api/types";
import { show } from "~/features/health/testApp";
import { RenewalsPage } from "./RenewalsPage";
import { call, FORECAST, renewals, TODAY } from "./sample";
import { renewalsSearch } from "./search";

vi.mock("~/charts/echarts", () => ({
  init: () => ({
    setOption: () => {},
    resize: () => {},
    dispose: () => {},
    getZr: () => ({ on: () => {} }),
  }),
}));

// A text area that grows watches the fonts, which this document has none of.
Object.defineProperty(document, "fonts", { value: new EventTarget() });
vi.setConfig({ testTimeout: 20_000 });

afterEach(() => {
  notifications.clean();
  cleanup();
  configure({ defaultHidden: false });
  vi.restoreAllMocks();
});

const PAGE = {
  path: "/revenue/renewals",
  component: RenewalsPage,
  validateSearch: renewalsSearch,
};

function shown(at = "/revenue/renewals", answer = renewals(), session = {}) {
  return show(
    PAGE,
    at,
    {
      "/api/revenue/renewals": () => ({ ...answer }),
      "/api/revenue/forecast": FORECAST,
      "/api/segments": { rows: [] },
    },
    { today: TODAY, permissions: ["read", "handle_signals"], ...session },
  );
}

const board = () => screen.findByRole("table", { name: "Terms that end" });
const row = async (name: RegExp) => within(await board()).getByRole("row", { name });
const lines = (name: string) =>
  within(screen.getByRole("list", { name }))
    .getAllByRole("button")
    .map((line) => line.textContent);

describe("the renewals board", () => {
  it("asks for the past quarter and the next four", async () => {
    const { asked } = shown();
    await board();
    const query = asked.find(({ path }) => path === "/api/revenue/renewals")?.query;
    expect(query).toMatchObject({ from: "2026-08-01", to: "2027-11-01" });
  });

  it("sums up by outcome and by risk, and tells the renewal rate with its formula", async () => {
    shown();
    await board();
    expect(lines("By outcome")).toContain("Lost1 term$4K");
    expect(lines("By outcome")).toContain("Open2 terms$18K");
    expect(lines("Why at risk")).toEqual([
      "Wobbling or critical health1 term$6K",
      "High hidden risk1 term$6K",
      "Notice given0 terms$0",
      "Called at risk or lost0 terms$0",
    ]);
    expect(screen.getByText("1 term, 33% of what is open")).toBeTruthy();
    expect(screen.getByText(/^\$12K stayed of the \$16K that ended/)).toBeTruthy();
  });

  it("forecasts the same accounts, between the sums and the months", async () => {
    const { asked } = shown("/revenue/renewals?segment=large&owner=none&outcome=open");
    const card = await screen.findByRole("region", { name: "Forecast" });
    expect(await within(card).findByText(/^Learnt from 40 terms/)).toBeTruthy();
    expect(within(card).getByText(/the last quarter came out within the range/)).toBeTruthy();
    const query = asked.find(({ path }) => path === "/api/revenue/forecast")?.query;
    expect(query).toMatchObject({ segment: "large", owner: "", plan: undefined });
    fireEvent.click(within(card).getByRole("button", { name: /^Show as table: ACV that will/ }));
    const cells = (name: string) =>
      within(within(card).getByRole("row", { name: new RegExp(`^${name}`) }))
        .getAllByRole("cell")
        .map((cell) => cell.textContent);
    expect(cells("Q4 2026, still open")).toContain("$60,000");
    expect(cells("Q4 2026, still open")).toContain("–");
    expect(cells("Q3 2026")).toContain("$70,000");
  });

  it("asks for no forecast while the answer to another question is still shown", async () => {
    const { asked } = shown();
    await board();
    await screen.findByText(/^Learnt from 40 terms/);
    const before = asked.length;
    let answer = () => {};
    const waits = new Promise<void>((go) => {
      answer = go;
    });
    const get = vi.mocked(api.GET).getMockImplementation() as unknown as (
      path: string,
      init: unknown,
    ) => unknown;
    vi.mocked(api.GET).mockImplementation((async (path: string, init: unknown) => {
      const found = get(path, init);
      if (path === "/api/revenue/renewals") await waits;
      return found;
    }) as never);
    fireEvent.change(screen.getByLabelText("Terms that end in"), { target: { value: "year" } });
    await waitFor(() => expect(screen.queryByText(/^Learnt from 40 terms/)).toBeNull());
    expect(screen.getByRole("region", { name: "Forecast" })).toBeTruthy();
    answer();
    expect(await screen.findByText(/^Learnt from 40 terms/)).toBeTruthy();
    expect(asked.slice(before).map(({ path }) => path)).not.toContain("/api/revenue/forecast");
  });

  it("gives the terms as files", async () => {
    shown("/revenue/renewals?owner=none&outcome=open");
    await board();
    expect(screen.getByRole("link", { name: "CSV" }).getAttribute("href")).toBe(
      "/api/revenue/file?table=renewals&format=csv&from=2026-08-01&to=2027-11-01&owner=",
    );
  });

  it("shows a term with all that tells of its future", async () => {
    shown();
    const bolt = await row(/^Bolt/);
    expect(within(bolt).getByRole("link", { name: "Bolt" }).getAttribute("href")).toBe(
      "/accounts/bolt?tab=revenue",
    );
    const text = bolt.textContent;
    for (const part of [
      "in 46 days",
      "in 15 days",
      "$6K",
      "60Wobbling",
      "71",
      "nobody's",
      "Likely",
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toContain("at risk: health, hidden risk");
    expect(text).toContain("They like the new plan");
  });

  it("folds months that are over, and unfolds them", async () => {
    shown();
    const table = await board();
    expect(within(table).queryByRole("link", { name: "Elm" })).toBeNull();
    fireEvent.click(within(table).getByRole("button", { name: /^Oct 2026/ }));
    expect((await row(/^Elm/)).textContent).toContain("Loston Oct 9, 2026");
  });

  it("narrows to a sum that is pressed, in the address too", async () => {
    const { router } = shown();
    await board();
    fireEvent.click(screen.getByRole("button", { name: /^Lost 1|^Lost1/ }));
    await waitFor(() => expect(router.state.location.search).toEqual({ outcome: "lost" }));
    expect((await row(/^Elm/)).textContent).toContain("Lost");
    expect(within(await board()).queryByRole("link", { name: "Acme" })).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Clear" }));
    await waitFor(() => expect(router.state.location.search).toEqual({}));
  });

  it("goes down the rows by key", async () => {
    shown();
    await board();
    fireEvent.keyDown(document.body, { key: "j" });
    expect(document.activeElement?.textContent).toBe("Acme");
    fireEvent.keyDown(document.activeElement as Element, { key: "j" });
    expect(document.activeElement?.textContent).toBe("Bolt");
    fireEvent.keyDown(document.activeElement as Element, { key: "k" });
    expect(document.activeElement?.textContent).toBe("Acme");
  });

  it("saves a call in place, with its amount in minor units", async () => {
    const answer = renewals();
    shown(undefined, answer);
    const sent: NewRenewalCall[] = [];
    vi.spyOn(api, "POST").mockImplementation(((_: string, { body }: { body: NewRenewalCall }) => {
      sent.push(body);
      const { expects, reason = "", acv = null } = body;
      const made = call({ expects, reason, acv });
      answer.renewals = answer.renewals.map((one) =>
        one.subscription_id === body.subscription_id ? { ...one, call: made } : one,
      );
      return Promise.resolve({ data: made, response: new Response() });
    }) as never);
    fireEvent.click(within(await row(/^Acme/)).getByRole("button", { name: /^Make a call/ }));
    // A popover is placed after it is drawn; until then it is hidden.
    configure({ defaultHidden: true });
    fireEvent.click(await screen.findByRole("button", { name: "Save" }));
    expect(await screen.findByText("Choose one of them")).toBeTruthy();
    fireEvent.click(screen.getByLabelText(/^At risk/));
    fireEvent.change(screen.getByLabelText(/^What it will bring a year, in USD/), {
      target: { value: "9500.5" },
    });
    fireEvent.change(screen.getByLabelText("Why, if you like"), { target: { value: "New CFO" } });
    fireEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toEqual({
      account_id: "acme",
      subscription_id: "s1",
      term_end: "2026-12-20T00:00:00Z",
      expects: "at_risk",
      acv: 950_050,
      reason: "New CFO",
    });
    await waitFor(async () => expect((await row(/^Acme/)).textContent).toContain("New CFO"));
    expect((await row(/^Acme/)).textContent).toContain("at risk: call");
  });

  it("lets nobody make a call who may not, or on a past day", async () => {
    shown(undefined, renewals(), { permissions: ["read"] });
    expect(within(await row(/^Acme/)).queryByRole("button")).toBeNull();
    expect((await row(/^Bolt/)).textContent).toContain("Likely");
    cleanup();
    shown(undefined, renewals(), { asOf: TODAY });
    const button = within(await row(/^Acme/)).getByRole("button", { name: /^Make a call/ });
    expect(button).toHaveProperty("disabled", true);
  });

  it("says what would be here where no term ends", async () => {
    shown(undefined, { currency: "USD", renewals: [] });
    expect(await screen.findByText(/^No term ends from Aug 1, 2026 to Oct 31, 2027/)).toBeTruthy();
    expect(screen.getByRole("link", { name: /subscriptions that you import/ })).toBeTruthy();
  });

  it("says what is in no sum for want of a rate", async () => {
    const { renewals: rows } = renewals();
    shown(undefined, { currency: "USD", renewals: rows.map((one) => ({ ...one, acv: null })) });
    expect(await screen.findByText(/^4 terms add nothing to the sums/)).toBeTruthy();
  });
});
