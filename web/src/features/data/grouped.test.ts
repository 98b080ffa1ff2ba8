import { expect, it } from "vitest";
import { grouped } from "./grouped";

it("tells a reason once with its lines", () => {
  const note = (line: number, reason: string, column = "day") => ({ line, column, reason });
  const groups = grouped([
    note(2, '"x" is not a time'),
    note(3, "is empty"),
    note(9, '"y" is not a time'),
    note(9, '"y" is not a time', "end"),
  ]);
  expect(groups.map(({ lines }) => lines)).toEqual([[2, 9], [3], [9]]);
  expect(groups[0]?.note.reason).toBe('"x" is not a time');
});
