// SQL: a build without it says how to get it; with it, a query is written, run, stopped and taken along.
// The page is the same in every build: where the server has no SQL, its answers are made here.

import { expect, type Page, test, visit } from "./app";

const TABLES = {
  tables: [
    {
      name: "accounts",
      about: "customer companies",
      columns: [
        { name: "account_id", type: "text", about: "Its id", required: true },
        { name: "tier", type: "text", about: "How important it is to us", required: false },
      ],
    },
  ],
  rows: 10_000,
  seconds: 60,
  memory_mb: 512,
};

async function isBuilt(page: Page): Promise<boolean> {
  return (await page.request.get("/api/sql/tables")).ok();
}

/** Answers as the server would; a query that names `generate_series` goes on until it is stopped. */
async function answerHere(page: Page): Promise<void> {
  await page.route("**/api/sql/tables", (route) => route.fulfill({ json: TABLES }));
  await page.route("**/api/sql", async (route) => {
    const { query } = route.request().postDataJSON() as { query: string };
    if (query.includes("generate_series")) return;
    if (query.includes("acounts")) {
      const field = "query, line 1, column 15";
      const detail = 'there is no table "acounts"; did you mean accounts? (line 1, column 15)';
      const json = { status: 400, code: "bad_sql", detail, errors: [{ field, detail }] };
      return route.fulfill({ status: 400, contentType: "application/problem+json", json });
    }
    const columns = [
      { name: "account_id", type: "text" },
      { name: "tier", type: "text" },
    ];
    const rows = Array.from({ length: 200 }, (_, at) => [`a${at}`, at % 2 ? "gold" : null]);
    return route.fulfill({ json: { columns, rows, limit: null, milliseconds: 12 } });
  });
  await page.route("**/api/sql/file", (route) => route.fulfill({ body: "account_id,tier\n" }));
  await page.route(/\/api\/sql\/[0-9a-f]{32}$/, (route) => route.fulfill({ status: 204 }));
}

test("a build without SQL says how to get it", async ({ page }) => {
  if (await isBuilt(page)) {
    await visit(page, "/sql");
    await expect(page.getByRole("textbox", { name: "SQL query" })).toBeVisible();
    return;
  }
  await visit(page, "/sql");
  await expect(page.getByText("SQL is not in this build")).toBeVisible();
  await expect(page.getByText("--features sql")).toBeVisible();
});

test("a query is written, run, stopped and taken along", async ({ page }) => {
  test.setTimeout(90_000);
  if (!(await isBuilt(page))) await answerHere(page);
  await visit(page, "/sql");
  const editor = page.getByRole("textbox", { name: "SQL query" });
  const result = page.getByRole("region", { name: "Result" });

  await test.step("a mistake is named and underlined", async () => {
    await editor.fill("SELECT * FROM acounts");
    await page.keyboard.press("Control+Enter");
    await expect(result.getByRole("alert")).toContainText("did you mean accounts?");
    await expect(editor.locator(".pn-wrong")).toHaveText("acounts");
  });

  await test.step("completion knows tables and columns, and the list puts names in", async () => {
    await editor.fill("SELECT ");
    await page.getByRole("button", { name: /^tier .*: put it into the query$/ }).click();
    await page.keyboard.type(", account_id FROM acco");
    await page.getByRole("option", { name: /accounts/ }).click();
    await expect(editor).toHaveText(/SELECT tier, account_id FROM accounts/);
  });

  await test.step("it runs, and the address holds it", async () => {
    await page.keyboard.press("Control+Enter");
    await expect(result.getByRole("status")).toContainText("200 rows in");
    await expect(result.getByRole("columnheader").first()).toBeVisible();
    await expect(page).toHaveURL(/\/sql\?q=SELECT/);
    await page.reload();
    await expect(editor).toHaveText(/SELECT tier, account_id FROM accounts/);
  });

  await test.step("it is taken along as a file", async () => {
    await page.keyboard.press("Control+Enter");
    await result.getByRole("button", { name: "Download" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "CSV" }).click();
    expect((await download).suggestedFilename()).toBe("query.csv");
  });

  await test.step("a long one is stopped", async () => {
    await editor.fill("SELECT sum(value % 7) FROM generate_series(1, 100000000000)");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("button", { name: "Stop" }).click();
    await expect(result.getByText("Stopped")).toBeVisible();
  });

  await test.step("what was run is in the history", async () => {
    await page.getByRole("button", { name: "History" }).click();
    await page.getByRole("menuitem", { name: /FROM accounts/ }).click();
    await expect(editor).toHaveText(/SELECT tier, account_id FROM accounts/);
  });
});
