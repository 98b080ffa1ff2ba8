// What each source is, and the columns that its conditions and values can name.

import type { Source } from "../types";

export interface SourceWords {
  name: string;
  meaning: string;
  /** Columns that a condition can name. */
  columns: string[];
  /** Columns that can be the value, and the usual one. */
  values: string[];
  usual: string;
  /** Columns that tell names apart, the usual one first. */
  by: string[];
  /** Times at which one of them counts, the usual one first. */
  at: string[];
  /** Times at which one of them ends, the usual one first. */
  until: string[];
  example: string;
}

const OF_CONTACT = ["contact.id", "contact.role", "contact.title"];

export const SOURCES: Record<Source, SourceWords> = {
  facts: {
    name: "Facts",
    meaning: "everything that happened: use, meetings, payments, milestones …",
    columns: ["kind", "name", "properties.…", ...OF_CONTACT],
    values: ["value", "minutes"],
    usual: "value",
    by: [],
    at: [],
    until: [],
    example: "kind = 'usage' and name = 'report exported'",
  },
  sessions: {
    name: "Sessions",
    meaning: "use of one person without a break, told by its session id",
    columns: ["minutes", ...OF_CONTACT],
    values: ["minutes"],
    usual: "minutes",
    by: [],
    at: [],
    until: [],
    example: "minutes >= 5",
  },
  tickets: {
    name: "Tickets",
    meaning: "support requests",
    columns: [
      "subject",
      "body",
      "priority",
      "status",
      "product",
      "cause",
      "topic",
      "upset",
      "opened_at",
      "first_response_at",
      "solved_at",
      "reopens",
      "csat",
      "first_response_hours",
      "resolution_hours",
      "attributes.…",
      "number.…",
      ...OF_CONTACT,
    ],
    values: ["first_response_hours", "resolution_hours", "reopens", "csat"],
    usual: "",
    by: ["topic", "product", "cause", "priority", "status"],
    at: ["opened_at", "first_response_at", "solved_at"],
    until: ["solved_at", "first_response_at"],
    example: "priority = 'urgent'",
  },
  surveys: {
    name: "Survey answers",
    meaning: "NPS, CSAT, CES and others",
    columns: [
      "kind",
      "comment",
      "score",
      "scale",
      "percent",
      "answered_at",
      "attributes.…",
      "number.…",
      ...OF_CONTACT,
    ],
    values: ["score", "percent"],
    usual: "score",
    by: ["kind"],
    at: [],
    until: [],
    example: "kind = 'nps'",
  },
  subscriptions: {
    name: "Subscriptions",
    meaning: "what they pay for, period by period",
    columns: [
      "plan",
      "status",
      "currency",
      "mrr",
      "seats",
      "started_at",
      "ended_at",
      "term_end",
      "notice_at",
      "attributes.…",
      "number.…",
      ...OF_CONTACT,
    ],
    values: ["mrr", "12 * mrr", "seats", "term_end", "notice_at"],
    usual: "mrr",
    by: ["plan", "status", "currency"],
    at: ["started_at", "ended_at", "term_end"],
    until: ["ended_at"],
    example: "plan = 'enterprise'",
  },
  invoices: {
    name: "Invoices",
    meaning: "what they were billed, until when it is due, and when they paid",
    columns: [
      "status",
      "void",
      "currency",
      "amount",
      "issued_at",
      "due_at",
      "paid_at",
      "days_late",
      "attributes.…",
      "number.…",
    ],
    values: ["amount", "days_late"],
    usual: "amount",
    by: ["status", "currency"],
    at: ["issued_at", "due_at", "overdue_at", "paid_at"],
    until: ["paid_at", "due_at"],
    example: "not void and amount > 0",
  },
  judgements: {
    name: "Judgements",
    meaning: "what our own people said, each until it is old, withdrawn or replaced",
    columns: ["kind", "value", "reason", "made_by", "made_at"],
    values: ["value"],
    usual: "value",
    by: ["kind", "made_by"],
    at: [],
    until: [],
    example: "kind = 'pulse'",
  },
  contacts: {
    name: "Contacts",
    meaning: "the people on record",
    columns: ["name", "email", "role", "title", "created_at", "attributes.…", "number.…"],
    values: [],
    usual: "",
    by: ["role", "title"],
    at: [],
    until: [],
    example: "role = 'champion'",
  },
};

export const SOURCE_KEYS = Object.keys(SOURCES) as Source[];
