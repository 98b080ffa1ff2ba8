import { expect, it } from "vitest";
import { fileHref } from "./files";

it("names a file with the whole question, an empty word for nobody's too", () => {
  const question = { from: "2026-01-01", to: "2026-03-01", owner: "", plan: "a & b" };
  expect(fileHref("accounts", "xlsx", { ...question, segment: undefined })).toBe(
    "/api/revenue/file?table=accounts&format=xlsx&from=2026-01-01&to=2026-03-01&owner=&plan=a+%26+b",
  );
});
