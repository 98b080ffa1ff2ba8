// Numbers and money as people read them, in the browser's language.

import type { Money } from "~/api/types";
import { formatDay } from "./time";

const NOTHING = "–";
const DAY_MS = 86_400_000;

const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const compact = new Intl.NumberFormat(undefined, { notation: "compact", maximumFractionDigits: 1 });
const twoDecimals = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
const finePercent = new Intl.NumberFormat(undefined, {
  style: "percent",
  maximumFractionDigits: 1,
});
const tenthPercent = new Intl.NumberFormat(undefined, {
  style: "percent",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const percent = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 0 });
const signedPercent = new Intl.NumberFormat(undefined, {
  style: "percent",
  maximumFractionDigits: 0,
  signDisplay: "exceptZero",
});
const signed = new Intl.NumberFormat(undefined, {
  maximumFractionDigits: 1,
  signDisplay: "exceptZero",
});

type Maybe = number | null | undefined;

function given(value: Maybe): value is number {
  return value !== null && value !== undefined && Number.isFinite(value);
}

export function formatCount(value: Maybe): string {
  return given(value) ? whole.format(value) : NOTHING;
}

/** A large count in little room: 12.3K. */
export function formatCompact(value: Maybe): string {
  return given(value) ? compact.format(value) : NOTHING;
}

export function formatNumber(value: Maybe): string {
  return given(value) ? oneDecimal.format(value) : NOTHING;
}

/** A health score is shown without decimals. */
export function formatScore(value: Maybe): string {
  return given(value) ? whole.format(value) : NOTHING;
}

export function formatSigned(value: Maybe): string {
  return given(value) ? signed.format(value) : NOTHING;
}

/** `ratio` 0.25 is 25 %. */
export function formatPercent(ratio: Maybe): string {
  return given(ratio) ? percent.format(ratio) : NOTHING;
}

/** With a decimal, where a tenth of a percent tells: 103.0%. */
export function formatFinePercent(ratio: Maybe): string {
  return given(ratio) ? tenthPercent.format(ratio) : NOTHING;
}

export function formatSignedPercent(ratio: Maybe): string {
  return given(ratio) ? signedPercent.format(ratio) : NOTHING;
}

const moneyFormats = new Map<string, Intl.NumberFormat>();

function moneyFormat(currency: string, short: boolean): Intl.NumberFormat {
  const key = `${currency}${short}`;
  let format = moneyFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(undefined, {
      style: "currency",
      currency,
      ...(short
        ? { notation: "compact", maximumFractionDigits: 1, minimumFractionDigits: 0 }
        : { maximumFractionDigits: 0 }),
    });
    moneyFormats.set(key, format);
  }
  return format;
}

/** How many minor units make a major one: 100 cents, 1 yen. */
export function minorPerMajor(currency: string): number {
  const digits =
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
      .maximumFractionDigits ?? 2;
  return 10 ** digits;
}

/** Whole major units: $12,400. */
export function formatMoney(money: Money | null | undefined): string {
  if (!money) return NOTHING;
  return moneyFormat(money.currency, false).format(money.minor / minorPerMajor(money.currency));
}

const exactFormats = new Map<string, Intl.NumberFormat>();

/** To the last minor unit: $12,400.50. */
export function formatMoneyExact(money: Money | null | undefined): string {
  if (!money) return NOTHING;
  const { minor, currency } = money;
  let format = exactFormats.get(currency);
  if (!format) {
    format = new Intl.NumberFormat(undefined, { style: "currency", currency });
    exactFormats.set(currency, format);
  }
  return format.format(minor / minorPerMajor(currency));
}

/** In little room: $12.4K. */
export function formatMoneyShort(money: Money | null | undefined): string {
  if (!money) return NOTHING;
  return moneyFormat(money.currency, true).format(money.minor / minorPerMajor(money.currency));
}

export function formatMajor(value: Maybe, currency: string): string {
  return given(value) ? moneyFormat(currency, false).format(value) : NOTHING;
}

/** A metric's value in its unit (`contacts`, `events`, `days`, `ratio`, `money` …). */
export function formatMetric(value: Maybe, unit: string, currency: string): string {
  if (!given(value)) return NOTHING;
  switch (unit) {
    case "ratio":
      return value !== 0 && Math.abs(value) < 0.1
        ? finePercent.format(value)
        : percent.format(value);
    case "money":
      return formatMajor(value, currency);
    case "date":
      return formatDay(new Date(Math.floor(value) * DAY_MS).toISOString());
    case "days":
      return `${oneDecimal.format(value)} ${value === 1 ? "day" : "days"}`;
    case "hours":
      return `${oneDecimal.format(value)} h`;
    case "minutes":
      return `${oneDecimal.format(value)} min`;
    default:
      return Math.abs(value) < 1 ? twoDecimals.format(value) : oneDecimal.format(value);
  }
}

/** A metric's value beside a column that names its unit. */
export function formatPlain(value: Maybe, unit: string, currency: string): string {
  const named = unit === "ratio" || unit === "money" || unit === "date";
  return formatMetric(value, named ? unit : "number", currency);
}

/** By how much a metric's value differs from an earlier one. A ratio moves by points. */
export function formatMetricChange(value: Maybe, unit: string, currency: string): string {
  if (!given(value)) return NOTHING;
  if (unit === "ratio") return `${formatSigned(value * 100)} pts`;
  if (unit === "date") return `${formatSigned(value)} days`;
  const sign = value > 0 ? "+" : "";
  return `${sign}${formatMetric(value, unit, currency)}`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${whole.format(count)} ${count === 1 ? one : many}`;
}

const LETTER_WORDS = /\b(arr|ces|crm|csat|id|mrr|nps|sso|url)\b/gi;

/** `economic_buyer` → `Economic buyer`, `crm_id` → `CRM ID`. */
export function humanise(key: string): string {
  const words = key
    .replaceAll(/[_-]+/g, " ")
    .trim()
    .replaceAll(LETTER_WORDS, (word) => word.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `ana.silva@acme.com` → `ana.silva`. */
export function shortEmail(email: string): string {
  return email.split("@")[0] ?? email;
}

/** Up to two letters that stand for a person or a company. */
export function initials(name: string): string {
  const words = name.split(/[\s.@_-]+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join("");
}
