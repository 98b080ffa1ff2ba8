import { expect, it } from "vitest";
import { parseSearch, stringifySearch } from "~/lib/url";
import { choiceOf, judgeOf, titleOf } from "./judge";
import { backtestSearch, chosenOf, questionOf } from "./search";

it("a whole view survives the URL", () => {
  const view = {
    metric: "days_since_last_seen",
    horizon: "180",
    blackout: "14",
    every: "28",
    churn: "silence:90d",
    calls: "50",
    show: "surprises",
  } as const;
  expect(backtestSearch(parseSearch(stringifySearch(view)))).toEqual(view);
});

it("drops what it doesn't know and what is the default", () => {
  const raw = { metric: " ", horizon: "90", blackout: "0", every: "7", calls: "20" };
  expect(backtestSearch(raw)).toEqual({});
  expect(backtestSearch({ horizon: "91", churn: "silence:7d", show: "all", evil: "1" })).toEqual(
    {},
  );
});

it("judges one thing only", () => {
  expect(backtestSearch({ hidden_risk: "true" })).toEqual({ hidden_risk: "true" });
  expect(backtestSearch({ hidden_risk: "yes" })).toEqual({});
  const two = { scorecard: "enterprise", hidden_risk: "true" };
  expect(backtestSearch(two)).toEqual({ scorecard: "enterprise" });
  expect(backtestSearch({ ...two, metric: "arr" })).toEqual({ metric: "arr" });
  expect(questionOf({ hidden_risk: "true" })).toMatchObject({ hidden_risk: true });
  expect(questionOf({ scorecard: "enterprise" })).toMatchObject({ scorecard: "enterprise" });
});

it("stands in the list of what can be judged, and is chosen from it", () => {
  const none = { metric: undefined, scorecard: undefined, hidden_risk: undefined };
  for (const judge of [
    {},
    { metric: "arr" },
    { scorecard: "arr" },
    { hidden_risk: "true" as const },
  ]) {
    expect(judgeOf(choiceOf(judge))).toEqual({ ...none, ...judge });
  }
});

it("names the page by what is judged", () => {
  expect(titleOf({})).toBe("Backtest");
  expect(titleOf({ hidden_risk: "true" })).toBe("Backtest of hidden risk");
  const known = [{ key: "big", name: "Big ones" }];
  expect(titleOf({ scorecard: "big" }, [], known)).toBe("Backtest of the scorecard Big ones");
  expect(titleOf({ metric: "arr" }, [], known)).toBe("Backtest of arr");
});

it("asks with every setting, and leaves to the server what counts as leaving", () => {
  expect(questionOf({})).toEqual({
    metric: undefined,
    horizon: "90d",
    blackout: "0d",
    every: "7d",
    churn: undefined,
    calls: 20,
  });
  expect(questionOf({ metric: "arr", horizon: "30", churn: "subscription" })).toMatchObject({
    metric: "arr",
    horizon: "30d",
    churn: "subscription",
  });
  expect(chosenOf({ calls: "5" })).toMatchObject({ calls: "5", horizon: "90" });
});
