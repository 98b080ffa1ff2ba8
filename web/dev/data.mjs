// Made-up customers for working on the app without the server. Deterministic: same number, same data.

const DAY = 86_400_000;
export const TODAY = "2026-03-18";
const START = Date.parse(`${TODAY}T00:00:00Z`);

export const dayBefore = (n) => new Date(START - n * DAY).toISOString().slice(0, 10);
export const instantBefore = (days, minutes = 0) =>
  new Date(START + 15 * 3_600_000 - days * DAY - minutes * 60_000).toISOString();

function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const FIRST =
  "Amber Birch Cedar Delta Ember Fjord Granite Harbor Indigo Juniper Kestrel Lumen Maple Nimbus Orchid Pioneer Quarry Ridge Summit Tundra".split(
    " ",
  );
const SECOND =
  "Analytics Foods Freight Health Labs Logistics Media Mobility Networks Robotics Retail Energy Works Systems Studios".split(
    " ",
  );
const PEOPLE =
  "Ana Silva,Ben Okafor,Chloe Martin,Dev Patel,Elif Kaya,Finn Larsen,Grace Chen,Hugo Weber,Ines Costa,Jonas Berg,Kira Novak,Liam Murphy,Maya Singh,Nils Holm,Olga Petrova,Paul Dubois".split(
    ",",
  );
const OWNERS = [
  "mara@perennial.test",
  "theo@perennial.test",
  "june@perennial.test",
  "ravi@perennial.test",
];
const TIERS = ["Enterprise", "Growth", "Starter"];
const EVENTS = [
  "Report viewed",
  "Dashboard shared",
  "Export created",
  "Alert configured",
  "Query run",
  "Comment added",
];

export const pick = (list, roll) => list[Math.floor(roll() * list.length)];
export const bandOf = (score) =>
  score === null
    ? null
    : score >= 80
      ? "thriving"
      : score >= 60
        ? "healthy"
        : score >= 40
          ? "wobbling"
          : "critical";
const usd = (major) => ({ minor: Math.round(major) * 100, currency: "USD" });

/** The score on each of the last `days` days, oldest first. */
export function scores(index, days) {
  const roll = random(index * 7919 + 3);
  const kind = roll();
  const level = kind < 0.1 ? 62 : kind < 0.22 ? 56 : 62 + roll() * 32;
  const fall = kind < 0.1 ? 45 : kind < 0.22 ? 14 : 0;
  const phase = roll() * 6;
  return Array.from({ length: days }, (_, at) => {
    const ago = days - 1 - at;
    const slide = fall * Math.max(0, 1 - ago / 110);
    return (
      Math.round(Math.max(4, Math.min(98, level - slide + 4 * Math.sin(ago / 19 + phase))) * 10) /
      10
    );
  });
}

export function account(index) {
  const roll = random(index + 1);
  const unscored = index % 61 === 60;
  const series = scores(index, 183);
  const score = unscored ? null : series.at(-1);
  const name = `${FIRST[index % 20]} ${SECOND[Math.floor(index / 20) % 15]}${index >= 300 ? ` ${Math.floor(index / 300)}` : ""}`;
  const tier = pick(TIERS, roll);
  const arr = Math.round(
    (tier === "Enterprise"
      ? 90 + roll() * 400
      : tier === "Growth"
        ? 20 + roll() * 70
        : 3 + roll() * 14) * 1000,
  );
  const low = score !== null && score < 48;
  const active = unscored ? 0 : Math.round((low ? 1 : 6) + roll() * (low ? 5 : 40));
  return {
    account_id: `acct-${String(index + 1).padStart(4, "0")}`,
    name,
    tier,
    stage: index % 17 === 0 ? "Onboarding" : "Live",
    owner_email: index % 23 === 22 ? null : pick(OWNERS, roll),
    arr: index % 37 === 36 ? null : usd(arr),
    score,
    band: bandOf(score),
    score_change_28d: unscored ? null : Math.round((series.at(-1) - series.at(-29)) * 10) / 10,
    spark: Array.from({ length: 26 }, (_, week) =>
      unscored ? null : series[series.length - 1 - (25 - week) * 7],
    ),
    active_contacts_28d: active,
    events_28d: active * Math.round(20 + roll() * 60),
    events_change_28d: unscored
      ? null
      : Math.round((low ? -0.75 + roll() * 0.4 : -0.2 + roll() * 0.5) * 100) / 100,
    days_since_last_seen: unscored ? null : low ? Math.round(roll() * 30) : Math.round(roll() * 3),
    open_tickets: Math.round(roll() * (low ? 6 : 2)),
    last_nps: roll() < 0.3 ? null : Math.round(low ? roll() * 6 : 6 + roll() * 4),
    days_to_renewal: Math.round(roll() * 365) - 5,
    open_signals: low ? 1 + (index % 2) : 0,
    why:
      score === null
        ? null
        : low
          ? "Usage fell 58% against its own habit, and 3 of 5 people went quiet."
          : "Usage is steady and broad; nothing is waiting in support.",
  };
}

const RULES = [
  [
    "usage_drop",
    "Usage drop",
    "Events fell 58% against the account's own habit of the last 12 weeks.",
  ],
  ["contacts_leaving", "Contacts leaving", "Active people went 6, 4, 2, 1 over four months."],
  ["renewal_at_risk", "Renewal at risk", "The renewal is in 41 days while health is 31."],
];

export function signalsOf(row, at) {
  return Array.from({ length: row.open_signals }, (_, n) => {
    const [rule, title, reason] = RULES[(at + n) % 3];
    return {
      signal_id: `sig-${row.account_id}-${rule}`,
      account_id: row.account_id,
      account_name: row.name,
      owner_email: row.owner_email,
      rule,
      title,
      severity: row.score < 35 ? "critical" : "warning",
      reason,
      evidence: {
        events_28d: row.events_28d,
        usual_events_28d: row.events_28d * 2.4,
        change: -0.58,
      },
      opened_on: dayBefore(2 + (at % 19)),
      closed_on: null,
      status: "open",
      snoozed_until: null,
      handled_by: null,
      handled_at: null,
      note: null,
      score: row.score,
      band: row.band,
      arr: row.arr,
    };
  });
}

export function contactsOf(row) {
  const roll = random(row.name.length * 31 + row.events_28d);
  const size = 4 + Math.floor(roll() * 12);
  return Array.from({ length: size }, (_, at) => {
    const name = PEOPLE[(at + row.name.length) % PEOPLE.length];
    const status =
      at === size - 1 ? "never" : at < size * 0.6 ? "active" : at < size * 0.8 ? "quiet" : "gone";
    const ago = { active: 1, quiet: 33, gone: 120, never: 0 }[status] + Math.floor(roll() * 8);
    return {
      contact_id: `${row.account_id}-c${at}`,
      name,
      email: `${name.toLowerCase().replace(" ", ".")}@${row.account_id}.test`,
      title: pick(["Head of Operations", "Analyst", "Product Manager", "VP Finance"], roll),
      role: at === 0 ? "champion" : at === 1 ? "economic_buyer" : "user",
      first_seen: status === "never" ? null : dayBefore(500 - at * 9),
      last_seen: status === "never" ? null : dayBefore(ago),
      events_28d: status === "active" ? Math.round(20 + roll() * 200) : 0,
      events_prev_28d: status === "never" ? 0 : Math.round(20 + roll() * 200),
      status,
    };
  });
}

export function ticketsOf(row) {
  return Array.from({ length: row.open_tickets + 4 }, (_, at) => {
    const open = at < row.open_tickets;
    const age = open ? 3 + at * 7 : 40 + at * 21;
    return {
      ticket_id: `T-${row.account_id.slice(5)}${at}`,
      account_id: row.account_id,
      opened_at: instantBefore(age),
      contact_id: `${row.account_id}-c${at % 4}`,
      subject: ["Export times out", "SSO login loop", "Wrong totals in report", "Invoice question"][
        at % 4
      ],
      body: null,
      priority: ["high", "normal", "urgent", "low"][at % 4],
      status: open ? "open" : "solved",
      product: "Reports",
      cause: null,
      first_response_at: instantBefore(age, 90),
      solved_at: open ? null : instantBefore(age - 4),
      reopens: 0,
      csat: open ? null : 3 + (at % 3),
      open,
      age_days: open ? age : 4,
    };
  });
}

export function timelineOf(row, before, limit, kind) {
  const people = contactsOf(row);
  const first = before ? Number(before) : 0;
  const facts = [];
  let at = first;
  for (; facts.length < limit && at < 400; at++) {
    const roll = random(at * 13 + row.events_28d);
    const what =
      at % 9 === 4
        ? "ticket"
        : at % 13 === 6
          ? "interaction"
          : at % 29 === 11
            ? "survey"
            : at % 41 === 20
              ? "billing"
              : "usage";
    if (kind && !kind.split(",").includes(what)) continue;
    const person = pick(people, roll);
    const name = {
      usage: pick(EVENTS, roll),
      ticket: "ticket opened",
      interaction: "Call",
      survey: "nps",
      billing: "expansion",
    }[what];
    facts.push({
      fact_id: `f-${row.account_id}-${at}`,
      kind: what,
      name,
      occurred_at: instantBefore(Math.floor(at / 4), at * 37),
      contact_id: what === "billing" ? null : person.contact_id,
      contact_name: what === "billing" ? null : person.name,
      value: what === "survey" ? 8 : what === "billing" ? 1200 : null,
      source: what === "usage" ? "segment:web" : `import:${what}s.csv`,
      properties:
        what === "ticket"
          ? { subject: "Export times out" }
          : what === "usage"
            ? { page: "/reports", seconds: 42 }
            : {},
    });
  }
  return { facts, next: at < 400 ? String(at) : null };
}

const GROUPS = [
  [
    "usage",
    "Usage",
    30,
    [
      ["level", "Usage against its own past", "events_28d"],
      ["habit", "Active days", "active_days_28d"],
    ],
  ],
  ["breadth", "Breadth", 15, [["names", "Features in use", "distinct_names_28d"]]],
  [
    "people",
    "People",
    20,
    [
      ["active", "People active", "active_contacts_28d"],
      ["silent", "People gone silent", "silent_contacts_28d"],
    ],
  ],
  ["support", "Support", 10, [["open", "Open tickets", "open_tickets"]]],
  ["sentiment", "Sentiment", 15, [["nps", "Last NPS", "last_nps"]]],
  ["commercial", "Commercial", 10, [["renewal", "Time to renewal", "days_to_renewal"]]],
];

export function explain(row, index, day) {
  const ago = Math.max(0, Math.round((START - Date.parse(`${day}T00:00:00Z`)) / DAY));
  const series = scores(index, 760);
  const score = row.score === null ? null : (series[series.length - 1 - ago] ?? null);
  const earlier = series[series.length - 29 - ago];
  const groups = GROUPS.map(([key, name, weight, measures], at) => {
    const missing = key === "sentiment" && row.last_nps === null;
    const tilt = [-14, 8, -18, 10, 4, 22][at] * ((100 - (score ?? 50)) / 60);
    const points = score === null || missing ? null : Math.max(2, Math.min(100, score + tilt));
    return {
      key,
      name,
      weight,
      share: missing ? 0 : weight / (row.last_nps === null ? 85 : 100),
      score: points,
      contribution: points === null ? 0 : (points * weight) / 100,
      measures: measures.map(([mkey, mname, metric], n) => ({
        key: mkey,
        name: mname,
        metric,
        value: missing ? null : (row[metric] ?? 12 + n),
        baseline: at < 2 ? (row.events_28d ?? 10) * 1.9 : null,
        points,
        weight: weight / measures.length,
        contribution: points === null ? 0 : (points * weight) / measures.length / 100,
        sentence: missing
          ? "Nobody has answered a survey yet."
          : `${mname} counts ${points === null ? "nothing" : Math.round(points)} of 100.`,
        missing,
        share: missing ? 0 : weight / measures.length / 100,
        change_28d: missing ? null : -1.4,
      })),
    };
  });
  const band = bandOf(score);
  return {
    day,
    score,
    band,
    band_name: band ? band[0].toUpperCase() + band.slice(1) : null,
    coverage: row.last_nps === null ? 0.85 : 1,
    sentence: score === null ? "There is too little data for a score yet." : row.why,
    change_28d:
      score === null || earlier === undefined ? null : Math.round((score - earlier) * 10) / 10,
    groups,
  };
}

export const METRICS = [
  ["active_contacts_7d", "Active people, 7 days", "events", "higher"],
  ["active_contacts_28d", "Active people, 28 days", "events", "higher"],
  ["active_contacts_90d", "Active people, 90 days", "events", "higher"],
  ["events_28d", "Events, 28 days", "events", "higher"],
  ["active_days_28d", "Active days, 28 days", "days", "higher"],
  ["distinct_names_28d", "Features used, 28 days", "events", "higher"],
  ["distinct_names_90d", "Features used, 90 days", "events", "higher"],
  ["days_since_last_seen", "Days since last seen", "days", "lower"],
  ["events_change_28d", "Change of events", "ratio", "higher"],
  ["silent_contacts_28d", "People gone silent", "contacts", "lower"],
  ["open_tickets", "Open tickets", "contacts", "lower"],
  ["oldest_open_ticket_days", "Oldest open ticket", "days", "lower"],
  ["last_nps", "Last NPS", "points", "higher"],
  ["arr", "ARR", "money", "higher"],
  ["days_to_renewal", "Days to renewal", "days", "neither"],
].map(([key, name, unit, good]) => ({
  key,
  name,
  unit,
  good,
  description: `${name}, as of the end of the day.`,
  formula: `${key}(d) over the account's daily rollup`,
}));

export function history(row, index, keys) {
  const length = 540;
  const series = row.score === null ? Array(length).fill(null) : scores(index, length);
  const days = Array.from({ length }, (_, at) => dayBefore(length - 1 - at));
  const wave = (base, at) =>
    Math.round(base * (0.75 + (series[at] ?? 50) / 200 + 0.06 * Math.sin(at / 3.5)));
  return {
    days,
    score: series,
    metrics: Object.fromEntries(
      keys.map((key) => [
        key,
        days.map((_, at) => (typeof row[key] === "number" ? wave(row[key] * 1.6, at) : null)),
      ]),
    ),
    annotations: [
      { day: dayBefore(150), kind: "survey", label: "NPS 8" },
      { day: dayBefore(92), kind: "subscription", label: "Expansion +$1,200" },
      { day: dayBefore(31), kind: "signal", label: "Usage drop" },
    ],
  };
}
