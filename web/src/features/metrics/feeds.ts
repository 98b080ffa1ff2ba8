// What data a metric waits for, in words. Read from its formula, which names its source first.

export interface Formula {
  key: string;
  formula: string;
}

const SOURCES: Record<string, string> = {
  facts: "facts",
  sessions: "usage with session ids",
  tickets: "tickets",
  surveys: "survey answers",
  subscriptions: "subscriptions",
  invoices: "invoices",
  contacts: "contacts",
};

/** A fold's formula says `of facts`, `days with facts` and so on; an expression never does. */
const FOLD =
  /\b(?:of|with|without|in|distinct(?= sessions)) (facts|sessions|tickets|surveys|subscriptions|invoices|contacts)\b(?! of )(?: where (.*))?/;
const KEYWORDS = new Set(
  "and or not in is null like between case when then else end true false on up to d since the".split(
    " ",
  ),
);
/** Columns that every one of them has. */
const ALWAYS: Record<string, string[]> = { invoices: ["void", "amount", "paid_at"] };
/** How many metrics deep an expression is looked into. */
const DEPTH = 6;

/** Such as `facts of kind training`; several where an expression reads several metrics. */
export function feedsOf(metric: Formula, all: Map<string, Formula>, depth = DEPTH): string[] {
  const [, source, where = ""] = metric.formula.match(FOLD) ?? [];
  if (source) return [fold(source, where, valueColumns(metric.formula))];
  const parts = (metric.formula.match(/[a-z][a-z0-9_]*/g) ?? [])
    .map((word) => all.get(word))
    .filter((part) => part !== undefined && part.key !== metric.key) as Formula[];
  const found = depth > 0 ? parts.flatMap((part) => feedsOf(part, all, depth - 1)) : [];
  return [...new Set(found)];
}

/** As one phrase: `tickets with topic and contacts`. */
export function feedPhrase(metric: Formula, all: Map<string, Formula>): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(feedsOf(metric, all));
}

/** The columns of a fold's value; they have a dot or an underscore, which other words don't. */
function valueColumns(formula: string): string[] {
  const [head = ""] = formula.split(" where ");
  return head.match(/\b[a-z]+(?:[._][a-z]+)+\b/g) ?? [];
}

function fold(source: string, where: string, value: string[]): string {
  // What stands behind the last text or bracket is about days.
  const condition =
    where.split(/ (?:that are open|on d|up to d|since the|in the|to the next)\b|[;]/)[0] ?? "";
  const kinds = comparedWith(condition, "kind");
  const names = comparedWith(condition, "name").map((name) => `“${name}”`);
  const named = columnsOf(condition).filter((column) => column !== "kind" && column !== "name");
  const columns = [...new Set([...named, ...value.map(plainly)])].filter(
    (column) => !ALWAYS[source]?.includes(column),
  );
  const surveys = source === "surveys" && kinds.length > 0;
  const plain = surveys ? `${kinds.join(" or ")} answers` : (SOURCES[source] ?? source);
  return [
    plain,
    !surveys && kinds.length > 0 && `of kind ${kinds.join(" or ")}`,
    names.length > 0 && `named ${names.join(" or ")}`,
    columns.length > 0 && `with ${columns.join(", ")}`,
  ]
    .filter(Boolean)
    .join(" ");
}

/** The texts that a column must equal or resemble: `kind = 'a'`, `name in ('a', 'b')`. */
function comparedWith(condition: string, column: string): string[] {
  const compared = new RegExp(
    `(?<![.\\w])${column}\\)?\\s*(?:=|in\\s*\\(|like)\\s*((?:'[^']*'\\s*,?\\s*)+)`,
    "g",
  );
  const texts = [...condition.matchAll(compared)].flatMap(([, list = ""]) =>
    [...list.matchAll(/'([^']*)'/g)].map(([, text = ""]) => text.replace(/%$/, "…")),
  );
  return [...new Set(texts)];
}

/** The columns that a condition names. */
function columnsOf(condition: string): string[] {
  const words = condition.replaceAll(/'[^']*'/g, "").match(/[a-z_][\w.]*(?!\w*\s*\()/g) ?? [];
  const columns = words.filter((word) => !KEYWORDS.has(word));
  return [...new Set(columns.map(plainly))];
}

function plainly(column: string): string {
  return column.replace(/^(properties|attributes|number)\./, "").replace("contact.", "contact ");
}
