import { describe, expect, it } from "vitest";
import { linesOf, partsOf } from "./diff";

const marked = (theirs: string, mine: string) =>
  linesOf(theirs, mine).map(
    ({ of, text }) => `${{ both: " ", theirs: "-", mine: "+" }[of]}${text}`,
  );

describe("two texts", () => {
  it("share what is the same in order", () => {
    expect(marked("a\nb\nc\n", "a\nx\nc\nd\n")).toEqual([" a", "-b", "+x", " c", "+d"]);
    expect(marked("a\n", "a")).toEqual([" a"]);
    expect(marked("x\na\nb", "a\nb\nx")).toEqual(["-x", " a", " b", "+x"]);
  });

  it("show only what differs and a little around it", () => {
    const lines = Array.from({ length: 20 }, (_, at) => `line ${at}`);
    const changed = lines.with(3, "mine").with(15, "mine too");
    const parts = partsOf(linesOf(lines.join("\n"), changed.join("\n")));
    expect(parts.map((part) => part[0]?.text)).toEqual(["line 1", "line 13"]);
    expect(parts.map((part) => part.length)).toEqual([6, 6]);
    expect(partsOf(linesOf("a", "a"))).toEqual([]);
  });
});
