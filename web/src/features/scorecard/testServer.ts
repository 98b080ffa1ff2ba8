// A server that knows scorecards only, for tests: it remembers what it is sent.

import { vi } from "vitest";
import { api } from "~/api/client";
import { cardOf } from "./card";
import { preview, published } from "./sample";
import type { Preview, Published, Row, ServerDraft, Version, Written } from "./types";

export const ME = "dana@example.com";
const NOW = "2026-11-30T10:00:00Z";
export const METRICS = [
  {
    key: "events_28d",
    name: "Events",
    description: "Events in 28 days.",
    group: "usage",
    unit: "events",
    good: "higher",
    median: 40,
    fed: true,
  },
  {
    key: "overdue_days",
    name: "Days overdue",
    description: "Of the oldest invoice.",
    group: "money",
    unit: "days",
    good: "lower",
    median: 15,
    fed: true,
  },
  {
    key: "csm_fit",
    name: "Fit, says the CSM",
    description: "0 no, 1 look closer, 2 yes.",
    group: "relationship",
    unit: "number",
    good: "higher",
    median: 2,
    fed: true,
  },
];
const COLUMNS = [
  {
    column: "tier",
    name: "Tier",
    type: "text",
    kind: "attribute",
    about: "",
    unit: null,
    values: [],
  },
];
const VERSIONS: Version[] = [
  { version: 2, changed_by: ME, changed_at: "2026-11-01T10:00:00Z", toml: "a", current: true },
  {
    version: 1,
    changed_by: "eve@example.com",
    changed_at: "2026-10-01T10:00:00Z",
    toml: "b = 1",
    current: false,
  },
];

export type Answer = (asked: Written) => Preview;
export const usual: Answer = (asked) => preview("card" in asked ? asked.card : published());

type Method = "GET" | "POST" | "PUT" | "DELETE";
interface Call {
  params?: { query?: { key?: string } };
  body?: unknown;
  keepalive?: boolean;
}
interface Refusal {
  status: number;
  code: string;
  detail: string;
}

export class TestServer {
  answer: Answer = usual;
  cards = new Map<string, Published>([["default", published()]]);
  rows: Row[] = [row()];
  asked: Written[] = [];
  /** Every write, as `METHOD path key`, with its body. */
  written: { what: string; body: unknown }[] = [];
  /** Says why a call fails; nothing lets it through. */
  refuse: (what: string, body: unknown) => Refusal | undefined = () => undefined;

  /** The bodies of one kind of write, such as `PUT /api/scorecard/draft`. */
  sent<T>(what: string): T[] {
    return this.written.filter((one) => one.what === what).map(({ body }) => body as T);
  }

  /** A scorecard more, before the default one. */
  add(key: string, fields: Partial<Row> = {}, card: Partial<Published> = {}): this {
    const name = fields.name ?? key;
    this.rows.splice(
      -1,
      0,
      row({ key, name, applies_to: `tier = '${key}'`, accounts: 20, ...fields }),
    );
    this.cards.set(key, published({ key, name, applies_to: `tier = '${key}'`, ...card }));
    return this;
  }

  listen(): this {
    for (const method of ["GET", "POST", "PUT", "DELETE"] as const) {
      const answer = ((path: string, call: Call = {}) => this.call(method, path, call)) as never;
      vi.spyOn(api, method).mockImplementation(answer);
    }
    return this;
  }

  private async call(method: Method, path: string, { params, body }: Call) {
    const key = params?.query?.key;
    const what = [method, path, ...(key ? [key] : [])].join(" ");
    const refusal = this.refuse(what, body);
    if (method === "PUT" || method === "DELETE") this.written.push({ what, body });
    if (refusal) {
      const error = { type: "", title: "", ...refusal };
      return { error, response: new Response(null, { status: refusal.status }) };
    }
    const data = method === "GET" ? this.get(path, key) : this.write(method, path, key, body);
    return data === undefined && method === "GET"
      ? { error: {}, response: new Response(null, { status: 404 }) }
      : { data, response: new Response() };
  }

  private get(path: string, key = "default") {
    if (path === "/api/metrics") return { rows: METRICS };
    if (path === "/api/columns") return { rows: COLUMNS };
    if (path === "/api/scorecards") return { rows: this.rows };
    if (path === "/api/scorecard/versions") return { rows: VERSIONS };
    return this.cards.get(key);
  }

  private write(method: Method, path: string, key = "default", body: unknown) {
    if (path === "/api/segments/preview") {
      const { condition } = body as { condition: string };
      return {
        explanation: `explained: ${condition}`,
        size: { accounts: 31, arr: null, average_arr: null, with_arr: 0 },
        rows: [],
        with_former: false,
      };
    }
    if (path === "/api/scorecard/preview") {
      this.asked.push(body as Written);
      return this.answer(body as Written);
    }
    if (path === "/api/scorecards/order") {
      const { keys } = body as { keys: string[] };
      const place = ({ key: one }: Row) => (one === "default" ? keys.length : keys.indexOf(one));
      this.rows = this.rows.toSorted((a, b) => place(a) - place(b));
      return { rows: this.rows };
    }
    if (path === "/api/scorecard/draft")
      return this.draft(key, method === "PUT" ? Object(body) : null);
    return method === "PUT" ? this.publish(key, body as Written) : this.remove(key);
  }

  private draft(key: string, body: object | null): undefined {
    const { toml = "# of the form", base_version = 0 } = (body ?? {}) as Partial<ServerDraft>;
    const card = this.cards.get(key);
    const draft = body && { toml, changed_by: ME, changed_at: NOW, base_version };
    if (card) this.cards.set(key, { ...card, draft });
  }

  private publish(key: string, body: Written): Published {
    const before = this.cards.get(key);
    if (!before) this.add(key, { name: "card" in body ? body.card.name : key });
    const card = "card" in body ? cardOf(body.card) : {};
    const next = published({
      ...before,
      ...card,
      key,
      version: (before?.version ?? 0) + 1,
      draft: null,
    });
    this.cards.set(key, next);
    return next;
  }

  private remove(key: string): Published {
    const removed = this.cards.get(key) ?? published();
    this.rows = this.rows.filter((one) => one.key !== key);
    this.cards.delete(key);
    return removed;
  }
}

function row(fields: Partial<Row> = {}): Row {
  return {
    key: "default",
    name: "Default",
    applies_to: null,
    version: 2,
    origin: "own",
    accounts: 162,
    problem: null,
    ...fields,
  };
}
