// @vitest-environment happy-dom
import { Notifications, notifications } from "@mantine/notifications";
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { api } from "~/api/client";
import type { ExchangeRate } from "~/api/types";
import { show } from "~/features/health/testApp";
import { CountingPage } from "./CountingPage";
import { flaw, rules } from "./sample";
import { countingSearch } from "./search";

// A text area that grows watches the fonts, which this document has none of.
Object.defineProperty(document, "fonts", { value: new EventTarget() });
vi.setConfig({ testTimeout: 20_000 });

afterEach(() => {
  notifications.clean();
  cleanup();
  vi.restoreAllMocks();
});

function Page() {
  return (
    <>
      <Notifications />
      <CountingPage />
    </>
  );
}

const PAGE = { path: "/revenue/settings", component: Page, validateSearch: countingSearch };
const RATES = [{ currency: "EUR", from: "2026-01-01", rate: "1.0853" }];

interface World {
  rules?: ReturnType<typeof rules>;
  rates?: ExchangeRate[];
  ledger?: unknown;
}

/** Shows the page, and gives what it wrote. */
function shown(at = "/revenue/settings", world: World = {}, permissions = ["read", "manage_data"]) {
  const sent: { method: string; body?: unknown; path?: unknown }[] = [];
  for (const method of ["PUT", "POST", "DELETE"] as const) {
    vi.spyOn(api, method).mockImplementation(((
      _: string,
      init: { body?: unknown; params?: { path: unknown } },
    ) => {
      sent.push({
        method,
        ...(init.body !== undefined && { body: init.body }),
        ...(init.params && { path: init.params.path }),
      });
      return Promise.resolve({ data: init.body, response: new Response() });
    }) as never);
  }
  const app = show(
    PAGE,
    at,
    {
      "/api/revenue/settings": world.rules ?? rules(),
      "/api/revenue/rates": () => [...(world.rates ?? RATES)],
      "/api/revenue/ledger": world.ledger ?? { rows: [], subscriptions: 440 },
    },
    { permissions: permissions as never },
  );
  return { ...app, sent };
}

const undo = async () => fireEvent.click(await screen.findByRole("button", { name: "Undo" }));

describe("the rules of counting", () => {
  it("are saved, and taken back", async () => {
    const { sent } = shown();
    fireEvent.click(await screen.findByLabelText(/^Also while an invoice is overdue/));
    expect(screen.getByLabelText("Days after it was due")).toHaveProperty("value", "30 days");
    fireEvent.click(screen.getByLabelText(/^A customer that paused/));
    expect(screen.getByText(/^A pause is churn and its end reactivation/)).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Save the rules" }));
    await waitFor(() =>
      expect(sent[0]?.body).toEqual({
        churn_counted: "overdue",
        overdue_days: 30,
        paused_stay_customers: false,
        renewed_within_days: 30,
      }),
    );
    await undo();
    await waitFor(() => expect(sent[1]?.body).toEqual(rules()));
  });

  it("are only told to those who may not change them", async () => {
    shown(undefined, {}, ["read"]);
    expect(await screen.findByText(/^Leaders and administrators can change/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Save the rules" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Add the rate" })).toBeNull();
    expect(screen.getByLabelText(/^On the first day without access/)).toHaveProperty(
      "disabled",
      true,
    );
  });
});

describe("exchange rates", () => {
  it("are deleted and come back", async () => {
    const { sent } = shown();
    fireEvent.click(await screen.findByRole("button", { name: "Delete EUR from Jan 1, 2026" }));
    await waitFor(() =>
      expect(sent[0]).toEqual({ method: "DELETE", path: { currency: "EUR", from: "2026-01-01" } }),
    );
    await undo();
    await waitFor(() => expect(sent[1]?.body).toEqual({ rates: RATES }));
  });

  it("begin with the currency of the address, and need a decimal", async () => {
    const { sent } = shown("/revenue/settings?currency=GBP");
    expect(await screen.findByLabelText("Currency")).toHaveProperty("value", "GBP");
    const add = screen.getByRole("button", { name: "Add the rate" });
    fireEvent.click(add);
    expect(screen.getByText(/^This can't be a rate: a rate is a decimal above 0/)).toBeTruthy();
    fireEvent.change(screen.getByLabelText("One is worth, in USD"), { target: { value: "1.27" } });
    fireEvent.click(add);
    await waitFor(() =>
      expect(sent[0]?.body).toEqual({
        rates: [{ currency: "GBP", from: "2026-11-01", rate: "1.27" }],
      }),
    );
  });

  it("are pasted as lines; undo brings back what they took the place of", async () => {
    const { sent } = shown();
    fireEvent.click(await screen.findByLabelText("Paste several"));
    const lines = screen.getByLabelText("Currency, day, rate");
    fireEvent.change(lines, { target: { value: "EUR,2026-01-01,1.1\nGBP,2026-01-01" } });
    const wrong = screen.getByRole("list", { name: "Lines that can't be read" });
    expect(wrong.textContent).toContain("Line 2, GBP,2026-01-01");
    fireEvent.change(lines, { target: { value: "EUR,2026-01-01,1.1\nGBP,2026-01-01,1.27" } });
    fireEvent.click(screen.getByRole("button", { name: "Add 2 rates" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    await undo();
    await waitFor(() => expect(sent).toHaveLength(3));
    expect(sent[1]?.body).toEqual({ rates: RATES });
    expect(sent[2]).toEqual({ method: "DELETE", path: { currency: "GBP", from: "2026-01-01" } });
  });

  it("say when none is needed", async () => {
    shown(undefined, { rates: [] });
    expect(await screen.findByText(/^Where all is priced in USD, none is needed/)).toBeTruthy();
  });
});

describe("the health of the ledger", () => {
  it("says that all is sound", async () => {
    shown("/revenue/settings?tab=ledger");
    expect(await screen.findByText("All 440 rows are sound")).toBeTruthy();
  });

  it("tells each flaw, what it does, how to mend it, and the rows", async () => {
    const gbp = { mrr: { minor: 99_050, currency: "GBP" } };
    const rows = [flaw("overlaps", { subscription_id: "s2" }), flaw("no_rate", gbp)];
    const { router } = shown("/revenue/settings?tab=ledger", {
      ledger: { rows, subscriptions: 440 },
    });
    expect(await screen.findByText(/^2 of 440 rows of subscriptions have/)).toBeTruthy();
    const card = screen.getByRole("region", { name: "No exchange rate" });
    expect(card.textContent).toContain("It is no_rate, so it counts nowhere.");
    expect(within(card).getByRole("link", { name: "Acme" }).getAttribute("href")).toBe(
      "/accounts/acme?tab=revenue",
    );
    expect(card.textContent).toContain("990.50 GBP");
    fireEvent.click(within(card).getByRole("link", { name: "Rate of GBP" }));
    await waitFor(() => expect(router.state.location.search).toEqual({ currency: "GBP" }));
    expect(await screen.findByLabelText("Currency")).toHaveProperty("value", "GBP");
  });

  it("says what would be here before anything is imported", async () => {
    shown("/revenue/settings?tab=ledger", { ledger: { rows: [], subscriptions: 0 } });
    expect(await screen.findByText("No subscription is known yet")).toBeTruthy();
  });
});
