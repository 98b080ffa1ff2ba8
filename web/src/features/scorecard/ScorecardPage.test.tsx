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
import { ScorecardPage } from "./ScorecardPage";
import { preview, published, wrong } from "./sample";
import { scorecardSearch } from "./search";
import type { Card, Preview, Written } from "./types";

// A text area that grows watches the fonts, which this document has none of.
Object.defineProperty(document, "fonts", { value: new EventTarget() });
// What is typed is asked about a moment later. What is hidden is found too: finding out takes long.
configure({ asyncUtilTimeout: 5_000, defaultHidden: true });
vi.setConfig({ testTimeout: 20_000 });

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.restoreAllMocks();
});

const METRICS = [
  { key: "events_28d", name: "Events", group: "usage", unit: "events", good: "higher", fed: true },
];
const VERSIONS = [
  {
    version: 2,
    changed_by: "dana@example.com",
    changed_at: "2026-11-01T10:00:00Z",
    toml: "a",
    current: true,
  },
  {
    version: 1,
    changed_by: "eve@example.com",
    changed_at: "2026-10-01T10:00:00Z",
    toml: "b = 1",
    current: false,
  },
];

type Answer = (asked: Written) => Preview;
const usual: Answer = (asked) => preview("card" in asked ? asked.card : published());

/** Shows the page; gives what it sent. */
function shown(answer: Answer = usual, session: Partial<Session> = {}, at = "/scorecard") {
  const sent: { asked: Written[]; put: Written[] } = { asked: [], put: [] };
  const response = new Response();
  const mock = (name: "GET" | "POST" | "PUT", run: (path: string, body: Written) => unknown) =>
    vi
      .spyOn(api, name)
      .mockImplementation(((path: string, init?: { body: Written }) =>
        Promise.resolve({ data: run(path, init?.body as Written), response })) as never);
  mock("GET", (path) => {
    if (path === "/api/metrics") return { rows: METRICS };
    return path.endsWith("versions") ? { rows: VERSIONS } : published();
  });
  mock("POST", (_, body) => {
    sent.asked.push(body);
    return answer(body);
  });
  mock("PUT", (_, body) => {
    sent.put.push(body);
    return published({ ...("card" in body ? body.card : {}), version: 3 });
  });
  const root = createRootRoute({ component: Outlet });
  const app = createRoute({ getParentRoute: () => root, id: "app", component: Outlet });
  const page = createRoute({
    getParentRoute: () => app,
    path: "/scorecard",
    validateSearch: scorecardSearch,
    component: ScorecardPage,
  });
  const router = createRouter({
    routeTree: root.addChildren([app.addChildren([page])]),
    history: createMemoryHistory({ initialEntries: [at] }),
    parseSearch,
    stringifySearch,
  });
  const value = {
    company: { name: "Acme", currency: "USD", time_zone: "UTC" },
    permissions: ["read", "manage_data"],
    today: "2026-11-30",
    ...session,
  };
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <SessionProvider value={value as unknown as Session}>
          <RouterProvider router={router as never} />
        </SessionProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return sent;
}

const publishButton = () => screen.getByRole("button", { name: "Publish" }) as HTMLButtonElement;
const typeWeight = (weight: string) =>
  fireEvent.change(screen.getByLabelText("Weight of Usage"), { target: { value: weight } });
const field = (label: string) => screen.getByLabelText(label) as HTMLInputElement;

const lastCard = (asked: Written[]) => (asked.at(-1) as { card: Card }).card;

describe("the scorecard studio", () => {
  it("shows what a change comes to, with who moves and what is not claimed", async () => {
    const sent = shown();
    await screen.findByText("As it is now");
    expect(publishButton().disabled).toBe(true);
    typeWeight("20");
    const movers = await screen.findByRole("table", { name: "Movers" });
    expect(within(movers).getByRole("link", { name: "Acme" }).getAttribute("href")).toBe(
      "/accounts/acme",
    );
    expect(screen.getByText(/^84 accounts of 162 change by half a point or more/)).toBeTruthy();
    expect(screen.getAllByText("no clear difference").length).toBeGreaterThan(0);
    expect(screen.getByText("67%")).toBeTruthy();
    await waitFor(() => expect(lastCard(sent.asked).groups[0]?.weight).toBe(20));
    expect(lastCard(sent.asked)).not.toHaveProperty("version");
  });

  it("publishes the card that is written, after it said what changes", async () => {
    const sent = shown();
    await screen.findByText("As it is now");
    typeWeight("20");
    await waitFor(() => expect(publishButton().disabled).toBe(false));
    fireEvent.click(publishButton());
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByText(/^1 account changes band, 84 scores change/)).toBeTruthy();
    fireEvent.click(within(dialog).getByRole("button", { name: "Publish" }));
    await waitFor(() => expect(sent.put).toHaveLength(1));
    expect((sent.put[0] as { card: Card }).card.groups[0]?.weight).toBe(20);
    await waitFor(() => expect(localStorage.length).toBe(0));
  });

  it("marks a problem at its field, and offers to go there", async () => {
    const bad = wrong("groups.usage.measures.level.weight", "it is no weight");
    const answer: Answer = (asked) =>
      "card" in asked && asked.card.groups[0]?.weight === 20 ? bad : usual(asked);
    shown(answer);
    await screen.findByText("As it is now");
    typeWeight("20");
    fireEvent.click(await screen.findByRole("button", { name: "Show it" }));
    expect(await screen.findByText("It is no weight.")).toBeTruthy();
    expect(publishButton().disabled).toBe(true);
  });

  it("says a problem without a place above the preview", async () => {
    shown(() => wrong("groups.gone", "it is not there"));
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toBe("groups.gone: it is not there");
  });

  it("edits the same draft as text", async () => {
    const sent = shown();
    await screen.findByText("As it is now");
    fireEvent.change(field("Emphasis on weak sides"), { target: { value: "5" } });
    fireEvent.click(screen.getByRole("tab", { name: "As text" }));
    const text = (await screen.findByLabelText("TOML")) as HTMLTextAreaElement;
    expect(text.value).toContain("emphasis = 5");
    fireEvent.change(text, { target: { value: "emphasis = 6" } });
    await waitFor(() => expect(sent.asked.at(-1)).toEqual({ toml: "emphasis = 6" }));
  });

  it("brings a draft back after a reload, and discards it", async () => {
    shown();
    await screen.findByText("As it is now");
    typeWeight("20");
    expect(screen.getByText(/kept in this browser/)).toBeTruthy();
    cleanup();
    shown();
    await screen.findByText("What it would come to");
    expect(field("Weight of Usage").value).toBe("20");
    fireEvent.click(screen.getByRole("button", { name: "Discard changes" }));
    fireEvent.click(await screen.findByRole("button", { name: "Discard" }));
    await waitFor(() => expect(field("Weight of Usage").value).toBe("30"));
  });

  it("moves a point of a curve by the keys", async () => {
    const sent = shown();
    await screen.findByText("As it is now");
    fireEvent.click(screen.getByRole("button", { name: /^Usage against its own year/ }));
    const point = screen.getByRole("slider", { name: "Point 2 of 3" });
    expect(point.getAttribute("aria-valuetext")).toBe("50 % gives 28 points");
    fireEvent.keyDown(point, { key: "ArrowUp", shiftKey: true });
    expect(field("Point 2: points").value).toBe("38");
    fireEvent.keyDown(point, { key: "Delete" });
    expect(screen.getAllByRole("slider")).toHaveLength(2);
    await waitFor(() =>
      expect(lastCard(sent.asked).groups[0]?.measures[0]?.curve).toEqual([
        [0, 0],
        [1, 90],
      ]),
    );
  });

  it("takes a version's text as the draft", async () => {
    const sent = shown(usual, {}, "/scorecard?tab=versions");
    fireEvent.click(await screen.findByRole("button", { name: "Look at version 1" }));
    await waitFor(() => expect(sent.asked.at(-1)).toEqual({ toml: "b = 1" }));
    expect(screen.queryByRole("button", { name: "Look at version 2" })).toBeNull();
  });

  it("is only to read without the right, and on a past day", async () => {
    const sent = shown(usual, { permissions: ["read"] });
    expect(await screen.findByText(/^to read/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Publish" })).toBeNull();
    expect(field("Weight of Usage").closest("fieldset")?.disabled).toBe(true);
    expect(sent.asked).toHaveLength(0);
    cleanup();
    shown(usual, { asOf: "2026-09-01" });
    expect(await screen.findByText(/go back to today/)).toBeTruthy();
  });
});
