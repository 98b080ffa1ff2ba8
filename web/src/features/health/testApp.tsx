// Shows a page of this feature at an address, with given answers.

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
import { configure, render } from "@testing-library/react";
import type { ComponentType } from "react";
import { vi } from "vitest";
import { api } from "~/api/client";
import { type Session, SessionProvider } from "~/app/session";
import { parseSearch, stringifySearch } from "~/lib/url";

// A busy machine takes its time.
configure({ asyncUtilTimeout: 5_000 });

interface Page {
  path: string;
  component: ComponentType;
  validateSearch?: (raw: Record<string, unknown>) => object;
}

type Query = Record<string, unknown>;

/** Gives what was asked for, path by path. A path without an answer fails as a missing one does. */
export function show(
  page: Page,
  at: string,
  answers: Record<string, unknown | ((query: Query) => unknown)>,
  session: Partial<Session> = {},
) {
  const asked: { path: string; query: Query }[] = [];
  vi.spyOn(api, "GET").mockImplementation(((
    path: string,
    init?: { params?: { query?: Query } },
  ) => {
    const query = init?.params?.query ?? {};
    asked.push({ path, query });
    const answer = answers[path];
    if (answer === undefined) {
      return Promise.resolve({ error: undefined, response: new Response(null, { status: 404 }) });
    }
    const data = typeof answer === "function" ? answer(query) : answer;
    return Promise.resolve({ data, response: new Response() });
  }) as never);
  const root = createRootRoute({ component: Outlet });
  const app = createRoute({ getParentRoute: () => root, id: "app", component: Outlet });
  const route = createRoute({ getParentRoute: () => app, ...page } as never);
  const router = createRouter({
    routeTree: root.addChildren([app.addChildren([route])]),
    history: createMemoryHistory({ initialEntries: [at] }),
    parseSearch,
    stringifySearch,
  });
  const value = {
    company: { name: "Acme", currency: "USD", time_zone: "UTC" },
    permissions: ["read"],
    today: "2026-11-30",
    ...session,
  };
  render(
    <MantineProvider env="test">
      <QueryClientProvider
        client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
      >
        <SessionProvider value={value as unknown as Session}>
          <RouterProvider router={router as never} />
        </SessionProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { asked, router };
}
