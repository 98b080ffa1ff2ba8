// A past day: picked, shown everywhere, shared by its address, and left again.

import { expect, type Page, test, visit, worstAccount } from "./app";

/** YYYY-MM-DD, so many days before today as the server counts it. */
async function daysAgo(page: Page, days: number): Promise<string> {
  const answer = await page.request.get("/api/session");
  const { today } = (await answer.json()) as { today: string };
  return new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

const banner = (page: Page) => page.getByRole("region", { name: "A past day is shown" });
const dayOf = (page: Page) => new URL(page.url()).searchParams.get("as_of");

test("a past day is picked, shared and left", async ({ page, context }) => {
  const account = await worstAccount(page);
  await visit(page, `/accounts/${account}`);
  const health = page.getByText(/in 28 days/).first();
  const now = await health.innerText();

  await test.step("a quick choice shows the page as of that day", async () => {
    await page.getByRole("button", { name: "Past day" }).click();
    await page.getByRole("button", { name: /^A quarter ago/ }).click();
    await expect(banner(page)).toContainText("As it was on");
    expect(dayOf(page)).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    await expect(health).not.toHaveText(now);
  });

  await test.step("nothing can be changed there", async () => {
    await page.goto(`/signals?as_of=${await daysAgo(page, 60)}`);
    await expect(page.getByRole("button", { name: /^Acknowledge/ })).toBeDisabled();
  });

  await test.step("the day goes along, and steps by keys", async () => {
    await page.getByRole("link", { name: "Accounts" }).first().click();
    await expect(page.locator("h1")).toHaveText("Accounts");
    expect(dayOf(page)).toBe(await daysAgo(page, 60));
    await page.keyboard.press("[");
    await expect.poll(() => dayOf(page)).toBe(await daysAgo(page, 61));
    await page.keyboard.press("}");
    await expect.poll(() => dayOf(page)).toBe(await daysAgo(page, 54));
  });

  await test.step("the address shows the same to others", async () => {
    const other = await context.newPage();
    await visit(other, page.url());
    await expect(banner(other)).toContainText("As it was on");
    const total = async (of: Page) => of.locator("h1 + div").first().innerText();
    expect(await total(other)).toBe(await total(page));
    await other.close();
  });

  await test.step("settings say that they are as now", async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("t");
    await expect(banner(page)).toContainText("This page is as it is now");
  });

  await test.step("and back to today", async () => {
    await page.goBack();
    await banner(page).getByRole("button", { name: "Back to today" }).click();
    await expect(banner(page)).toHaveCount(0);
    expect(dayOf(page)).toBeNull();
  });
});

test("Ctrl-K and the calendar lead to any day", async ({ page }) => {
  await visit(page, "/");
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("past day");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Go to a past day" });
  await dialog.getByRole("button", { name: "Month before" }).click();
  await dialog.getByRole("table").getByRole("button").nth(14).click();
  await expect(banner(page)).toContainText("As it was on");
  expect(dayOf(page)).toMatch(/-15$/);
  // A day that nobody can show says why.
  await visit(page, "/?as_of=1999-01-01");
  await expect(page.getByText(/Nothing is known of 1999-01-01/)).toBeVisible();
});
