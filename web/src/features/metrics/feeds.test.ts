import { expect, it } from "vitest";
import { feedPhrase } from "./feeds";

const formulas: Record<string, string> = {
  trained: "distinct contacts of facts where kind = 'training' on d−364 … d",
  active: "distinct contacts of facts where kind = 'usage' on d−89 … d",
  share: "least(1, trained / nullif(active, 0))",
  goals: "number of facts where kind = 'usage' and properties.goal = 'true' on d−27 … d",
  references:
    "number of facts where kind = 'crm' and name in ('reference given', 'case study') on d−364 … d",
  topics: "distinct values of topic of tickets where topic is not null on d−179 … d",
  nps: "score of the latest of surveys where kind = 'nps' up to d; no value where there is none",
  sessions: "distinct sessions on d−27 … d",
  open: "number of tickets that are open on d",
  first: "d − day of the first of facts where kind = 'usage' up to d; no value where there is none",
  discount: "number.discount_percent of the latest of subscriptions that are open on d",
  overdue: "sum of amount of invoices where not void and amount > 0 that are open on d",
  lower: "number of tickets where lower(priority) in ('urgent', 'p0') that are open on d",
};
const all = new Map(Object.entries(formulas).map(([key, formula]) => [key, { key, formula }]));
const phrase = (key: string) => feedPhrase({ key, formula: formulas[key] ?? "" }, all);

it("names the kind of facts, their names and properties", () => {
  expect(phrase("trained")).toBe("facts of kind training");
  expect(phrase("goals")).toBe("facts of kind usage with goal");
  expect(phrase("references")).toBe("facts of kind crm named “reference given” or “case study”");
  expect(phrase("first")).toBe("facts of kind usage");
});

it("names records", () => {
  expect(phrase("topics")).toBe("tickets with topic");
  expect(phrase("nps")).toBe("nps answers");
  expect(phrase("sessions")).toBe("usage with session ids");
  expect(phrase("open")).toBe("tickets");
  expect(phrase("discount")).toBe("subscriptions with discount_percent");
  expect(phrase("overdue")).toBe("invoices");
  expect(phrase("lower")).toBe("tickets with priority");
});

it("looks through expressions to the data behind them", () => {
  expect(phrase("share")).toBe("facts of kind training and facts of kind usage");
});

it("survives two metrics that read each other", () => {
  const circle = new Map([
    ["a", { key: "a", formula: "b + 1" }],
    ["b", { key: "b", formula: "a + 1" }],
  ]);
  expect(feedPhrase({ key: "a", formula: "b + 1" }, circle)).toBe("");
});
