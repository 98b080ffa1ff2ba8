// A stand-in for the server while working on the app: `npm run dev:mock`, then `npm run dev`.
// PORT (7373), ACCOUNTS (200). Serves web/dist too, where it is built. Keeps nothing.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import * as data from "./data.mjs";

const PORT = Number(process.env.PORT ?? 7373);
const rows = Array.from({ length: Number(process.env.ACCOUNTS ?? 200) }, (_, at) =>
  data.account(at),
);
const indexOf = new Map(rows.map((row, at) => [row.account_id, at]));
const signals = rows.flatMap((row, at) => data.signalsOf(row, at));
const keys = [];
let imports = [];

const problem = (status, code, detail, errors) => ({
  status,
  body: { type: `/problems/${code}`, title: code, status, code, detail, errors },
});
const done = (body) => ({ status: 200, body });
const team = [
  {
    teammate_id: "t1",
    email: "demo@perennial.test",
    name: "Demo Admin",
    role: "admin",
    created_at: data.instantBefore(90),
    disabled_at: null,
    invited: false,
  },
  {
    teammate_id: "t2",
    email: "mara@perennial.test",
    name: "Mara Lind",
    role: "csm",
    created_at: data.instantBefore(60),
    disabled_at: null,
    invited: false,
  },
];
const session = () => ({
  teammate: team[0],
  permissions: ["read", "handle_signals", "manage_data", "administer"],
  company: { name: "Northwind Cloud", currency: "USD", time_zone: "UTC", sample: true },
  today: data.TODAY,
});
const sum = (list) => ({
  minor: list.reduce((total, row) => total + (row.arr?.minor ?? 0), 0),
  currency: "USD",
});

function compare(a, b, key, dir) {
  const left = key === "arr" ? a.arr?.minor : key === "renewal" ? a.days_to_renewal : a[key];
  const right = key === "arr" ? b.arr?.minor : key === "renewal" ? b.days_to_renewal : b[key];
  if (left === right) return 0;
  if (left === null || left === undefined) return 1;
  if (right === null || right === undefined) return -1;
  return (left < right ? -1 : 1) * (dir === "desc" ? -1 : 1);
}

function condition(text) {
  const parts = text
    .split(/\s+and\s+/i)
    .map((part) => part.match(/^\s*(\w+)\s*(<=|>=|<|>|=)\s*'?([\w.-]+)'?\s*$/));
  for (const part of parts) {
    const known = [
      "arr",
      "score",
      "open_tickets",
      "active_contacts_28d",
      "events_28d",
      "last_nps",
      "tier",
      "days_to_renewal",
    ];
    if (!part || !known.includes(part[1])) {
      const word = part?.[1] ?? text;
      const start = text.indexOf(word);
      return {
        error: `there is no column "${word}"; did you mean active_contacts_28d?\n  ${text}\n  ${" ".repeat(start)}${"^".repeat(word.length)}`,
      };
    }
  }
  return {
    test: (row) =>
      parts.every(([, key, op, raw]) => {
        const value = key === "arr" ? (row.arr?.minor ?? Number.NaN) / 100 : row[key];
        const other = Number.isNaN(Number(raw)) ? raw : Number(raw);
        return {
          "<": value < other,
          "<=": value <= other,
          ">": value > other,
          ">=": value >= other,
          "=": value === other,
        }[op];
      }),
  };
}

function listAccounts(query) {
  let found = rows;
  if (query.where) {
    const parsed = condition(query.where);
    if (parsed.error)
      return problem(400, "bad_condition", parsed.error, [
        { field: "where, character 1", detail: parsed.error },
      ]);
    found = found.filter(parsed.test);
  }
  const q = query.q?.toLowerCase();
  if (q)
    found = found.filter((row) => row.name.toLowerCase().includes(q) || row.account_id.includes(q));
  if (query.owner) found = found.filter((row) => query.owner === (row.owner_email ?? "none"));
  if (query.tier) found = found.filter((row) => query.tier === row.tier);
  const bands = Object.fromEntries(
    ["thriving", "healthy", "wobbling", "critical", "unscored"].map((key) => [
      key,
      found.filter((row) => (row.band ?? "unscored") === key).length,
    ]),
  );
  if (query.band) found = found.filter((row) => query.band === (row.band ?? "unscored"));
  found = found.toSorted((a, b) => compare(a, b, query.sort ?? "score", query.dir ?? "asc"));
  const offset = Number(query.offset ?? 0);
  return done({
    total: rows.length,
    matching: found.length,
    bands,
    owners: [...new Set(rows.map((row) => row.owner_email).filter(Boolean))].sort(),
    tiers: ["Enterprise", "Growth", "Starter"],
    rows: found.slice(offset, offset + Number(query.limit ?? 100)),
  });
}

function overview() {
  const worst = rows
    .filter((row) => row.open_signals > 0)
    .toSorted(
      (a, b) => (100 - b.score) * (b.arr?.minor ?? 0) - (100 - a.score) * (a.arr?.minor ?? 0),
    );
  const inBand = (key) => rows.filter((row) => row.band === key);
  return done({
    today: data.TODAY,
    accounts: rows.length,
    arr: sum(rows),
    arr_at_risk: sum([...inBand("critical"), ...inBand("wobbling")]),
    bands: ["thriving", "healthy", "wobbling", "critical"].map((key, at) => ({
      key,
      name: key[0].toUpperCase() + key.slice(1),
      accounts: inBand(key).length,
      arr: sum(inBand(key)),
      change_28d: [-2, -3, 1, 4][at],
    })),
    unscored: rows.filter((row) => row.score === null).length,
    history: Array.from({ length: 26 }, (_, at) => ({
      day: data.dayBefore((25 - at) * 7),
      thriving: 76 - Math.round(at / 3),
      healthy: 88 - Math.round(at / 4),
      wobbling: 20 + Math.round(at / 5),
      critical: 6 + Math.round(at / 3),
    })),
    call_list: worst.slice(0, 10).map((row) => ({
      ...row,
      signals: signals.filter(
        (signal) => signal.account_id === row.account_id && signal.status === "open",
      ),
    })),
    signals_open: signals.filter((signal) => signal.status === "open").length,
    renewals_90d: rows
      .filter((row) => row.days_to_renewal >= 0 && row.days_to_renewal <= 90)
      .toSorted((a, b) => a.days_to_renewal - b.days_to_renewal)
      .slice(0, 50),
    freshness: {
      last_fact_at: new Date(Date.now() - 42_000).toISOString(),
      facts: 1_284_331,
      sources: [
        {
          source: "segment:web",
          last_fact_at: new Date(Date.now() - 42_000).toISOString(),
          facts_24h: 18_204,
        },
        { source: "import:tickets.csv", last_fact_at: data.instantBefore(3), facts_24h: 0 },
      ],
    },
  });
}

function accountRoute(id, part, query) {
  const at = indexOf.get(decodeURIComponent(id));
  if (at === undefined) return problem(404, "unknown_account", `there is no account "${id}"`);
  const row = rows[at];
  const mine = signals.filter((signal) => signal.account_id === row.account_id);
  switch (part) {
    case undefined:
      return done({
        account: {
          account_id: row.account_id,
          name: row.name,
          parent_account_id: null,
          domain: `${row.account_id}.test`,
          industry: "Software",
          country: "DE",
          employees: 420,
          tier: row.tier,
          stage: row.stage,
          owner_email: row.owner_email,
          created_at: data.instantBefore(540),
          attributes: { crm_id: "0015g", region: "EMEA", beta: true },
        },
        row,
        health: data.explain(row, at, data.TODAY),
        metrics: data.METRICS.map((metric) => ({
          ...metric,
          value: metric.key === "arr" ? (row.arr?.minor ?? 0) / 100 : (row[metric.key] ?? null),
          change_28d: metric.key === "events_28d" ? -120 : null,
        })),
        signals: mine,
        first_day: data.dayBefore(539),
        last_day: data.TODAY,
      });
    case "health":
      return done(data.explain(row, at, query.day ?? data.TODAY));
    case "history":
      return done(data.history(row, at, (query.metrics ?? "").split(",").filter(Boolean)));
    case "contacts":
      return done({ rows: data.contactsOf(row) });
    case "tickets":
      return done({ rows: data.ticketsOf(row) });
    case "subscriptions":
      return done({
        rows: row.arr
          ? [
              {
                subscription_id: "sub-1",
                account_id: row.account_id,
                started_at: data.instantBefore(540),
                ended_at: data.instantBefore(92),
                plan: "Growth",
                mrr: { minor: Math.round(row.arr.minor / 14), currency: "USD" },
                seats: 20,
                term_end: data.instantBefore(-row.days_to_renewal),
                status: "ended",
              },
              {
                subscription_id: "sub-1",
                account_id: row.account_id,
                started_at: data.instantBefore(92),
                ended_at: null,
                plan: "Business",
                mrr: { minor: Math.round(row.arr.minor / 12), currency: "USD" },
                seats: 30,
                term_end: data.instantBefore(-row.days_to_renewal),
                status: "active",
                running: true,
              },
            ]
          : [],
      });
    case "timeline":
      return done(data.timelineOf(row, query.before, Number(query.limit ?? 50), query.kind));
    default:
      return done({ rows: [] });
  }
}

function signalRoute(query) {
  const mine = signals.filter(
    (signal) =>
      (!query.rule || signal.rule === query.rule) &&
      (!query.severity || signal.severity === query.severity) &&
      (!query.account_id || signal.account_id === query.account_id),
  );
  const counts = Object.fromEntries(
    ["open", "acknowledged", "snoozed", "closed"].map((key) => [
      key,
      mine.filter((signal) => signal.status === key).length,
    ]),
  );
  return done({
    counts,
    rows: mine.filter((signal) => !query.status || signal.status === query.status).slice(0, 200),
  });
}

function handle(id, verb, body) {
  const signal = signals.find((one) => one.signal_id === id);
  if (!signal) return problem(404, "unknown_signal", `there is no signal "${id}"`);
  signal.status = { acknowledge: "acknowledged", snooze: "snoozed", reopen: "open" }[verb];
  signal.note = body.note ?? null;
  signal.snoozed_until = verb === "snooze" ? body.until : null;
  signal.handled_by = verb === "reopen" ? null : team[0].email;
  signal.handled_at = verb === "reopen" ? null : new Date().toISOString();
  return done(signal);
}

function live(since) {
  const last = Math.floor(Date.now() / 1700);
  const from = Math.max(Number(since ?? 0) + 1, last - 40);
  const events = [];
  for (let seq = from; seq <= last; seq++) {
    const refused = seq % 11 === 0;
    events.push({
      seq,
      received_at: new Date(seq * 1700).toISOString(),
      type: seq % 7 === 0 ? "identify" : "track",
      name: seq % 7 === 0 ? null : "Report viewed",
      account_id: rows[seq % rows.length].account_id,
      contact_id: `u-${seq % 90}`,
      status: refused ? "refused" : seq % 13 === 0 ? "repeated" : "accepted",
      reason: refused ? "event is missing; name what happened" : null,
      source: "segment:web",
    });
  }
  return done({ cursor: last, events });
}

function importRun(kind, file, refused = 2) {
  return {
    import_id: `i${imports.length + 1}`,
    kind,
    file,
    started_at: new Date().toISOString(),
    finished_at: new Date(Date.now() + 1300).toISOString(),
    rows: 1200,
    added: 1100,
    updated: 60,
    unchanged: 40 - refused,
    refused,
    refusals: Array.from({ length: refused }, (_, at) => ({
      line: 17 + at * 230,
      column: "opened_at",
      reason: '"17-08-2023" is not a time; write it as 2026-01-31',
    })),
    findings: [
      {
        code: "ticket_before_signup",
        message: "tickets opened before their account signed up",
        rows: 12,
        examples: [
          { line: 44, column: "opened_at", reason: "opened 2023-01-02, account since 2023-02-01" },
        ],
      },
    ],
    rejected_file: refused ? `${file}.rejected.csv` : null,
    by: team[0].email,
  };
}
imports = [importRun("tickets", "tickets.csv"), importRun("accounts", "accounts.xlsx", 0)];

async function route(method, path, query, body, signedIn) {
  const [, , area, id, verb] = path.split("/");
  const is = (wanted) =>
    `${method} /${[area, id && "*", verb].filter(Boolean).join("/")}` === wanted;
  if (area === "session") {
    if (method === "POST") {
      return body.password === "perennial-demo"
        ? { ...done(session()), cookie: "session=1; Path=/" }
        : problem(401, "wrong_password", "this address and password do not belong together");
    }
    if (method === "DELETE") return { ...done({}), cookie: "session=; Path=/; Max-Age=0" };
    return signedIn ? done(session()) : problem(401, "signed_out", "sign in first");
  }
  if (area === "setup") {
    if (method === "GET") return done({ role: "admin", email: null, company: session().company });
    return { ...done(session()), cookie: "session=1; Path=/" };
  }
  if (!signedIn) return problem(401, "signed_out", "sign in first");
  if (area === "overview") return overview();
  if (area === "accounts") return id ? accountRoute(id, verb, query) : listAccounts(query);
  if (area === "signals") return id ? handle(id, verb, body) : signalRoute(query);
  if (area === "search") {
    const q = (query.q ?? "").toLowerCase();
    const hits = rows.filter((row) => row.name.toLowerCase().includes(q)).slice(0, 8);
    return done({
      hits: hits.map((row) => ({
        type: "account",
        id: row.account_id,
        title: row.name,
        subtitle: row.tier,
        account_id: row.account_id,
        band: row.band,
      })),
    });
  }
  if (area === "live") return live(query.since);
  if (is("GET /keys")) return done({ rows: keys });
  if (is("POST /keys")) {
    const key = {
      key_id: `k${keys.length}`,
      name: body.name,
      purpose: body.purpose,
      role: body.role ?? null,
      prefix: "pw_9f3a",
      created_at: new Date().toISOString(),
      last_used_at: null,
      revoked_at: null,
    };
    keys.push(key);
    return done({ key, secret: "pw_9f3a61c2e8d7b405a1f6" });
  }
  if (is("DELETE /keys/*")) {
    const key = keys.find((one) => one.key_id === id);
    if (key) key.revoked_at = new Date().toISOString();
    return done({});
  }
  if (is("GET /imports")) return done({ rows: imports });
  if (is("POST /imports/*")) {
    imports.unshift(importRun(id, query.file));
    return done(imports[0]);
  }
  if (is("GET /teammates")) return done({ rows: team });
  if (is("POST /teammates")) {
    team.push({
      teammate_id: `t${team.length + 1}`,
      email: body.email,
      name: body.name ?? null,
      role: body.role,
      created_at: new Date().toISOString(),
      disabled_at: null,
      invited: true,
    });
    return done({ teammate: team.at(-1), setup_link: "/setup/9f3a61c2" });
  }
  if (is("PATCH /teammates/*"))
    return done(
      Object.assign(
        team.find((one) => one.teammate_id === id),
        body.role && { role: body.role },
      ),
    );
  if (is("GET /sessions"))
    return done({
      rows: [
        {
          session_id: "s1",
          created_at: data.instantBefore(3),
          last_seen_at: new Date().toISOString(),
          user_agent:
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36",
          current: true,
        },
        {
          session_id: "s2",
          created_at: data.instantBefore(20),
          last_seen_at: data.instantBefore(6),
          user_agent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Firefox/140.0",
          current: false,
        },
      ],
    });
  if (area === "metrics") return done({ rows: data.METRICS });
  if (area === "scorecard") {
    const { groups } = data.explain(rows[0], 0, data.TODAY);
    return done({
      name: "Default",
      groups: groups.map((group) => ({
        ...group,
        measures: group.measures.map((measure) => ({
          ...measure,
          transform: "own_habit",
          settings: {},
          missing_score: null,
          curve: [
            [0, 0],
            [0.5, 40],
            [1, 80],
            [1.5, 100],
          ],
          missing: "leave_out",
        })),
      })),
      bands: [
        ["thriving", 80],
        ["healthy", 60],
        ["wobbling", 40],
        ["critical", 0],
      ].map(([key, from]) => ({ key, name: key[0].toUpperCase() + key.slice(1), from })),
    });
  }
  if (is("POST /webhooks"))
    return done({
      webhook: {
        webhook_id: "w1",
        url: body.url,
        created_at: new Date().toISOString(),
        disabled_at: null,
      },
      secret: "whsec_c2VjcmV0",
    });
  return done({ rows: [] });
}

async function file(path) {
  const dist = new URL("../dist/", import.meta.url).pathname;
  const types = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".html": "text/html",
  };
  const name = extname(path) ? path : "/index.html";
  return {
    text: await readFile(join(dist, name)),
    type: types[extname(name)] ?? "application/octet-stream",
  };
}

createServer(async (request, response) => {
  const url = new URL(request.url, `http://${request.headers.host}`);
  if (!url.pathname.startsWith("/api/")) {
    try {
      const { text, type } = await file(url.pathname);
      response.writeHead(200, { "content-type": type }).end(text);
    } catch {
      response.writeHead(404).end();
    }
    return;
  }
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const json = request.headers["content-type"]?.includes("json") && chunks.length > 0;
  const body = json ? JSON.parse(Buffer.concat(chunks).toString()) : {};
  const answer = await route(
    request.method,
    url.pathname,
    Object.fromEntries(url.searchParams),
    body,
    request.headers.cookie?.includes("session=1") ?? false,
  );
  response
    .writeHead(answer.status, {
      "content-type": "application/json",
      ...(answer.cookie && { "set-cookie": answer.cookie }),
    })
    .end(JSON.stringify(answer.body));
}).listen(PORT, "127.0.0.1", () => console.info(`the mock listens at http://127.0.0.1:${PORT}`));
