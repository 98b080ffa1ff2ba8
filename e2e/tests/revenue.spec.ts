// Revenue: from the key figures to the accounts and contract lines behind them, and the cohorts.

import { expect, type Page, test, visit } from "./app";

const drawer = (page: Page) => page.getByRole("dialog");
const figures = (page: Page) => page.getByRole("table", { name: "All figures" });

test("a figure opens down to the contract lines", async ({ page }) => {
  await visit(page, "/");
  await page.keyboard.press("g");
  await page.keyboard.press("v");
  await expect(page).toHaveTitle("Revenue · Perennial");

  await test.step("the key figures say what they are, and what NRR hides", async () => {
    const card = page.getByRole("region", { name: "Key figures" });
    await expect(card.getByText("What NRR hides")).toBeVisible();
    await expect(card).toContainText("without the 3 that grew most");
    await card.getByRole("button", { name: "What is this: NRR" }).click();
    await expect(page.getByText(/New customers are not in it/)).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("a bar of the waterfall opens the accounts, and they are the figure", async () => {
    const steps = page.getByRole("list", { name: "Movements of MRR" });
    await steps.getByRole("link", { name: /^New:/ }).click();
    await expect(page).toHaveURL(/open=new/);
    await expect(drawer(page).getByText(/exactly the figure “New”/)).toBeVisible();
  });

  await test.step("an account opens to its movements", async () => {
    const first = drawer(page).getByRole("button", { name: /^Movements of/ }).first();
    await first.click();
    await expect(first).toHaveAttribute("aria-expanded", "true");
    await expect(drawer(page).getByText("a month").first()).toBeVisible();
    await expect(drawer(page).getByText(/^began/).first()).toBeVisible();
  });

  await test.step("and leads to its page, from where one comes back to the list", async () => {
    await drawer(page).getByRole("table").getByRole("link").first().click();
    await expect(page).toHaveURL(/\/accounts\/.*tab=revenue/);
    await expect(page.getByRole("heading", { name: "How revenue moved" })).toBeVisible();
    await page.goBack();
    await expect(drawer(page).getByText(/exactly the figure “New”/)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(drawer(page)).toHaveCount(0);
    await expect(page).not.toHaveURL(/open=/);
  });
});

test("every amount of a month is what its accounts come to", async ({ page }) => {
  test.setTimeout(60_000);
  await visit(page, "/revenue?period=twelve_full");
  const month = figures(page).getByRole("row").nth(4);
  const links = month.getByRole("link");
  const count = await links.count();
  expect(count).toBeGreaterThan(3);
  for (let at = 0; at < count; at++) {
    await links.nth(at).click();
    await expect(drawer(page).getByText(/exactly the figure/)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(drawer(page)).toHaveCount(0);
  }
});

test("the view is in the address: period, split and filter", async ({ page }) => {
  await visit(page, "/revenue");
  await page.getByRole("button", { name: /^Period:/ }).click();
  await page.getByRole("button", { name: /^Last year/ }).click();
  await expect(page).toHaveURL(/period=last_year/);
  await page.getByText("Plan", { exact: true }).first().click();
  await expect(page).toHaveURL(/by=plan/);
  await expect(page.getByRole("table", { name: "Compared by plan" })).toBeVisible();

  await page.reload();
  await expect(page.getByRole("radio", { name: "Plan" })).toBeChecked();
  await expect(page.getByRole("button", { name: /^Period: Last year/ })).toBeVisible();

  await figures(page).getByRole("button", { name: "NRR" }).click();
  await expect(page).toHaveURL(/sort=nrr/);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV" }).click();
  expect((await download).suggestedFilename()).toMatch(/^revenue-by-plan-.*\.csv$/);
});

test("cohorts say what is left of those who came together", async ({ page }) => {
  await visit(page, "/revenue");
  await page.getByRole("link", { name: "Cohorts" }).click();
  const triangle = page.getByRole("table", { name: "Cohorts" });
  await expect(triangle.getByRole("row", { name: /^Together/ })).toContainText("100%");
  await page.getByText("MRR", { exact: true }).click();
  await page.getByText("Absolute", { exact: true }).click();
  await expect(page).toHaveURL(/of=mrr&as=absolute/);
  await expect(triangle.getByRole("row", { name: /^Together/ })).toContainText("$");
  await page.getByText("By quarter", { exact: true }).click();
  await expect(triangle.getByRole("rowheader").first()).toHaveText(/^Q\d \d{4}/);
});

test("a past day has the figures of that day", async ({ page }) => {
  const { today } = (await (await page.request.get("/api/session")).json()) as { today: string };
  const day = new Date(Date.parse(today) - 90 * 86_400_000).toISOString().slice(0, 10);
  await visit(page, "/revenue");
  const mrr = page.getByRole("region", { name: "Key figures" }).getByRole("link").first();
  const now = await mrr.innerText();
  await visit(page, `/revenue?as_of=${day}`);
  await expect(mrr).not.toHaveText(now);
  await mrr.click();
  await expect(drawer(page).getByText(/exactly the figure “Closing MRR”/)).toBeVisible();
});
