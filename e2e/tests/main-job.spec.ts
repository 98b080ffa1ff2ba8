// The main job: find the customer in trouble, see why, take care of it.

import { USER } from "../server";
import { expect, test } from "./app";

test.describe("signed out", () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test("signing in leads back to the page that was asked for", async ({ page }) => {
    await page.goto("/accounts?sort=arr&dir=desc");
    await expect(page.getByRole("heading", { name: "Sign in to Perennial" })).toBeVisible();

    await page.getByLabel("E-mail").fill(USER.email);
    await page.getByLabel("Password", { exact: true }).fill("not-the-password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toBeVisible();

    await page.getByLabel("Password", { exact: true }).fill(USER.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/accounts\?sort=arr&dir=desc$/);
    await expect(page.getByRole("columnheader", { name: /ARR/ })).toHaveAttribute(
      "aria-sort",
      "descending",
    );
  });
});

test("from home to the worst account, why it is so, and its signal handled", async ({ page }) => {
  await page.goto("/");
  const calls = page.getByRole("region", { name: "Call these first" }).getByRole("article");
  await expect(calls).toHaveCount(3);
  const flagged = calls.filter({ has: page.locator('a[href*="/signals"]') });
  const first = (await flagged.count()) > 0 ? flagged.first() : calls.first();
  const link = first.locator('a[href^="/accounts/"]').first();
  const name = (await link.innerText()).trim();
  await link.click();

  await expect(page).toHaveTitle(`${name} · Perennial`);
  const why = page.getByRole("region", { name: "Why" });
  const groups = why.getByRole("button", { name: /gives/ });
  expect(await groups.count()).toBeGreaterThanOrEqual(3);
  await why.locator('[aria-expanded="false"]').first().click();
  await expect(page.getByRole("img", { name: /Health score from 0 to 100/ })).toBeVisible();

  await test.step("why it was so on a past day", async () => {
    const chart = page.getByRole("img", { name: /Health score from 0 to 100/ });
    await chart.scrollIntoViewIfNeeded();
    const box = await chart.boundingBox();
    if (!box) throw new Error("the chart has no place");
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await expect(page).toHaveURL(/day=\d{4}-\d{2}-\d{2}/);
    await expect(why.getByText(/As of /)).toBeVisible();
    await why.getByRole("button", { name: "Back to today" }).click();
    await expect(page).not.toHaveURL(/day=/);
  });

  await test.step("who is there and what happened", async () => {
    await page.getByRole("tab", { name: "People" }).click();
    await expect(page.getByRole("columnheader", { name: "Presence" })).toBeVisible();
    await page.getByRole("tab", { name: "Timeline" }).click();
    await expect(page.getByRole("tabpanel").getByRole("listitem").first()).toBeVisible();
  });

  await test.step("its signal is acknowledged and leaves the open ones", async () => {
    await page.getByRole("link", { name: /^Signals/ }).click();
    const items = page.getByRole("listitem");
    await expect(items.first()).toBeVisible();
    const own = items.filter({ hasText: name });
    await ((await own.count()) > 0 ? own : items).first().getByRole("button").click();
    const detail = page.getByRole("article");
    const title = await detail.getByRole("heading", { level: 2 }).innerText();
    const handled = await detail.getByRole("link").locator("b").innerText();
    await detail.getByLabel("Note").fill("Called them on Tuesday");
    await detail.getByRole("button", { name: /Acknowledge/ }).click();
    await expect(page.getByText("Acknowledged").last()).toBeVisible();

    const same = items.filter({ hasText: handled }).filter({ hasText: title });
    await expect(same).toHaveCount(0);
    await page.getByRole("tab", { name: /Acknowledged/ }).click();
    await same.getByRole("button").click();
    await expect(page.getByText("Called them on Tuesday")).toBeVisible();
  });
});

test("a view of the accounts is in its address and survives a reload", async ({ page }) => {
  await page.goto("/accounts");
  const table = page.getByRole("table", { name: "Accounts" });
  await expect(table.getByRole("row").nth(3)).toBeVisible();
  await page.getByRole("button", { name: /^Wobbling/ }).click();
  await page.getByRole("button", { name: "ARR" }).click();
  await expect(page).toHaveURL(/band=wobbling/);
  await expect(page).toHaveURL(/sort=arr&dir=desc/);
  await page.reload();
  await expect(page.getByRole("button", { name: /^Wobbling/ })).toHaveAttribute(
    "aria-pressed",
    "true",
  );

  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByRole("button", { name: "Condition" }).click();
  const box = page.getByRole("textbox", { name: "Condition" });
  await box.fill("open_tickts > 1");
  await box.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "^^^" })).toBeVisible();
  await box.fill("open_tickets > 1");
  await box.press("Enter");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(page).toHaveURL(/where=/);
});

test("a key is made, shown once, and revoked", async ({ page }) => {
  const name = `web app ${Date.now()}`;
  await page.goto("/data");
  await page.getByLabel("New key").fill(name);
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByText("it is not shown again")).toBeVisible();
  await page.reload();
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row).toBeVisible();
  await row.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(row.getByText("Revoked")).toBeVisible();
});
