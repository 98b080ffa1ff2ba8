import { readFile } from "node:fs/promises";
import openapiTS, { astToString, COMMENT_HEADER } from "openapi-typescript";
import { expect, it } from "vitest";

it("the client's types are those of the API document (npm run api writes them anew)", async () => {
  const document = new URL("../../openapi.json", import.meta.url);
  const nodes = await openapiTS(document, { alphabetize: true, emptyObjectsUnknown: true });
  const written = await readFile(new URL("./schema.d.ts", import.meta.url), "utf8");
  expect(written === `${COMMENT_HEADER}${astToString(nodes)}`).toBe(true);
});
