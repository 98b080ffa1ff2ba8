// The folds: what each one makes of the rows that match, and which fields it needs.

import type { Source } from "../types";

export type Need = "window" | "value" | "by" | "then" | "before" | "least" | "until" | "empty";

export interface Fold {
  key: string;
  name: string;
  /** One line: what comes out. */
  meaning: string;
  needs: readonly Need[];
  from: readonly Source[];
}

export interface FoldGroup {
  name: string;
  folds: Fold[];
}

const ANY = ["facts", "sessions", "tickets", "surveys", "subscriptions", "contacts"] as const;
const OPENABLE = ["tickets", "subscriptions", "contacts"] as const;
const NAMED = ["facts", "tickets", "surveys", "subscriptions", "contacts"] as const;

function fold(
  key: string,
  name: string,
  meaning: string,
  needs: readonly Need[] = ["window"],
  from: readonly Source[] = ANY,
): Fold {
  return { key, name, meaning, needs: [...needs, "empty"], from };
}

export const FOLD_GROUPS: FoldGroup[] = [
  {
    name: "How much",
    folds: [
      fold("count", "Count", "How many there are."),
      fold("sum", "Sum of a value", "Their values added up.", ["window", "value"]),
      fold("minutes", "Minutes", "Their minutes added up.", ["window"], ["facts", "sessions"]),
      fold("active_days", "Active days", "On how many days there was at least one."),
    ],
  },
  {
    name: "How many different",
    folds: [
      fold("distinct_contacts", "Different people", "How many different contacts they have."),
      fold(
        "distinct_names",
        "Different names",
        "How many different names, or values of a column, they have.",
        ["window", "by"],
        NAMED,
      ),
      fold(
        "distinct_sessions",
        "Different sessions",
        "How many sessions there were.",
        ["window"],
        ["sessions"],
      ),
      fold(
        "frequent_contacts",
        "Frequent people",
        "Contacts who were there on at least so many days of the window.",
        ["window", "least"],
      ),
      fold(
        "fresh_contacts",
        "Newly there",
        "Contacts who are there in the window and were not in the time before it.",
        ["window", "before"],
      ),
      fold(
        "lapsed_contacts",
        "No longer there",
        "Contacts who were there in the time before the window and are not in it.",
        ["window", "before"],
      ),
    ],
  },
  {
    name: "Of a value",
    folds: [
      fold("mean", "Mean", "The mean of their values.", ["window", "value"]),
      fold("median", "Median", "The value in the middle: half are above it.", ["window", "value"]),
      fold("p90", "90th percentile", "Nine in ten values are below it.", ["window", "value"]),
      fold("min", "Least", "The least of their values.", ["window", "value"]),
      fold("max", "Greatest", "The greatest of their values.", ["window", "value"]),
      fold("first", "First", "The value of the first one.", ["window", "value"]),
      fold("last", "Latest", "The value of the latest one.", ["window", "value"]),
    ],
  },
  {
    name: "When",
    folds: [
      fold("days_since_last", "Days since the latest", "How long ago the latest one was."),
      fold("days_since_first", "Days since the first", "How long ago the first one was."),
      fold("last_day", "Day of the latest", "The date of the latest one."),
      fold("first_day", "Day of the first", "The date of the first one."),
      fold("longest_gap", "Longest gap", "The longest run of days without any."),
    ],
  },
  {
    name: "From one to another",
    folds: [
      fold(
        "days_to",
        "Days to the first",
        "Days from the first one to the first of another kind after it.",
        ["then"],
      ),
      fold(
        "mean_days_to",
        "Mean days to the next",
        "The mean of the days from each one to the next of another kind.",
        ["window", "then"],
      ),
      fold(
        "median_days_to",
        "Median days to the next",
        "The median of the days from each one to the next of another kind.",
        ["window", "then"],
      ),
    ],
  },
  {
    name: "Concentration",
    folds: [
      fold("top_contact_share", "Share of the busiest person", "How much hangs on one contact."),
      fold(
        "top_name_share",
        "Share of the most frequent name",
        "How much is the same name, or the same value of a column.",
        ["window", "by"],
        NAMED,
      ),
    ],
  },
  {
    name: "What is open on the day",
    folds: [
      fold("open_count", "Open", "How many are open at the end of the day.", ["until"], OPENABLE),
      fold(
        "open_sum",
        "Sum of what is open",
        "Values of what is open, added up.",
        ["until", "value"],
        OPENABLE,
      ),
      fold(
        "open_last",
        "Value of the newest open",
        "The value of what began last and is open.",
        ["until", "value"],
        OPENABLE,
      ),
      fold(
        "oldest_open_days",
        "Age of the oldest",
        "Days for which the oldest has been open.",
        ["until"],
        OPENABLE,
      ),
      fold(
        "mean_open_days",
        "Mean age",
        "Days for which they have been open, on average.",
        ["until"],
        OPENABLE,
      ),
      fold(
        "days_to_next",
        "Days to a date",
        "Days to the nearest date of what is open; negative when it is past.",
        ["until", "value"],
        OPENABLE,
      ),
    ],
  },
];

const BY_KEY = new Map(FOLD_GROUPS.flatMap(({ folds }) => folds).map((each) => [each.key, each]));

export function foldOf(key: string): Fold | undefined {
  return BY_KEY.get(key);
}

/** The folds that make sense of a source. */
export function foldsFor(from: Source): FoldGroup[] {
  return FOLD_GROUPS.map(({ name, folds }) => ({
    name,
    folds: folds.filter((each) => each.from.includes(from)),
  })).filter(({ folds }) => folds.length > 0);
}

const COUNTING = new Set([
  "count",
  "sum",
  "minutes",
  "distinct_contacts",
  "distinct_names",
  "distinct_sessions",
  "active_days",
  "fresh_contacts",
  "lapsed_contacts",
  "frequent_contacts",
  "open_count",
  "open_sum",
]);

/** Whether none of them is 0, unless the definition says otherwise. */
export function countsNothingAsZero(key: string): boolean {
  return COUNTING.has(key);
}
