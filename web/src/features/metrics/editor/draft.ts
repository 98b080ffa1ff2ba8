// The form's state, and its way to a definition and back. Fields that the chosen fold doesn't
// need keep what was typed, and are left out of the definition.

import type { Definition, Good, Group, Source, Unit, Window } from "../types";
import { foldOf, type Need } from "./folds";
import { SOURCES } from "./sources";

export type WindowKind = "days" | "lifetime" | "contract" | "first";
export type EmptyKind = "usual" | "none" | "zero_after_first" | "number";
/** A number field is empty while somebody types. */
export type Typed = number | "";

export interface Draft {
  key: string;
  name: string;
  description: string;
  group: Group;
  unit: Unit;
  good: Good;
  how: "fold" | "expression";
  from: Source;
  where: string;
  fold: string;
  windowKind: WindowKind;
  windowDays: Typed;
  firstOf: "account" | "contract";
  value: string;
  by: string;
  at: string;
  until: string;
  /** The definition's `then`: where a journey ends. */
  end: string;
  beforeKind: "days" | "ever";
  beforeDays: Typed;
  least: Typed;
  emptyKind: EmptyKind;
  emptyNumber: Typed;
  expression: string;
}

export const BLANK: Draft = {
  key: "",
  name: "",
  description: "",
  group: "own",
  unit: "events",
  good: "higher",
  how: "fold",
  from: "facts",
  where: "",
  fold: "count",
  windowKind: "days",
  windowDays: 28,
  firstOf: "contract",
  value: "",
  by: "",
  at: "",
  until: "",
  end: "",
  beforeKind: "days",
  beforeDays: 90,
  least: 12,
  emptyKind: "usual",
  emptyNumber: 0,
  expression: "",
};

/** Folds that look at a number of days and at nothing else. */
const DAYS_ONLY = new Set(["frequent_contacts", "fresh_contacts", "lapsed_contacts"]);

export function windowKinds(fold: string): WindowKind[] {
  return DAYS_ONLY.has(fold) ? ["days"] : ["days", "lifetime", "contract", "first"];
}

/** Whether the form shows a field. */
export function needs(draft: Draft, need: Need | "at"): boolean {
  const source = SOURCES[draft.from];
  if (need === "at") return source.at.length > 1;
  if (!foldOf(draft.fold)?.needs.includes(need)) return false;
  // Nothing to choose between.
  if (need === "by") return source.by.length > 0;
  if (need === "until") return source.until.length > 1;
  return true;
}

/** What the form says. What can't be right is sent as it is: the server names it. */
export function definitionOf(draft: Draft): Definition {
  const about: Definition = {
    key: draft.key.trim(),
    name: draft.name.trim(),
    description: draft.description.trim(),
    ...(draft.group !== "own" && { group: draft.group }),
    unit: draft.unit,
    ...(draft.good !== "neither" && { good: draft.good }),
  };
  if (draft.how === "expression") return { ...about, expression: draft.expression.trim() };
  const text = (field: "where" | "value" | "by" | "at" | "until", asked: boolean) => {
    const written = draft[field].trim();
    return asked && written ? { [field]: written } : {};
  };
  return {
    ...about,
    from: draft.from,
    ...text("where", true),
    fold: draft.fold,
    ...windowOf(draft),
    ...text("value", needs(draft, "value")),
    ...text("by", needs(draft, "by")),
    ...text("at", needs(draft, "at")),
    ...text("until", needs(draft, "until")),
    ...endOf(draft),
    ...(needs(draft, "before") && {
      before: draft.beforeKind === "ever" ? "ever" : whole(draft.beforeDays),
    }),
    ...(needs(draft, "least") && { least: whole(draft.least) }),
    ...emptyOf(draft),
  };
}

/** Its field is named as a variable, since no object here should look like a promise. */
const THEN = "then" satisfies keyof Definition;

function endOf(draft: Draft): Pick<Definition, typeof THEN> {
  const end = draft.end.trim();
  return needs(draft, THEN) && end ? { [THEN]: end } : {};
}

function windowOf(draft: Draft): { window?: Window } {
  if (!needs(draft, "window")) return {};
  const days = whole(draft.windowDays);
  switch (windowKinds(draft.fold).includes(draft.windowKind) ? draft.windowKind : "days") {
    case "lifetime":
      return {};
    case "contract":
      return { window: "contract" };
    case "first":
      return {
        window: draft.firstOf === "contract" ? { first: days, of: "contract" } : { first: days },
      };
    default:
      return { window: days };
  }
}

function emptyOf(draft: Draft): { empty?: Definition["empty"] } {
  if (draft.emptyKind === "usual") return {};
  if (draft.emptyKind === "number")
    return { empty: draft.emptyNumber === "" ? 0 : draft.emptyNumber };
  return { empty: draft.emptyKind };
}

/** Nothing typed is no number of days: 0, which the server refuses with what to write. */
function whole(typed: Typed): number {
  return typed === "" ? 0 : Math.max(0, Math.trunc(typed));
}

/** A definition in the form. Fields that it leaves out keep what `before` has. */
export function draftOf(definition: Definition, before: Draft = BLANK): Draft {
  const draft: Draft = {
    ...before,
    key: definition.key,
    name: definition.name,
    description: definition.description,
    group: definition.group ?? "own",
    unit: definition.unit,
    good: definition.good ?? "neither",
  };
  if (definition.expression !== undefined) {
    return { ...draft, how: "expression", expression: definition.expression };
  }
  return {
    ...draft,
    how: "fold",
    from: definition.from ?? "facts",
    where: definition.where ?? "",
    fold: definition.fold ?? "count",
    value: definition.value ?? "",
    by: definition.by ?? "",
    at: definition.at ?? "",
    until: definition.until ?? "",
    end: definition.then ?? before.end,
    ...windowDraft(definition, before),
    ...(definition.before === "ever" && { beforeKind: "ever" as const }),
    ...(typeof definition.before === "number" && {
      beforeKind: "days" as const,
      beforeDays: definition.before,
    }),
    least: definition.least ?? before.least,
    ...emptyDraft(definition, before),
  };
}

function windowDraft(
  { window, fold }: Definition,
  before: Draft,
): Pick<Draft, "windowKind" | "windowDays" | "firstOf"> {
  const { windowDays, firstOf } = before;
  if (typeof window === "number") return { windowKind: "days", windowDays: window, firstOf };
  if (window === "contract") return { windowKind: "contract", windowDays, firstOf };
  if (typeof window === "object") {
    return { windowKind: "first", windowDays: window.first, firstOf: window.of ?? "account" };
  }
  const asked = foldOf(fold ?? "count")?.needs.includes("window");
  return { windowKind: asked ? "lifetime" : before.windowKind, windowDays, firstOf };
}

function emptyDraft(
  { empty }: Definition,
  before: Draft,
): Pick<Draft, "emptyKind" | "emptyNumber"> {
  const { emptyNumber } = before;
  if (empty === undefined) return { emptyKind: "usual", emptyNumber };
  if (typeof empty === "number") return { emptyKind: "number", emptyNumber: empty };
  return { emptyKind: empty, emptyNumber };
}

/** `Reports exported, 28 days` → `reports_exported_28_days`. */
export function keyOf(name: string): string {
  return name
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^[_0-9]+|_+$/g, "")
    .slice(0, 64);
}
