import { expect, it } from "vitest";
import { parseSearch, stringifySearch } from "~/lib/url";
import { accountsSearch, filtersOn, nextSort, showsHidden, toggledHidden } from "./search";

it("a whole view survives the URL", () => {
  const view = {
    q: "granite",
    band: "critical",
    segment: "paying",
    where: "arr > 50000 and open_tickets >= 2",
    sort: "arr",
    dir: "desc",
  } as const;
  expect(accountsSearch(parseSearch(stringifySearch(view)))).toEqual(view);
});

it("drops what it doesn't know and what is the default", () => {
  expect(
    accountsSearch({ dir: "sideways", density: "compact", evil: "1", q: " ", sort: "colour" }),
  ).toEqual({});
});

it("a header steps through its natural order, the other one and the default", () => {
  const first = nextSort({}, "arr", "desc");
  expect(first).toEqual({ sort: "arr", dir: "desc" });
  const second = nextSort(first, "arr", "desc");
  expect(second).toEqual({ sort: "arr", dir: "asc" });
  expect(nextSort(second, "arr", "desc")).toEqual({});
});

it("counts filters, not the sort", () => {
  expect(filtersOn({ sort: "arr", dir: "asc" })).toBe(0);
  expect(filtersOn({ q: "a", band: "critical", segment: "paying" })).toBe(3);
});

it("shows hidden risk where it is asked for or sorted by, and takes it away with that order", () => {
  expect(showsHidden({})).toBe(false);
  expect(showsHidden(accountsSearch({ also: "hidden_risk" }))).toBe(true);
  expect(showsHidden(accountsSearch({ sort: "hidden_risk" }))).toBe(true);
  expect(toggledHidden({})).toEqual({ also: "hidden_risk" });
  expect(toggledHidden({ also: "hidden_risk", sort: "arr" })).toEqual({});
  const both = accountsSearch({ also: "hidden_risk", sort: "hidden_risk", dir: "asc" });
  expect(showsHidden({ ...both, ...toggledHidden(both) })).toBe(false);
  expect(accountsSearch({ also: "everything" })).toEqual({});
});
