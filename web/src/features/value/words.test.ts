import { describe, expect, it } from "vitest";
import { lifetime, value } from "./sample";
import {
  knownWords,
  monthsWords,
  readRates,
  restsOn,
  spanWords,
  stayWords,
  stepAt,
  yearsWords,
} from "./words";

describe("lifetimes in words", () => {
  it("tells spans as people do", () => {
    expect(spanWords(1)).toBe("1 day");
    expect(spanWords(45)).toBe("45 days");
    expect(spanWords(426)).toBe("14 months");
    expect(spanWords(840)).toBe("2.3 years");
    expect(monthsWords(7)).toBe("7 months");
    expect(monthsWords(24)).toBe("2 years");
    expect(monthsWords(27)).toBe("2 years and 3 months");
    expect(monthsWords(0)).toBe("0 months");
    expect(yearsWords(3)).toBe("the three years");
    expect(yearsWords(1)).toBe("the year");
  });

  it("says how long customers stay and what that rests on", () => {
    expect(stayWords(lifetime())).toBe("Half of all customers stay longer than 2.3 years.");
    expect(stayWords(lifetime({ median_days: null }))).toMatch(/40% are left after 4 years/);
    expect(stayWords(lifetime({ lives: 0 }))).toBe("Nobody has been a customer yet.");
    expect(restsOn(lifetime())).toBe("The estimate rests on 412 customers, 96 of whom left.");
    expect(restsOn(lifetime({ left: 0 }))).toMatch(/none of whom left/);
  });

  it("says how far it is known, and what comes after", () => {
    expect(knownWords(lifetime(), 36, false)).toBe("Survival is known for all 36 months.");
    expect(knownWords(lifetime(), 60, false)).toMatch(/48 of the 60 months; after that nothing/);
    const far = lifetime({ value: value({ extrapolated_share: 0.12 }) });
    expect(knownWords(far, 60, true)).toMatch(/last known year, which makes 12% of the value/);
    expect(knownWords(lifetime({ value: null }), 60, true)).toBe("");
  });

  it("reads the step that holds on a day", () => {
    const { curve } = lifetime();
    expect(stepAt(curve, 100)).toBeUndefined();
    expect(stepAt(curve, 365)?.share).toBe(0.8);
    expect(stepAt(curve, 9999)?.share).toBe(0.4);
  });

  it("reads rates as they are written, and says what is wrong", () => {
    expect(readRates("5, 10, 20 %")).toEqual([0.05, 0.1, 0.2]);
    expect(readRates("2.5%")).toEqual([0.025]);
    expect(readRates("")).toBe("Write one to five yearly rates");
    expect(readRates("1,2,3,4,5,6")).toBe("Five rates at most");
    expect(readRates("5,100")).toBe("“100” is no rate from 0 to below 100");
    expect(readRates("5,many")).toBe("“many” is no rate from 0 to below 100");
  });
});
