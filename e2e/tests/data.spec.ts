// Getting data in: a file of somebody else's through the wizard, and events as they come.

import { expect, type Page, test, visit } from "./app";

const STAMP = Date.now();

function tickets(ids: string[]): string {
  const rows = ids.map((id, at) => `T-${STAMP}-${at},${id},1${at}.01.2026,high,It is slow`);
  return [
    "Case number,Company ID,Opened,Severity,Summary",
    ...rows,
    `T-${STAMP}-x,,05.01.2026,low,Nobody asks`,
  ].join("\n");
}

/** Accounts that do well: what these tests send must not change what others look at. */
async function accountIds(page: Page): Promise<string[]> {
  const best = "/api/accounts?limit=3&sort=score&dir=desc";
  const list = (await (await page.request.get(best)).json()) as {
    rows: { account_id: string }[];
  };
  return list.rows.map((row) => row.account_id);
}

test("a file of another program is guessed, looked at, changed and imported", async ({ page }) => {
  test.slow(); // many steps
  const ids = await accountIds(page);
  await visit(page, "/data?tab=imports");
  const file = (name: string) => ({
    name,
    mimeType: "text/csv",
    buffer: Buffer.from(tickets(ids)),
  });
  await page.locator("input[type=file]").setInputFiles([file("helpdesk.csv"), file("again.csv")]);

  await expect(page.getByLabel("What the rows are")).toHaveValue("tickets");
  await expect(page.getByLabel("What Opened becomes")).toHaveValue("opened_at");
  await expect(page.getByLabel("What Severity becomes")).toHaveValue("priority");
  const would = page.getByRole("region", { name: "What would happen" });
  await expect(would.getByText("1 row would be refused")).toBeVisible();
  await expect(would.getByRole("cell", { name: "2026-01-10T00:00:00Z" })).toBeVisible();

  await test.step("leaving out what is needed says so, and nothing can be imported", async () => {
    await page.getByLabel("What Company ID becomes").selectOption("leave out");
    await expect(page.getByText("Needed: choose a column above")).toBeVisible();
    await expect(page.getByRole("button", { name: /^Import \d/ })).toBeDisabled();
    await page.getByLabel("What Company ID becomes").selectOption({ value: "account_id" });
    await expect(page.getByRole("button", { name: "Import 3 rows" })).toBeEnabled();
  });

  await page.getByLabel("What Severity becomes").selectOption({ value: "cause" });
  await expect(would.getByRole("columnheader", { name: "cause" })).toBeVisible();
  const name = `Help desk ${STAMP}`;
  await page.getByLabel(/Keep this mapping/).check();
  await page.getByLabel("Name of the mapping").fill(name);
  await page.getByRole("button", { name: "Import 3 rows" }).click();
  await expect(page.getByText("helpdesk.csv is in")).toBeVisible();
  await expect(page.getByText("3 added, 0 updated, 0 unchanged, 1 refused").first()).toBeVisible();
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download 1 refused row" }).click();
  expect((await saved).suggestedFilename()).toBe("helpdesk.csv.rejected.csv");

  await test.step("the next file with these headings is read the same way", async () => {
    await page.getByRole("button", { name: "Next file" }).click();
    await expect(page.getByText(`Read with the mapping ${name}`)).toBeVisible();
    await expect(page.getByLabel("What Severity becomes")).toHaveValue("cause");
    await expect(would.locator("dl")).toContainText("3unchanged");
    await page.getByRole("button", { name: "Leave this file" }).click();
  });
  const kept = page.getByRole("table", { name: "Kept mappings" }).getByRole("row").filter({ hasText: name });
  await kept.getByRole("button", { name: "Forget" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Forget" }).click();
  await expect(kept).toHaveCount(0);
});

test("events show as they come, refused ones with the reason", async ({ page }) => {
  const made = await page.request.post("/api/keys", {
    data: { name: `e2e ${STAMP}`, purpose: "write" },
    headers: { "x-perennial-csrf": "1" },
  });
  const { secret } = (await made.json()) as { secret: string };
  const [account = ""] = await accountIds(page);
  const send = (batch: object[]) =>
    page.request.post("/v1/batch", { data: { writeKey: secret, batch } });
  const event = (name: string) => ({
    type: "track",
    event: name,
    userId: "eve",
    context: { groupId: account },
    properties: { colour: "green" },
  });

  await visit(page, "/data?tab=live");
  await expect(page.getByText("as they come, newest first")).toBeVisible();
  await send([event(`First ${STAMP}`), { type: "track", userId: "eve" }]);
  const rowOf = (name: string) => page.getByRole("row").filter({ hasText: `${name} ${STAMP}` });
  const row = rowOf("First");
  await expect(row).toBeVisible();
  await expect(row.getByRole("link")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Refused" }).first()).toContainText("event");
  await row.getByRole("button").click();
  await expect(page.getByText('"colour": "green"')).toBeVisible();

  await page.getByRole("button", { name: "Pause" }).click();
  await send([event(`Second ${STAMP}`)]);
  await expect(page.getByText(/paused; [1-9]/)).toBeVisible();
  await expect(rowOf("Second")).toHaveCount(0);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(rowOf("Second")).toBeVisible();

  await page.getByLabel("Status").selectOption("refused");
  await expect(page).toHaveURL(/status=refused/);
  await expect(rowOf("Second")).toHaveCount(0);
  await page.reload();
  await expect(page.getByLabel("Status")).toHaveValue("refused");
});
