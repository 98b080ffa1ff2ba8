import { describe, expect, it } from "vitest";
import { readRates } from "./paste";

describe("pasted exchange rates", () => {
  it("are read line by line, whatever separates them", () => {
    const text =
      'currency,from,rate\nEUR,2026-01-01,1.0853\n\ngbp;2026-01-01;1.27\r\n"JPY"\t2026-02-01\t0.0067';
    expect(readRates(text)).toEqual({
      rates: [
        { currency: "EUR", from: "2026-01-01", rate: "1.0853" },
        { currency: "GBP", from: "2026-01-01", rate: "1.27" },
        { currency: "JPY", from: "2026-02-01", rate: "0.0067" },
      ],
      wrong: [],
    });
  });

  it("say which line is wrong, and why", () => {
    const { rates, wrong } = readRates(
      "EURO,2026-01-01,1\nEUR,2026-02-30,1\nEUR,2026-01-01,0\nEUR,1.0853",
    );
    expect(rates).toEqual([]);
    expect(wrong.map(({ line, why }) => `${line}: ${why}`)).toEqual([
      "1: a currency has three letters, such as EUR",
      "2: a day is written 2026-01-31",
      "3: a rate is a decimal above 0 with a point, such as 1.0853",
      "4: a line has a currency, a day and a rate, such as EUR,2026-01-01,1.0853",
    ]);
  });

  it("take no decimal comma for a point", () => {
    expect(readRates("EUR;2026-01-01;1,0853").wrong).toHaveLength(1);
  });
});
