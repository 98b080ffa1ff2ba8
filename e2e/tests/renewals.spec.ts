// Renewals, what a customer is worth, and how revenue is counted.

import { expect, type Page, test, visit } from "./app";

const headers = { "x-perennial-csrf": "1" };

const board = (page: Page) => page.getByRole("table", { name: "Terms that end" });
const sums = (page: Page, name: string) => page.getByRole("list", { name });

interface Renewals {
  renewals: { account_name: string; subscription_id: string; outcome: string }[];
}

test("a manager sees what ends, narrows it to what is at risk, and says what to expect", async ({
  page,
}) => {
  test.setTimeout(90_000);
  const reason = `They asked for the new order form ${Date.now()}`;
  await visit(page, "/revenue/renewals");

  await test.step("sums lead to their terms, and the address keeps it", async () => {
    await expect(page).toHaveTitle("Renewals · Perennial");
    await sums(page, "By outcome").getByRole("button", { name: /^Lost/ }).click();
    await expect(page).toHaveURL(/outcome=lost/);
    await expect(board(page).getByText("Lost", { exact: true }).first()).toBeVisible();
    await page.reload();
    await expect(board(page).getByText("Lost", { exact: true }).first()).toBeVisible();
    await expect(board(page).getByText("Open", { exact: true })).toHaveCount(0);
    await page.getByRole("button", { name: "Clear" }).click();
    await expect(page).not.toHaveURL(/outcome/);
  });

  await test.step("months that are over are folded", async () => {
    const months = board(page).getByRole("button", { expanded: false });
    const folded = await months.count();
    expect(folded).toBeGreaterThan(0);
    await months.first().click();
    await expect(months).toHaveCount(folded - 1);
  });

  await test.step("only terms at risk, with their reasons", async () => {
    await page.getByRole("button", { name: "At risk only" }).click();
    await expect(page).toHaveURL(/risk=any/);
    const rows = board(page).locator("[data-row]");
    await expect(board(page).getByText(/^at risk: /)).toHaveCount(await rows.count());
    await page.getByRole("button", { name: "Clear" }).click();
  });

  await test.step("the months stand in a table too", async () => {
    await page.getByRole("button", { name: /^Show as table: ACV up for renewal/ }).click();
    await expect(page.getByRole("columnheader", { name: "Renewal rate" })).toBeVisible();
    await page.getByRole("button", { name: /^Show as chart: ACV up for renewal/ }).click();
  });

  await test.step("the keyboard goes down the rows and opens a call", async () => {
    const call = page.getByRole("button", { name: /^(Make a call|Call: )/ });
    const row = board(page).getByRole("row").filter({ has: call }).first();
    await row.locator("[data-row]").focus();
    await page.keyboard.press("c");
    const dialog = page.getByRole("dialog", { name: /^Your call: / });
    await expect(dialog).toBeVisible();
    await dialog.getByRole("radio", { name: /^At risk/ }).check();
    await dialog.getByLabel(/^What it will bring a year/).fill("1200");
    await dialog.getByLabel("Why, if you like").fill(reason);
    await page.keyboard.press("Control+Enter");
    await expect(dialog).toHaveCount(0);
    await expect(board(page).getByText(reason)).toBeVisible();
  });

  await test.step("the call stays, and counts as a risk", async () => {
    await page.reload();
    await expect(board(page).getByText(reason)).toBeVisible();
    await sums(page, "Why at risk").getByRole("button", { name: /^Called at risk/ }).click();
    await expect(page).toHaveURL(/risk=call/);
    await expect(board(page).getByText(reason)).toBeVisible();
  });

  await test.step("another call can be taken back", async () => {
    const row = board(page).getByRole("row").filter({ hasText: reason });
    await row.getByRole("button", { name: /^Call: At risk/ }).click();
    const dialog = page.getByRole("dialog", { name: /^Your call: / });
    await dialog.getByRole("radio", { name: /^Commit/ }).check();
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Your call is saved")).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(row.getByText("At risk", { exact: true })).toBeVisible();
  });

  await test.step("a name leads to the account's contract lines", async () => {
    await board(page).locator("[data-row]").first().click();
    await expect(page).toHaveURL(/\/accounts\/.*tab=revenue/);
  });
});

test("on a past day the board is as it was, and nothing can be said", async ({ page }) => {
  const day = new Date(Date.now() - 60 * 86_400_000).toISOString().slice(0, 10);
  const answer = await page.request.get(`/api/revenue/renewals?as_of=${day}`);
  expect(answer.ok()).toBe(true);
  expect(((await answer.json()) as Renewals).renewals.length).toBeGreaterThan(0);
  await visit(page, `/revenue/renewals?as_of=${day}`);
  const call = board(page).getByRole("button", { name: /^(Make a call|Call: )/ }).first();
  await expect(call).toBeDisabled();
  await expect(call).toHaveAttribute("title", /go back to today/);
});

test("what a customer is worth, and what churn costs", async ({ page }) => {
  test.setTimeout(60_000);
  await visit(page, "/revenue/value");

  await test.step("it is told in a sentence, with limits and what it rests on", async () => {
    await expect(page).toHaveTitle("Customer value · Perennial");
    await expect(page.getByText(/^(Half|More than half) of all customers/)).toBeVisible();
    await expect(page.getByText(/^The estimate rests on/)).toBeVisible();
    await expect(page.getByText(/95% limits\)$/)).toBeVisible();
  });

  await test.step("the cost to win a customer gives payback and LTV/CAC", async () => {
    await page.getByLabel(/^Cost to win one/).fill("1500");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/cost=1500/);
    await expect(page.getByText(/^LTV\/CAC\. Below 1/)).toBeVisible();
  });

  await test.step("a term that can't be is refused in words, at its field", async () => {
    await page.getByLabel("Margin").fill("300");
    await page.keyboard.press("Enter");
    await expect(page.getByText("There is no value on these terms")).toBeVisible();
    await page.getByLabel("Margin").fill("80");
    await page.keyboard.press("Enter");
    await expect(page.getByText(/^The estimate rests on/)).toBeVisible();
  });

  await test.step("it is split by plan", async () => {
    await page.getByText("Plan", { exact: true }).click();
    await expect(page).toHaveURL(/by=plan/);
    const rows = page.getByRole("table", { name: "Value by group" }).getByRole("row");
    await expect.poll(() => rows.count()).toBeGreaterThan(2);
  });

  await test.step("the simulator says the two shares apart", async () => {
    const list = page.getByRole("list", { name: "What churn leaves" });
    await expect(list).toContainText(
      "At 30% churn, MRR after 36 months is 34.3% of that without churn",
    );
    await page.getByLabel("Churn a year, %").fill("10");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/churn=0\.1/);
    await expect(list.getByRole("listitem")).toHaveCount(1);
    await expect(list).toContainText("72.9%");
  });
});

test("rules and rates are changed and taken back", async ({ page }) => {
  test.setTimeout(60_000);
  const rate = "/api/revenue/rates/CHF/2019-01-01";
  try {
    await visit(page, "/revenue/settings");

    await test.step("a rule is saved, and the one before comes back", async () => {
      const usual = page.getByRole("radio", { name: /^On the first day without access/ });
      await expect(usual).toBeChecked();
      await page.getByRole("radio", { name: /^On the day on which notice/ }).check();
      await page.getByRole("button", { name: "Save the rules" }).click();
      await expect(page.getByText("follow these rules now")).toBeVisible();
      await page.getByRole("button", { name: "Undo" }).click();
      await expect(usual).toBeChecked();
    });

    await test.step("rates are pasted, and wrong lines told", async () => {
      await page.getByText("Paste several").click();
      const lines = page.getByLabel("Currency, day, rate");
      await lines.fill("CHF,2019-01-01,1.01\nCHF,soon,1");
      await expect(page.getByText(/a day is written 2026-01-31/)).toBeVisible();
      await lines.fill("CHF,2019-01-01,1.01");
      await page.getByRole("button", { name: "Add 1 rate" }).click();
      await expect(page.getByRole("table", { name: "Exchange rates" })).toContainText("1.01");
    });

    await test.step("one is deleted, and comes back", async () => {
      const remove = page.getByRole("button", { name: /^Delete CHF from Jan 1, 2019/ });
      await remove.click();
      await expect(remove).toHaveCount(0);
      await page.getByRole("button", { name: "Undo" }).last().click();
      await expect(remove).toBeVisible();
    });
  } finally {
    await page.request.delete(rate, { headers });
  }
});

test("the ledger says what is wrong with it, or that all is sound", async ({ page }) => {
  const answer = await page.request.get("/api/revenue/ledger");
  const { rows } = (await answer.json()) as { rows: unknown[] };
  await visit(page, "/revenue/settings?tab=ledger");
  if (rows.length === 0) {
    await expect(page.getByText(/^All [\d,]+ rows are sound$/)).toBeVisible();
  } else {
    await expect(page.getByText(/rows? of subscriptions ha/)).toBeVisible();
    await expect(page.getByText("How to mend it:").first()).toBeVisible();
  }
});
