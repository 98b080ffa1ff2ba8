import { describe, expect, it } from "vitest";
import { readAt } from "./points";
import { estimate, hiddenSample, sample } from "./sample";
import type { Judged } from "./types";
import {
  between,
  churnWords,
  everyWords,
  nameOf,
  ofHundred,
  ruleWords,
  sampleWords,
  sentence,
  shortValueIn,
  valueIn,
  verdict,
  warns,
  whatOf,
} from "./words";

const metric: Judged = {
  kind: "metric",
  key: "days_since_last_seen",
  name: "Days since last seen",
  unit: "days",
  risk: "high",
  warns_beyond: 14,
  warning: "a value above that of four in five",
};

describe("numbers", () => {
  it("tells a share by a hundred, and its interval", () => {
    expect(ofHundred(0.823)).toBe("82");
    expect(ofHundred(null)).toBe("–");
    expect(between(estimate(0.82), ofHundred)).toBe("77 to 87");
    expect(between({ value: 0.8, low: null, high: null }, ofHundred)).toBe("no interval");
  });

  it("shows values in the unit of what is judged", () => {
    expect(valueIn(sample().judged, "USD")(81.23)).toBe("81");
    expect(valueIn(metric, "USD")(1)).toBe("1 day");
    expect(shortValueIn({ ...metric, unit: "money" }, "USD")(12_400)).toBe("$12.4K");
    expect(shortValueIn({ ...metric, unit: "ratio" }, "USD")(0.25)).toBe("25%");
  });

  it("knows what warns: what lies beyond, and not the limit itself", () => {
    const { judged } = sample();
    expect([69.4, 69.5].map((value) => warns(judged, value))).toEqual([true, false]);
    expect([14, 15].map((value) => warns(metric, value))).toEqual([false, true]);
    expect(warns({ ...metric, warns_beyond: null }, 99)).toBeNull();
  });
});

describe("what is judged", () => {
  const { judged } = sample();

  it("has a name in a sentence", () => {
    expect(nameOf(judged)).toBe("The scorecard Default");
    expect(nameOf({ ...judged, name: "Scorecards in use" })).toBe(
      "The score by all scorecards in use",
    );
    expect(nameOf({ ...judged, key: "big", name: "Big" })).toBe("The scorecard Big");
    expect(nameOf(hiddenSample().judged)).toBe("Hidden risk");
    expect([judged, hiddenSample().judged, metric].map(whatOf)).toEqual([
      "score",
      "hidden risk",
      "value",
    ]);
  });

  it("warns from a hidden risk on, which needs no limit of its own", () => {
    const hidden = hiddenSample();
    expect([49.4, 50].map((value) => warns(hidden.judged, value))).toEqual([false, true]);
    expect(ruleWords(hidden, "USD")).toContain("A warning is a hidden risk of 50 or more.");
  });
});

describe("sentences", () => {
  it("begin large and end with a full stop, once", () => {
    expect(sentence("nobody left")).toBe("Nobody left.");
    expect(sentence("Nobody left.")).toBe("Nobody left.");
  });

  it("name the settings", () => {
    expect(churnWords("event:cancelled")).toBe("fact “cancelled”");
    expect(churnWords("silence:120d")).toBe("silent for 120 days");
    expect([7, 28, 10].map(everyWords)).toEqual(["every week", "every 4 weeks", "every 10 days"]);
    expect(sampleWords(sample())).toContain("193 accounts on 88 days, one every week from");
    expect(ruleWords(sample(), "USD")).toContain("An account left when its subscription ended.");
    const late = { ...sample().settings, blackout_days: 14, churn: "silence:90d" };
    expect(ruleWords(sample({ settings: late }), "USD")).toContain("between 14 and 90 days");
    expect(ruleWords(sample({ judged: metric }), "USD")).toContain(
      "above that of four in five, which is 14 days",
    );
  });
});

describe("the verdict", () => {
  const [seen, coin] = sample().baselines;
  const against = (theirs: number, own = 0.8, half = 0.04) =>
    verdict(
      sample({
        roc_auc: estimate(own, half),
        baselines: [{ ...seen, roc_auc: estimate(theirs, half) }, coin] as never,
      }),
    );

  it("says how far it is ahead, and when that may be chance", () => {
    expect(against(0.65)).toBe(
      "The scorecard Default is better than days since last seen, the best of the plain baselines: 80 of 100 pairs against 65.",
    );
    expect(against(0.78)).toContain("no clear gain over days since last seen");
  });

  it("says so when a baseline is better", () => {
    expect(against(0.82)).toContain("is no better than days since last seen");
    expect(against(0.95)).toContain("is worse than days since last seen");
    expect(against(0.95)).toContain("go by the baseline");
  });

  it("says so when it is no better than a coin, or worse", () => {
    expect(against(0.5, 0.52)).toContain("can't be told from a coin");
    expect(against(0.5, 0.3)).toContain("worse than a coin");
  });

  it("doesn't hold a baseline against itself", () => {
    expect(verdict(sample({ judged: metric }))).toBe("Days since last seen is better than a coin.");
  });
});

it("reads a curve at a place", () => {
  const { roc, precision_recall } = sample();
  expect(readAt(roc, 0.2, "highest")).toBe(0.7);
  expect(readAt(precision_recall, 0.5, "first")).toBe(0.3);
  expect(readAt([], 0.5, "highest")).toBeNull();
});
