// What the value page keeps in its URL: the terms of a lifetime, and what the simulator assumes.

import { oneOf, text } from "~/lib/url";

export const SPLITS = ["plan", "segment", "owner"] as const;
export type Split = (typeof SPLITS)[number];

/** Shares are shares and not percents, as the API has them. What is left out is the usual. */
const NUMBERS = [
  "margin",
  "discount",
  "months",
  "cost",
  "customers",
  "price",
  "growth",
  "years",
] as const;

export type ValueSearch = Partial<Record<(typeof NUMBERS)[number], string>> & {
  by?: Split;
  segment?: string;
  /** Goes on after the longest known life. */
  beyond?: "true";
  /** Yearly rates, comma-separated. */
  churn?: string;
};

export const USUAL = { margin: 0.8, discount: 0.1, months: 60 } as const;

export function valueSearch(raw: Record<string, unknown>): ValueSearch {
  const search: ValueSearch = {};
  for (const key of NUMBERS) {
    const value = text(raw[key]);
    const usual = key in USUAL ? USUAL[key as keyof typeof USUAL] : undefined;
    if (value && Number.isFinite(Number(value)) && Number(value) !== usual) search[key] = value;
  }
  const by = oneOf(raw.by, SPLITS);
  const segment = text(raw.segment);
  const churn = ratesOf(text(raw.churn) ?? "");
  if (by) search.by = by;
  if (segment) search.segment = segment;
  if (raw.beyond === "true") search.beyond = raw.beyond;
  if (churn) search.churn = churn.join(",");
  return search;
}

/** A list of shares; nothing where it is none. */
export function ratesOf(list: string): number[] | undefined {
  const parts = list.split(",").map((part) => part.trim());
  const rates = parts.map(Number);
  const fine = parts.every((part, at) => part !== "" && Number.isFinite(rates[at]));
  return fine ? rates : undefined;
}

/** What is asked of the server about lifetimes. */
export function lifetimeQuestion({ by, segment, ...search }: ValueSearch) {
  const number = (value: string | undefined, usual?: number) =>
    value === undefined ? usual : Number(value);
  return {
    by,
    segment,
    margin: number(search.margin, USUAL.margin),
    discount: number(search.discount, USUAL.discount),
    months: number(search.months, USUAL.months),
    beyond: search.beyond === "true" || undefined,
    cost: number(search.cost),
  };
}

/** The company's own numbers, as far as they are known. */
export interface Own {
  customers: number | undefined;
  arpa: number | null | undefined;
}

export interface Assumed {
  customers: number;
  price: number;
  growth: number;
  /** Comma-separated. */
  churn: string;
  years: number;
}

/** Where the company has no customers. */
const UNKNOWN = { customers: 1000, price: 100 };
export const USUAL_CHURN = "0.05,0.1,0.2,0.3";
const USUAL_GROWTH = 0.5;
const USUAL_YEARS = 3;

/** What the simulator assumes: as the address says, else the company's own numbers. */
export function assumedOf(search: ValueSearch, own: Own): Assumed {
  const number = (value: string | undefined, usual: number) =>
    value === undefined ? usual : Number(value);
  return {
    customers: number(search.customers, own.customers || UNKNOWN.customers),
    price: number(search.price, own.arpa ? Math.round(own.arpa * 100) / 100 : UNKNOWN.price),
    growth: number(search.growth, USUAL_GROWTH),
    churn: search.churn ?? USUAL_CHURN,
    years: number(search.years, USUAL_YEARS),
  };
}
