import { describe, expect, it } from "vitest";
import { parseSearch, stringifySearch } from "~/lib/url";
import { bandFill, isUpper } from "./bands";
import { stepsOf } from "./parts";
import { spellsOf } from "./RiskHistory";
import { hiddenList, hiddenRisk, hiddenRow, overview } from "./sample";
import { hiddenSearch, nextHiddenSort } from "./search";
import { sorted } from "./sorted";
import {
  coverageCondition,
  coverageRange,
  coverageWord,
  hiddenReason,
  riskWord,
  wellSentence,
} from "./words";

describe("words", () => {
  it("leave out what only repeats the number beside them", () => {
    expect(hiddenReason("High hidden risk at 58: one person does 71%.")).toBe(
      "One person does 71%.",
    );
    expect(hiddenReason("nothing alarms")).toBe("Nothing alarms");
    expect(riskWord("High hidden risk", "high")).toBe("high");
    expect(riskWord("Look inside", "look")).toBe("look inside");
    expect(riskWord(null, "some")).toBe("some");
  });

  it("tell why it looks well, or that it does not", () => {
    expect(wellSentence("use", "events rose")).toBe("It looks well by its use: events rose.");
    expect(wellSentence("score", "")).toBe("It looks well by its score.");
    expect(wellSentence(null, "events fell.")).toBe(
      "It does not look well from outside: events fell.",
    );
  });

  it("cover all shares of data, each once", () => {
    const { coverage } = overview();
    expect(coverage.map(coverageCondition)).toEqual([
      "coverage >= 0 and coverage < 0.25",
      "coverage >= 0.25 and coverage < 0.5",
      "coverage >= 0.5 and coverage < 0.75",
      "coverage >= 0.75",
    ]);
    expect(new Set(coverage.map(coverageWord)).size).toBe(4);
    expect(coverage.map(coverageRange).at(-1)).toBe("75% to 100%");
  });
});

describe("bands of somebody's own making", () => {
  it("have their own colour, or the app's for their place", () => {
    const made = ["gold", "silver", "lead"].map((key, at) => ({
      ...(overview().bands[0] as never as Record<string, unknown>),
      key,
      colour: at === 1 ? "#aabbcc" : null,
    })) as unknown as ReturnType<typeof overview>["bands"];
    expect(made.map((band) => bandFill(band, made))).toEqual([
      "var(--pn-fill-thriving)",
      "#aabbcc",
      "var(--pn-fill-critical)",
    ]);
    expect(made.map((band) => isUpper(band, made))).toEqual([true, true, false]);
  });
});

describe("the order of the list", () => {
  const rows = [
    hiddenRow({ account_id: "a", name: "Ash", risk: 70, days_to_renewal: null, sides: [10] }),
    hiddenRow({ account_id: "b", name: "Elm", risk: 60, days_to_renewal: 9, sides: [null] }),
    hiddenRow({ account_id: "c", name: "Bay", risk: 50, days_to_renewal: 90, sides: [40] }),
  ];
  const order = (search: object) =>
    sorted(rows, hiddenList().sides, search).map(({ account_id }) => account_id);

  it("is by risk, by text, or by a side, with the unknown last either way", () => {
    expect(order({})).toEqual(["a", "b", "c"]);
    expect(order({ sort: "name", dir: "asc" })).toEqual(["a", "c", "b"]);
    expect(order({ sort: "days_to_renewal", dir: "asc" })).toEqual(["b", "c", "a"]);
    expect(order({ sort: "side.people", dir: "desc" })).toEqual(["c", "a", "b"]);
    expect(order({ sort: "side.people", dir: "asc" })).toEqual(["a", "c", "b"]);
  });

  it("survives the URL, which drops what it doesn't know", () => {
    const view = { show: "all", sort: "side.people", dir: "asc" } as const;
    expect(hiddenSearch(parseSearch(stringifySearch(view)))).toEqual(view);
    expect(hiddenSearch({ show: "some", sort: "colour", dir: "up" })).toEqual({});
  });

  it("steps through a head's natural order, the other one and the default", () => {
    const first = nextHiddenSort({}, "arr", "desc");
    expect(first).toEqual({ sort: "arr", dir: "desc" });
    const second = nextHiddenSort(first, "arr", "desc");
    expect(second).toEqual({ sort: "arr", dir: "asc" });
    expect(nextHiddenSort(second, "arr", "desc")).toEqual({});
    expect(nextHiddenSort({}, "risk", "desc")).toEqual({ sort: "risk", dir: "asc" });
  });
});

describe("the parts of a risk", () => {
  it("begin where the one before ends, and reach the risk", () => {
    const { sides, risk } = hiddenRisk();
    const steps = stepsOf(sides);
    expect(steps.map(({ side, from }) => [side.key, from])).toEqual([
      ["people", 0],
      ["champion", 34],
      ["price", 58],
    ]);
    const last = steps.at(-1);
    expect((last?.from ?? 0) + (last?.side.contribution ?? 0)).toBe(risk);
  });

  it("know the spells in which it looked well", () => {
    expect(
      spellsOf({
        days: ["a", "b", "c", "d", "e"],
        risk: [],
        looked_well: [true, true, false, false, true],
      }),
    ).toEqual([
      ["a", "b"],
      ["e", "e"],
    ]);
  });
});
