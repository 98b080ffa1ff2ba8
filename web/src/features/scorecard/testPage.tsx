// The studio over a test server, for tests.

import { MantineProvider } from "@mantine/core";
import { Notifications, notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { cleanup, configure, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, vi } from "vitest";
import { type Session, SessionProvider } from "~/app/session";
import { parseSearch, stringifySearch } from "~/lib/url";
import { settled } from "./draft/inTurn";
import { ScorecardPage } from "./ScorecardPage";
import { scorecardSearch } from "./search";
import { ME, TestServer } from "./testServer";
import type { Card, Written } from "./types";

/** To be called once by a test file that shows the studio. */
export function setUp(): void {
  // A text area that grows watches the fonts, which this document has none of.
  Object.defineProperty(document, "fonts", { value: new EventTarget() });
  // What is typed is asked about a moment later. What is hidden is found too: finding out takes long.
  configure({ asyncUtilTimeout: 5_000, defaultHidden: true });
  vi.setConfig({ testTimeout: 20_000 });
  afterEach(async () => {
    cleanup();
    // What was written last goes to the server when the page closes.
    await settled();
    notifications.clean();
    localStorage.clear();
    vi.restoreAllMocks();
  });
}

/** Shows the page; gives the server that it talks to. */
export function shown(
  server = new TestServer(),
  session: Partial<Session> = {},
  at = "/scorecard",
): TestServer {
  server.listen();
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
    teammate: { email: ME, name: "Dana", role: "admin", teammate_id: "1" },
    permissions: ["read", "manage_data"],
    today: "2026-11-30",
    ...session,
  };
  render(
    <MantineProvider env="test">
      <Notifications />
      <QueryClientProvider
        client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
      >
        <SessionProvider value={value as unknown as Session}>
          <RouterProvider router={router as never} />
        </SessionProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return server;
}

export const button = (name: string | RegExp) =>
  screen.getByRole("button", { name }) as HTMLButtonElement;
/** A field by its label; a list of options has the same label as its field. */
export const field = (label: string, options = {}) =>
  screen.getByLabelText(label, {
    selector: "input, textarea, select",
    ...options,
  }) as HTMLInputElement;
export const type = (label: string, value: string) =>
  fireEvent.change(field(label), { target: { value } });
export const lastCard = (asked: Written[]) => (asked.at(-1) as { card: Card }).card;
