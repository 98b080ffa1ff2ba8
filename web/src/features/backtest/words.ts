// What a backtest comes to, in words.

import {
  formatCompact,
  formatCount,
  formatMetric,
  formatMoneyShort,
  formatNumber,
  formatScore,
  minorPerMajor,
  plural,
} from "~/lib/format";
import { formatDay } from "~/lib/time";
import type { Backtest, Baseline, Estimate, Judged } from "./types";

/** The rate of a coin, and how many pairs or accounts a share is told by. */
const COIN = 0.5;
const HUNDRED = 100;
/** What the server calls several scorecards, each judged on its own accounts. */
const SEVERAL = "Scorecards in use";

type Maybe = number | null | undefined;

/** First letter raised. */
export function raised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** First letter raised, with a full stop. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? raised(text) : `${raised(text)}.`;
}

/** A share as so many of a hundred: 0.823 is 82. */
export function ofHundred(share: Maybe): string {
  return formatCount(share === null || share === undefined ? null : share * HUNDRED);
}

/** Where a figure lies in 95 of 100 draws: `76 to 87`. */
export function between({ low, high }: Estimate, show: (value: Maybe) => string): string {
  return low === null || high === null ? "no interval" : `${show(low)} to ${show(high)}`;
}

/** How what is judged is called in a sentence. */
export function nameOf({ kind, key, name }: Judged): string {
  if (kind !== "scorecard") return name;
  return key === null && name === SEVERAL
    ? "The score by all scorecards in use"
    : `The scorecard ${name}`;
}

export function churnWords(churn: string): string {
  const days = churn.match(/^silence:(\d+)d$/)?.[1];
  if (days) return `silent for ${days} days`;
  const fact = churn.match(/^event:(.*)$/)?.[1];
  if (fact) return `fact “${fact}”`;
  return churn === "subscription" ? "subscription ended" : churn;
}

/** The same of an account, after "that". */
function leftWords(churn: string): string {
  const days = churn.match(/^silence:(\d+)d$/)?.[1];
  if (days) return `nothing was seen of it for ${days} days`;
  return churn === "subscription" ? "its subscription ended" : `there was a ${churnWords(churn)}`;
}

/** `every week`, `every 2 weeks`, `every 10 days`. */
export function everyWords(days: number): string {
  if (days === 7) return "every week";
  return days % 7 === 0 ? `every ${days / 7} weeks` : `every ${days} days`;
}

/** What the sample is: no number without it. */
export function sampleWords({ n, accounts, left, settings }: Backtest): string {
  const { first, last, as_of_days, every_days } = settings;
  const days = `${plural(as_of_days, "day")}, one ${everyWords(every_days)} from ${formatDay(first)} to ${formatDay(last)}`;
  return `${plural(accounts, "account")} on ${days}: looked at ${plural(n, "time")}. ${formatCount(left)} of them left.`;
}

/** What was held against what. */
export function ruleWords({ judged, settings }: Backtest, currency: string): string {
  const { horizon_days, blackout_days, churn } = settings;
  const from = blackout_days > 0 ? `between ${blackout_days} and ${horizon_days}` : horizon_days;
  return `Each time only what had happened by then is known, and is held against who left within ${from} days. An account left when ${leftWords(churn)}. A warning is ${judged.warning}${limitWords(judged, currency)}.`;
}

/** A metric's limit follows from its values: which one it is has to be said. */
function limitWords(judged: Judged, currency: string): string {
  if (judged.kind !== "metric" || judged.warns_beyond === null) return "";
  return `, which is ${valueIn(judged, currency)(judged.warns_beyond)}`;
}

/** A value of what is judged. */
export function valueIn(judged: Judged, currency: string): (value: Maybe) => string {
  return (value) =>
    judged.unit === null ? formatScore(value) : formatMetric(value, judged.unit, currency);
}

/** The same in little room. */
export function shortValueIn(judged: Judged, currency: string): (value: number) => string {
  return (value) => {
    if (judged.unit === null) return formatScore(value);
    if (judged.unit === "money") {
      const minor = Math.round(value * minorPerMajor(currency));
      return formatMoneyShort({ minor, currency });
    }
    if (judged.unit === "ratio" || judged.unit === "date") {
      return formatMetric(value, judged.unit, currency);
    }
    return Math.abs(value) < 1000 ? formatNumber(value) : formatCompact(value);
  };
}

/** Whether a value is a warning; nothing where nothing tells warnings. */
export function warns({ risk, warns_beyond }: Judged, value: number): boolean | null {
  if (warns_beyond === null) return null;
  return risk === "low" ? value < warns_beyond : value > warns_beyond;
}

/** The plain baselines that say something else than what is judged, without the coin. */
function others({ baselines, judged }: Backtest): Baseline[] {
  return baselines.filter(
    ({ key, roc_auc }) => key !== "coin" && key !== judged.key && roc_auc.value !== null,
  );
}

/** Says whether it is worth more than the best plain baseline, also where it is not. */
export function verdict(data: Backtest): string {
  const { roc_auc: own } = data;
  const name = nameOf(data.judged);
  if (own.value === null) return "There is too little to rank.";
  if (own.high !== null && own.high < COIN) {
    return `${name} ranks worse than a coin: its worrying end seems to be the other one.`;
  }
  if (own.low !== null && own.low <= COIN) {
    return `${name} can't be told from a coin: its interval reaches ${ofHundred(COIN)} of 100.`;
  }
  const best = others(data).toSorted((a, b) => (b.roc_auc.value ?? 0) - (a.roc_auc.value ?? 0))[0];
  if (!best) return `${name} is better than a coin.`;
  const theirs = `${best.name}, the best of the plain baselines`;
  const against = `${ofHundred(own.value)} of 100 pairs against ${ofHundred(best.roc_auc.value)}`;
  const value = best.roc_auc.value ?? 0;
  if (own.high !== null && own.high < value) {
    return `${name} is worse than ${theirs}: ${against}. Until that is understood, go by the baseline.`;
  }
  if (own.low !== null && own.low > value) return `${name} is better than ${theirs}: ${against}.`;
  return own.value >= value
    ? `${name} is no clear gain over ${theirs}: ${against}, which may be chance.`
    : `${name} is no better than ${theirs}: ${against}, which may be chance.`;
}

/** What the values of what is judged are called. */
export function whatOf({ kind }: Judged): string {
  if (kind === "scorecard") return "score";
  return kind === "hidden_risk" ? "hidden risk" : "value";
}

/** How the median of days is told where half of those who left had no warning. */
export function warningWords(days: Maybe): string {
  if (days === null || days === undefined) return "–";
  return days === 0 ? "none" : plural(Math.round(days), "day");
}
