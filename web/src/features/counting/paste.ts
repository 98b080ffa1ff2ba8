// Exchange rates as they are pasted: a line each, `EUR,2026-01-01,1.0853`.

import type { NewRate } from "~/api/types";
import { isDay } from "~/lib/asOf";

export interface WrongLine {
  /** Counted from 1. */
  line: number;
  text: string;
  why: string;
}

export interface Pasted {
  rates: NewRate[];
  wrong: WrongLine[];
}

/** A decimal with a point, above 0. */
const DECIMAL = /^\d+(\.\d+)?$/;

/** What is wrong with a rate, as the end of a sentence; nothing where it is fine. */
export function wrongWith({ currency, from, rate }: NewRate): string | undefined {
  if (!/^[A-Z]{3}$/.test(currency)) return "a currency has three letters, such as EUR";
  if (!isDay(from)) return "a day is written 2026-01-31";
  if (!DECIMAL.test(rate) || Number(rate) === 0) {
    return "a rate is a decimal above 0 with a point, such as 1.0853";
  }
  return undefined;
}

/** Reads lines separated by comma, semicolon, tab or spaces. A head and empty lines are passed over. */
export function readRates(text: string): Pasted {
  const found: Pasted = { rates: [], wrong: [] };
  text.split(/\r?\n/).forEach((raw, at) => {
    const line = raw.trim();
    if (line === "" || (at === 0 && /^"?currency\b/i.test(line))) return;
    const parts = line.split(/[,;\t ]+/).map((part) => part.replaceAll('"', "").trim());
    const [currency = "", from = "", rate = ""] = parts;
    const one = { currency: currency.toUpperCase(), from, rate };
    const why =
      parts.length === 3
        ? wrongWith(one)
        : "a line has a currency, a day and a rate, such as EUR,2026-01-01,1.0853";
    if (why) found.wrong.push({ line: at + 1, text: line, why });
    else found.rates.push(one);
  });
  return found;
}
