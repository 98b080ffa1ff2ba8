// A page's surroundings for tests, with an API that remembers what it is told.

import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { vi } from "vitest";
import { api } from "~/api/client";
import type { Judgement, Judgements, NewJudgement, NewOverride, OverrideRow } from "~/api/types";
import type { Session } from "~/app/session";
import { SessionProvider } from "~/app/session";
import { judgement, judgements, override, TODAY } from "./sample";

export interface World {
  /** Latest first. */
  said: Judgement[];
  overrides: OverrideRow[];
  value?: Partial<Judgements["value"]>;
  /** What is answered to whatever is written, where it is refused. */
  refusal?: { status: number; body: unknown };
}

export interface Sent {
  method: "POST" | "DELETE";
  path: string;
  body?: unknown;
}

const TEAM = [
  { email: "ana@example.com", name: "Ana" },
  { email: "me@example.com", name: "Me" },
];
const BANDS = [
  { key: "thriving", name: "Thriving", from: 85 },
  { key: "healthy", name: "Healthy", from: 70 },
  { key: "wobbling", name: "Wobbling", from: 45 },
  { key: "critical", name: "Critical", from: 0 },
];

interface Init {
  body?: NewJudgement | NewOverride;
  params: { path: { judgement_id?: string; override_id?: string } };
}

/** Shows something over the world; gives what it sent. */
export function shown(children: ReactNode, world: World, session: Partial<Session> = {}): Sent[] {
  const sent: Sent[] = [];
  const mock = (name: "GET" | "POST" | "DELETE", run: (path: string, init: Init) => unknown) =>
    vi.spyOn(api, name).mockImplementation(((path: string, init: Init) => {
      const refused = name === "GET" ? undefined : world.refusal;
      if (name !== "GET") sent.push({ method: name, path, body: init.body });
      const answer = refused
        ? { error: refused.body, response: new Response(null, { status: refused.status }) }
        : { data: run(path, init), response: new Response() };
      return Promise.resolve(answer);
    }) as never);
  mock("GET", (path) => read(path, world));
  mock("POST", (path, { body }) => write(path, body, world));
  mock("DELETE", (_, { params }) => remove(params.path, world));
  const value = {
    company: { name: "Fieldwise", currency: "USD", time_zone: "UTC" },
    permissions: ["read", "handle_signals"],
    teammate: { email: "me@example.com", name: "Me", role: "csm", teammate_id: "t1" },
    today: TODAY,
    ...session,
  };
  render(
    <MantineProvider env="test">
      <Notifications />
      <QueryClientProvider client={new QueryClient()}>
        <SessionProvider value={value as Session}>{children}</SessionProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return sent;
}

function read(path: string, world: World): unknown {
  if (path === "/api/teammates") return { rows: TEAM };
  if (path === "/api/scorecard") return { bands: BANDS };
  return path.endsWith("overrides")
    ? { rows: world.overrides }
    : judgements(world.said, world.value);
}

function write(path: string, body: Init["body"], world: World): unknown {
  const id = `new${world.said.length + world.overrides.length}`;
  if (path.endsWith("overrides")) {
    const row = override({
      ...(body as NewOverride),
      override_id: id,
      owner_email: "me@example.com",
    });
    world.overrides = [row, ...world.overrides.map((one) => ({ ...one, in_force: false }))];
    return row;
  }
  const said = judgement({
    ...(body as NewJudgement),
    judgement_id: id,
    by: "me@example.com",
    at: `${TODAY}T10:00:00Z`,
    age_days: 0,
  });
  world.said = [said, ...world.said];
  return said;
}

function remove(path: Init["params"]["path"], world: World): undefined {
  world.said = world.said.map((one) =>
    one.judgement_id === path.judgement_id ? { ...one, withdrawn: true } : one,
  );
  world.overrides = world.overrides.map((one) =>
    one.override_id === path.override_id ? { ...one, in_force: false } : one,
  );
}
