// A segment from its first row to its comparison with another.

import { expect, test } from "./app";

test("a segment is built, saved, opened and compared", async ({ page }) => {
  const tag = String(Date.now()).slice(-7);
  const name = `Quiet accounts ${tag}`;
  const key = `quiet_accounts_${tag}`;

  await page.goto("/segments/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await expect(page.getByLabel("Key", { exact: true })).toHaveValue(key);

  const count = page.getByTestId("live-count");
  await test.step("rows choose accounts, and the count follows", async () => {
    await page.getByRole("combobox", { name: "Column" }).fill("days_since");
    await page.getByRole("option", { name: /last seen/ }).click();
    await page.getByRole("textbox", { name: "Value", exact: true }).fill("3");
    await expect(count).toHaveText(/^\d+$/);
    const many = Number(await count.innerText());
    expect(many).toBeGreaterThan(0);
    await page.getByRole("textbox", { name: "Value", exact: true }).fill("30");
    await expect
      .poll(async () => Number(await count.innerText().catch(() => many)))
      .toBeLessThan(many);
  });

  await test.step("the text says the same, and its mistakes are marked", async () => {
    await page.getByText("Text", { exact: true }).click();
    const text = page.getByRole("textbox", { name: "Condition" });
    await expect(text).toHaveValue("days_since_last_seen > 30");
    await text.fill("days_since_last_sen > 7");
    await page.getByRole("button", { name: "Use days_since_last_seen" }).click();
    await expect(text).toHaveValue("days_since_last_seen > 7");
    await expect(count).toHaveText(/^\d+$/);
    await text.fill("coalesce(days_since_last_seen, 999) > 7");
    await expect(page.getByText(/Rows can't show this: it uses coalesce/)).toBeVisible();
    await text.fill("days_since_last_seen > 7");
    await page.getByText("Rows", { exact: true }).click();
    await expect(page.getByRole("textbox", { name: "Value", exact: true })).toHaveValue("7");
  });

  const shown = await count.innerText();
  await page.getByRole("button", { name: "Save segment" }).click();
  await expect(page).toHaveTitle(`${name} · Perennial`);

  await test.step("its accounts are as many as the count said", async () => {
    await expect(page.getByRole("table", { name: "Accounts" })).toHaveAttribute(
      "aria-rowcount",
      String(Number(shown) + 1),
    );
    await page.getByRole("tab", { name: "Over time" }).click();
    // Two years of every account are worked out when they are first asked for.
    await expect(page.getByRole("img", { name: /^Accounts from/ })).toBeVisible({ timeout: 20_000 });
    await page.getByRole("tab", { name: "Entered and left" }).click();
    await expect(page.getByText(/entered, .* left since/)).toBeVisible();
    await page.getByRole("tab", { name: "Versions" }).click();
    await expect(page.getByRole("cell", { name: "days_since_last_seen > 7" })).toBeVisible();
  });

  await test.step("the list of accounts can be narrowed to it", async () => {
    await page.goto(`/accounts?segment=${key}&where=arr is not null`);
    await expect(page.getByRole("button", { name: `Segment: ${name}` })).toBeVisible();
    await page.getByRole("link", { name: "Save as segment" }).click();
    await page.getByLabel("Name", { exact: true }).fill(`Paying ${tag}`);
    await page.getByRole("button", { name: "Save segment" }).click();
    await expect(page).toHaveTitle(`Paying ${tag} · Perennial`);
  });

  await test.step("both stand side by side", async () => {
    await page.goto("/segments");
    await page.getByRole("checkbox", { name: `Compare ${name}` }).check();
    await page.getByRole("checkbox", { name: `Compare Paying ${tag}` }).check();
    await page.getByRole("link", { name: "Compare 2" }).click();
    await expect(page.getByRole("region", { name })).toContainText("Median");
    await expect(page.getByRole("img", { name: /^Histogram of Health score/ })).toBeVisible();
    await expect(page.getByRole("img", { name: /^Medians of Health score/ })).toBeVisible();
    await expect(page.getByText(/in more than one of these segments/)).toBeVisible();
  });

  await test.step("and one goes again", async () => {
    await page.goto(`/segments/paying_${tag}`);
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await expect(page).toHaveTitle("Segments · Perennial");
    await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
    await expect(page.getByRole("link", { name: `Paying ${tag}`, exact: true })).toHaveCount(0);
  });
});
