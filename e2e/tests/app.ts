// What every test starts from: a page that must stay free of errors.

import { test as base, expect, type Page } from "@playwright/test";

export type { Page };
export { expect };

export const test = base.extend<{ errors: string[] }>({
  baseURL: async ({}, use) => {
    await use(process.env.PERENNIAL_URL);
  },
  // Fails a test whose page threw or broke its content security policy.
  errors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(error.message));
      page.on("console", (message) => {
        const text = message.text();
        if (message.type() === "error" && !text.startsWith("Failed to load resource")) {
          errors.push(text);
        }
      });
      await use(errors);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});

/** What is computed when it is first asked for, such as a backtest, takes its time. */
const LOADED = { timeout: 30_000 };

/** Goes to a page and waits until nothing loads any more. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator("h1")).toBeVisible();
  await expect(page.getByRole("status", { name: "Loading" })).toHaveCount(0, LOADED);
}

/** The id of the account that stands first in the list, worst health first. */
export async function worstAccount(page: Page): Promise<string> {
  const answer = await page.request.get("/api/accounts?limit=1&sort=score&dir=asc");
  const list = (await answer.json()) as { rows: { account_id: string }[] };
  const id = list.rows[0]?.account_id;
  if (!id) throw new Error("the sample company has no accounts");
  return id;
}
