// Backtest: what the scorecard was worth, the same of a metric, and from a number to the account.

import { expect, type Page, test, visit } from "./app";

/** The past of every account is computed when it is first asked for. */
const COMPUTED = { timeout: 60_000 };

const leavers = (page: Page) => page.getByRole("table", { name: "Those who left" });

async function computed(page: Page): Promise<void> {
  await expect(page.locator("h1")).toBeVisible(COMPUTED);
  await expect(page.getByRole("status", { name: "Loading" })).toHaveCount(0, COMPUTED);
}

test("the scorecard is judged, and a metric beside it", async ({ page }) => {
  test.setTimeout(150_000);
  await page.goto("/");
  await expect(page.locator("h1")).toBeVisible();

  await test.step("the keys lead there, and the headline says what it was worth", async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("b");
    await expect(page).toHaveTitle("Backtest · Perennial");
    await computed(page);
    await expect(page.getByText("of 100 pairs", { exact: true }).first()).toBeVisible();
    await expect(page.getByRole("img", { name: /^ROC curve/ })).toBeVisible();
    await expect(page.getByRole("table", { name: "Beside plain baselines" })).toContainText("coin");
  });

  await test.step("each figure says what it is", async () => {
    await page.getByRole("button", { name: "What is this: Puts the right one first" }).click();
    await expect(page.getByText(/area under the ROC curve/)).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("a setting goes into the address, and the sentences follow", async () => {
    await page.getByLabel("Within", { exact: true }).selectOption("60");
    await expect(page).toHaveURL(/horizon=60/);
    await computed(page);
    await expect(page.getByText(/who left within 60 days/).first()).toBeVisible();
  });

  await test.step("a metric is judged in its place", async () => {
    const judge = page.getByRole("combobox", { name: "Judge" });
    await judge.click();
    await judge.fill("days since last seen");
    await page.getByRole("option", { name: "Days since last seen", exact: true }).click();
    await expect(page).toHaveURL(/metric=days_since_last_seen/);
    await expect(page).toHaveTitle("Backtest of Days since last seen · Perennial");
    await computed(page);
    await expect(page.locator("h1")).toHaveText("Backtest of Days since last seen");
    await expect(leavers(page)).toBeVisible();
  });
});

test("one who left opens, and the surprises can be kept alone", async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto("/backtest");
  await computed(page);
  await expect(leavers(page)).toBeVisible();
  const all = await leavers(page).getByRole("row").count();

  await page.getByText(/^Surprises \d/).click();
  await expect(page).toHaveURL(/show=surprises/);
  await expect
    .poll(async () => ((await leavers(page).count()) ? leavers(page).getByRole("row").count() : 0))
    .toBeLessThanOrEqual(all);
  await page.getByText(/^All \d/).click();

  const first = leavers(page).getByRole("row").nth(1).getByRole("link").first();
  const name = (await first.innerText()).trim();
  await first.click();
  await expect(page).toHaveTitle(`${name} · Perennial`);
});

test("the past stays here when a past day is shown elsewhere", async ({ page }) => {
  test.setTimeout(120_000);
  const { today } = (await (await page.request.get("/api/session")).json()) as { today: string };
  const day = new Date(Date.parse(today) - 30 * 86_400_000).toISOString().slice(0, 10);
  await page.goto(`/backtest?as_of=${day}`);
  await computed(page);
  const banner = page.getByRole("region", { name: "A past day is shown" });
  await expect(banner).toContainText("This page is as it is now");
  await visit(page, "/backtest");
  await expect(banner).toHaveCount(0);
});
