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
  /** What the server answers to a change that names something. */
  refuse?: unknown;
}

/** Shows the page, and gives what it wrote. */
function shown(
  at = "/revenue/settings",
  world: World = {},
  permissions = ["read", "manage_data"],
  session = {},
) {
  const { refuse } = world;
  const sent: { method: string; body?: unknown; path?: unknown }[] = [];
  for (const method of ["PUT", "POST", "DELETE"] as const) {
    vi.spyOn(api, method).mockImplementation(((
      _: string,
      init: { body?: unknown; params?: { path: object } },
    ) => {
      sent.push({
        method,
        ...(init.body !== undefined && { body: init.body }),
        ...(init.params && { path: init.params.path }),
      });
      if (refuse && init.params) {
        return Promise.resolve({ error: refuse, response: new Response(null, { status: 400 }) });
      }
      const data = init.params ? { ...init.params.path, ...(init.body as object) } : init.body;
      return Promise.resolve({ data, response: new Response() });
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
    { permissions: permissions as never, ...session },
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

  const one = { ledger: { rows: [flaw("no_price", { mrr: null })], subscriptions: 440 } };
  const ROW = "s1 of Acme from Jan 1, 2026";

  it("has a row corrected in place, all else as it was, and takes that back", async () => {
    const { sent, asked } = shown("/revenue/settings?tab=ledger", one);
    fireEvent.click(await screen.findByRole("button", { name: `Correct ${ROW}` }));
    const form = within(screen.getByRole("form", { name: "Correct s1 of Acme" }));
    expect(form.getByLabelText("Starts")).toHaveProperty("value", "2026-01-01");
    expect(form.getByLabelText("Currency")).toHaveProperty("value", "USD");
    expect(form.getByText(/^Correct the source too, or its next import brings/)).toBeTruthy();
    expect(form.getByRole("button", { name: "Save" })).toHaveProperty("disabled", true);
    fireEvent.change(form.getByLabelText("Price a month"), { target: { value: "990.5" } });
    fireEvent.change(form.getByLabelText("Term ends"), { target: { value: "2027-01-01" } });
    const before = asked.length;
    fireEvent.click(form.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    const path = { subscription_id: "s1", started_at: "2026-01-01T00:00:00Z" };
    const as = { started_at: path.started_at, plan: "Pro", seats: 10, ended_at: null };
    expect(sent[0]).toMatchObject({
      method: "PUT",
      path,
      body: { ...as, mrr: 99_050, currency: "USD", term_end: "2027-01-01" },
    });
    await waitFor(() => expect(screen.queryByRole("form")).toBeNull());
    const anew = asked.slice(before).map(({ path: of }) => of);
    expect(anew).toContain("/api/revenue/ledger");
    await undo();
    await waitFor(() => expect(sent[1]?.body).toMatchObject({ ...as, mrr: null, term_end: null }));
  });

  it("says at its field what the server does not take", async () => {
    const errors = [{ field: "ended_at", detail: "it ends before it starts" }];
    const refuse = { status: 400, code: "invalid", title: "Invalid", detail: "no", errors };
    const { sent } = shown("/revenue/settings?tab=ledger", { ...one, refuse });
    fireEvent.click(await screen.findByRole("button", { name: `Correct ${ROW}` }));
    const form = within(screen.getByRole("form"));
    fireEvent.change(form.getByLabelText("Currency"), { target: { value: "us" } });
    fireEvent.click(form.getByRole("button", { name: "Save" }));
    expect(form.getByText("Three letters, such as EUR")).toBeTruthy();
    expect(sent).toHaveLength(0);
    fireEvent.change(form.getByLabelText("Currency"), { target: { value: "usd" } });
    const ends = form.getByLabelText("First day without it");
    fireEvent.change(ends, { target: { value: "2025-12-01" } });
    fireEvent.click(form.getByRole("button", { name: "Save" }));
    expect(await form.findByText("It ends before it starts")).toBeTruthy();
    expect(ends.getAttribute("aria-invalid")).toBe("true");
  });

  it("asks before a row is taken out, and names it", async () => {
    const { sent } = shown("/revenue/settings?tab=ledger", one);
    fireEvent.click(await screen.findByRole("button", { name: `Take out ${ROW}` }));
    const dialog = await screen.findByRole("dialog", { name: "Take this row out?" });
    expect(dialog.textContent).toContain(`${ROW} (Pro, no price) goes out of all figures`);
    expect(dialog.textContent).toContain("or its next import brings it back");
    expect(sent).toHaveLength(0);
    fireEvent.click(within(dialog).getByRole("button", { name: "Take it out" }));
    await waitFor(() =>
      expect(sent[0]).toEqual({
        method: "DELETE",
        path: { subscription_id: "s1", started_at: "2026-01-01T00:00:00Z" },
      }),
    );
    expect(await screen.findByText("Taken out")).toBeTruthy();
  });

  it("is only told to those who may not manage data, and on a past day", async () => {
    shown("/revenue/settings?tab=ledger", one, ["read"]);
    expect(await screen.findByRole("table", { name: "No price" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Correct|^Take out/ })).toBeNull();
    cleanup();
    shown("/revenue/settings?tab=ledger", one, ["read", "manage_data"], { asOf: "2026-06-01" });
    for (const name of [/^Correct/, /^Take out/]) {
      expect(await screen.findByRole("button", { name })).toHaveProperty("disabled", true);
    }
  });

  it("says what would be here before anything is imported", async () => {
    shown("/revenue/settings?tab=ledger", { ledger: { rows: [], subscriptions: 0 } });
    expect(await screen.findByText("No subscription is known yet")).toBeTruthy();
  });
});
