import { expect, it } from "vitest";
import { markOf, marksOf } from "./marks";

it("gives what people did shapes of their own, and the rest one", () => {
  const letters = (["judgement", "override", "scorecard", "ticket", "survey"] as const).map(
    (kind) => markOf(kind).letter,
  );
  expect(letters).toEqual(["▲", "■", "◆", "●", "●"]);
});

it("names each mark once, the most telling first", () => {
  const names = marksOf(["ticket", "judgement", "survey", "override"]).map(({ name }) => name);
  expect(names).toEqual(["Override", "What we thought", "What happened"]);
});
