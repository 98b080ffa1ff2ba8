import { describe, expect, it } from "vitest";
import { cssVariables, theme } from "~/theme/theme";
import { colourIn, contrast, faintWords, hexOf, SURFACES, SWATCHES } from "./colours";

describe("colours of bands", () => {
  it.each(SWATCHES)("$name can be made out on both pages", ({ hex }) => {
    expect(contrast(hex, SURFACES.light)).toBeGreaterThanOrEqual(3);
    expect(contrast(hex, SURFACES.dark)).toBeGreaterThanOrEqual(3);
  });

  it("knows the pages of the theme", () => {
    const { light, dark } = cssVariables(theme as never);
    expect([light["--pn-surface"], dark["--pn-surface"]]).toEqual([SURFACES.light, SURFACES.dark]);
  });

  it("reads what is typed", () => {
    expect(["#2F7FC4", "2f7fc4", " #2f7fc4 "].map(hexOf)).toEqual(Array(3).fill("#2f7fc4"));
    expect(["#2f7", "blue", "#2f7fc", ""].map(hexOf)).toEqual(Array(4).fill(null));
  });

  it("says where one is hard to see", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
    expect(faintWords("#fff3a0")).toBe("Hard to see on the light page.");
    expect(faintWords("#101015")).toBe("Hard to see on the dark page.");
    expect(faintWords("#2f7fc4")).toBeUndefined();
  });

  it("is the scorecard's, or nobody's", () => {
    const colourOf = colourIn([{ key: "gold", name: "Gold", from: 0, colour: "#a07d12" }]);
    expect([colourOf("gold"), colourOf("gone"), colourOf(null)]).toEqual(["#a07d12", null, null]);
    expect(colourIn(undefined)("gold")).toBeNull();
  });
});
