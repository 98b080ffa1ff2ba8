// Everything that matters without a mouse.

import { expect, test, visit } from "./app";

test("the palette leads to an account and the keys to each place", async ({ page }) => {
  await visit(page, "/");
  const call = page.getByRole("region", { name: "Call these first" }).getByRole("article").first();
  const name = (await call.locator('a[href^="/accounts/"]').first().innerText()).trim();

  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox");
  await expect(field).toBeFocused();
  await page.keyboard.type(name);
  const option = page.getByRole("option").filter({ hasText: name }).first();
  await expect(option).toBeVisible();
  for (let step = 0; step < 12 && (await option.getAttribute("aria-selected")) !== "true"; step++) {
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await expect(page).toHaveTitle(`${name} · Perennial`);

  for (const [key, title] of [
    ["s", "Signals"],
    ["b", "Backtest"],
    ["d", "Data"],
    ["a", "Accounts"],
    ["h", "Home"],
  ]) {
    await page.keyboard.press("g");
    await page.keyboard.press(key);
    await expect(page).toHaveTitle(`${title} · Perennial`);
  }
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog").getByText("Go to Signals")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("the inbox is emptied with j, k, e and s, and a step can be undone", async ({ page }) => {
  await visit(page, "/signals");
  const current = page.locator("[aria-current=true]");
  await expect(current).toBeVisible();
  const first = await current.innerText();
  await page.keyboard.press("j");
  await expect(current).not.toHaveText(first, { useInnerText: true });
  await page.keyboard.press("k");
  await expect(current).toHaveText(first, { useInnerText: true });

  const open = page.getByRole("tab", { name: /^Open/ });
  const before = await open.innerText();
  await page.keyboard.press("s");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/Snoozed until/)).toBeVisible();
  await expect(open).not.toHaveText(before, { useInnerText: true });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(open).toHaveText(before, { useInnerText: true });
});

test("rows of the accounts table are reached with the arrow keys", async ({ page }) => {
  await visit(page, "/accounts");
  const table = page.getByRole("table", { name: "Accounts" });
  await expect(table.getByRole("row").nth(3)).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByLabel("Search accounts")).toBeFocused();
  await page.keyboard.press("Escape");
  await table.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const name = await table.locator("[data-active] a").first().innerText();
  await page.keyboard.press("Enter");
  await expect(page).toHaveTitle(`${name} · Perennial`);
});
