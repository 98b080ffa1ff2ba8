import { expect, it } from "vitest";
import {
  ATTRIBUTE,
  assign,
  constantOf,
  LEAVE_OUT,
  type Mapping,
  setConstant,
  targetOf,
} from "./mapping";

const FIELDS = ["account_id", "name", "tier", "created_at"];
const mapping: Mapping = {
  kind: "accounts",
  columns: {
    account_id: "Company ID",
    name: { template: "{First} {Last}" },
    created_at: { column: "Day", plus: "Hours", unit: "hours" },
    tier: { column: "Plan", values: { Basic: "starter" } },
  },
  ignore: ["Junk"],
};

it("says what each column is", () => {
  const target = (column: string) => targetOf(mapping, column, FIELDS);
  expect(target("Company ID")).toBe("account_id");
  expect(target("Plan")).toBe("tier");
  expect(target("First")).toBe(ATTRIBUTE);
  expect(target("Day")).toBe(ATTRIBUTE);
  expect(target("Junk")).toBe(LEAVE_OUT);
});

it("changes one column and nothing else", () => {
  const moved = assign(mapping, "Junk", "tier", FIELDS);
  expect(moved.columns?.tier).toBe("Junk");
  expect(moved.ignore).toEqual([]);
  expect(targetOf(moved, "Plan", FIELDS)).toBe(ATTRIBUTE);
  expect(moved.columns?.account_id).toBe("Company ID");

  const left = assign(mapping, "Company ID", LEAVE_OUT, FIELDS);
  expect(left.columns?.account_id).toBeUndefined();
  expect(left.ignore).toEqual(["Junk", "Company ID"]);
});

it("keeps an attribute apart that has the name of one of ours", () => {
  const apart = assign({ columns: { tier: "Tier" } }, "Tier", ATTRIBUTE, FIELDS);
  expect(apart.columns).toEqual({ file_tier: "Tier" });
  expect(targetOf(apart, "Tier", FIELDS)).toBe(ATTRIBUTE);
  expect(assign(apart, "Tier", "tier", FIELDS).columns).toEqual({ tier: "Tier" });
});

it("sets a value for every row and takes it away again", () => {
  const set = setConstant(mapping, "tier", " gold ");
  expect(constantOf(set, "tier")).toBe("gold");
  expect(constantOf(mapping, "tier")).toBeUndefined();
  expect(setConstant(set, "tier", " ").columns?.tier).toBeUndefined();
});
