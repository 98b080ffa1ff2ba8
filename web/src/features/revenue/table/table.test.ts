import { describe, expect, it } from "vitest";
import { report, row } from "../sample";
import { FIGURE_COLUMNS, isNothing } from "./columns";
import { csvOf, decimal } from "./csv";
import { nextOrder, sorted } from "./sorted";

const lines = (csv: string) => csv.trimEnd().split("\r\n");

describe("the table as a file", () => {
  it("has exact amounts, and the whole last", () => {
    const found = report();
    const [head, first, , whole] = lines(csvOf(found, found.rows, "month"));
    expect(head).toMatch(/^month,from,to,mrr_start_usd,new_usd,expansion_usd,/);
    expect(first).toMatch(/^2026-01,2026-01-01,2026-02-01,1000\.00,200\.00,100\.50,0\.00,/);
    expect(whole).toMatch(/^whole,2026-01-01,2026-03-01,1000\.00,/);
    expect(whole).toContain(",0.950500,0.850000,,0.100000,");
  });

  it("quotes what would break it", () => {
    const rows = [row({ key: 'Big, "new"' })];
    expect(lines(csvOf(report({ rows }), rows, "plan"))[1]).toMatch(/^"Big, ""new""",2026/);
  });

  it("writes minor units without rounding", () => {
    expect(decimal(1_240_050, 2)).toBe("12400.50");
    expect(decimal(-7, 2)).toBe("-0.07");
    expect(decimal(1_500, 0)).toBe("1500");
    expect(decimal(9_007_199_254_740_991, 2)).toBe("90071992547409.91");
  });
});

describe("the order of the rows", () => {
  const rows = [
    row({ key: "a", nrr: null }),
    row({ key: "b", nrr: 0.9 }),
    row({ key: "c", nrr: 1 }),
  ];
  const keys = (order: Parameters<typeof sorted>[1]) => sorted(rows, order).map(({ key }) => key);

  it("is the server's, or by a column with what is unknown last", () => {
    expect(keys({})).toEqual(["a", "b", "c"]);
    expect(keys({ sort: "nrr", dir: "desc" })).toEqual(["c", "b", "a"]);
    expect(keys({ sort: "nrr", dir: "asc" })).toEqual(["b", "c", "a"]);
  });

  it("goes back to the server's with the third press", () => {
    const once = nextOrder({}, "churn");
    const twice = nextOrder(once, "churn");
    expect([once.dir, twice.dir]).toEqual(["desc", "asc"]);
    expect(nextOrder(twice, "churn")).toEqual({ sort: undefined, dir: undefined });
  });
});

it("every column says in words what it is", () => {
  for (const { title, name } of FIGURE_COLUMNS) {
    expect(title.length).toBeGreaterThan(10);
    expect(name).not.toBe("");
  }
  expect(isNothing(row())).toBe(false);
});
