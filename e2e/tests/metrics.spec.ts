// A metric of one's own: written in a form, seen before it is saved, on every account, and gone.

import { expect, test, visit, worstAccount } from "./app";

/** Saving computes every account's whole history. */
const SAVED = { timeout: 30_000 };
const NAME = "People who exported";
const KEY = "people_who_exported";

test("a metric is found, and leads to an account", async ({ page }) => {
  await visit(page, "/catalogue");
  await page.keyboard.press("/");
  await page.keyboard.type("stickiness");
  await expect(page).toHaveURL(/q=stickiness/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveTitle(/Stickiness/);
  await expect(page.getByRole("img", { name: /How accounts are spread/ })).toBeVisible();
  await page.getByText("Lowest first").click();
  await expect(page).toHaveURL(/order=lowest/);
  await page.getByRole("region", { name: "Every account" }).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/accounts\/.*mq=stickiness_28d/);
  await page.getByRole("button", { name: /Last year of Stickiness/ }).click();
  await expect(page.getByRole("img", { name: /Stickiness/ })).toBeVisible();
});

test("a metric is made by form, previewed, saved, seen, changed and removed", async ({ page }) => {
  test.setTimeout(120_000);
  const account = await worstAccount(page);

  await test.step("written in a form", async () => {
    await visit(page, "/catalogue/new-metric");
    await page.getByRole("link", { name: /How many people/ }).click();
    const preview = page.getByRole("complementary", { name: "Preview" });
    await expect(preview.getByText("distinct contacts of facts")).toBeVisible();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill(NAME);
    await expect(page.getByRole("textbox", { name: "Key" })).toHaveValue(KEY);

    const condition = page.getByRole("textbox", { name: "Which of them count" });
    await condition.fill("knd = 'usage'");
    await expect(page.getByRole("alert")).toContainText("^^^");
    await page.getByRole("button", { name: "Use kind" }).click();
    await expect(condition).toHaveValue("kind = 'usage'");
    await expect(preview.getByRole("img", { name: /^Spread/ })).toBeVisible();
    await expect(preview.getByRole("row")).toHaveCount(11);
  });

  await test.step("the same as TOML and back", async () => {
    await page.getByText("TOML", { exact: true }).click();
    const toml = page.getByRole("textbox", { name: "TOML" });
    await expect(toml).toHaveValue(/fold = "distinct_contacts"/);
    await toml.fill((await toml.inputValue()).replace("window = 28", "window = 56"));
    await expect(page.getByText("on d−55 … d")).toBeVisible();
    await page.getByText("Form", { exact: true }).click();
    await expect(page.getByLabel("In which time: days")).toHaveValue("56");
  });

  await test.step("saved, and on an account", async () => {
    await page.getByRole("button", { name: "Save metric" }).click();
    await expect(page).toHaveURL(new RegExp(`/catalogue/${KEY}$`), SAVED);
    await expect(page.getByText("200 of 200").first()).toBeVisible();
    await visit(page, `/accounts/${encodeURIComponent(account)}?tab=metrics&mq=${KEY}`);
    await expect(page.getByRole("link", { name: NAME })).toBeVisible();
  });

  await test.step("changed: its versions show what", async () => {
    await visit(page, `/catalogue/${KEY}/edit`);
    await page.getByLabel("In which time: days").fill("7");
    await expect(page.getByText("on d−6 … d")).toBeVisible();
    await page.keyboard.press("Control+Enter");
    await expect(page).toHaveURL(new RegExp(`/catalogue/${KEY}$`), SAVED);
    await page.getByRole("button", { name: /changed by/ }).first().click();
    await expect(page.getByText("+ window = 7")).toBeVisible();
    await expect(page.getByText("- window = 56")).toBeVisible();
  });

  await test.step("removed, put back, and removed for good", async () => {
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await expect(page).toHaveURL(/\/catalogue$/, SAVED);
    const putBack = page.waitForResponse((answer) => answer.request().method() === "PUT", SAVED);
    await page.getByRole("button", { name: "Undo" }).click();
    await putBack;
    await visit(page, `/catalogue/${KEY}`);
    await expect(page).toHaveTitle(`${NAME} · Perennial`);
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await expect(page).toHaveURL(/\/catalogue$/, SAVED);
    await visit(page, `/accounts/${encodeURIComponent(account)}?tab=metrics&mq=${KEY}`);
    await expect(page.getByText("No metric matches")).toBeVisible();
  });
});

test("a metric in use says where, and stays", async ({ page }) => {
  const part = "own_part_of_another";
  const headers = { "x-perennial-csrf": "1" };
  const declare = (key: string, expression: string) =>
    page.request.put(`/api/metrics/${key}`, {
      headers,
      data: { definition: { key, name: key, description: "", unit: "number", expression } },
    });
  expect((await declare(part, "events_28d / 2")).ok()).toBe(true);
  expect((await declare("own_whole", `${part} * 2`)).ok()).toBe(true);

  await visit(page, `/catalogue/${part}`);
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByRole("dialog")).toContainText("own_whole");

  for (const key of ["own_whole", part]) {
    expect((await page.request.delete(`/api/metrics/${key}`, { headers })).ok()).toBe(true);
  }
});

test("nothing written is lost without asking", async ({ page }) => {
  await visit(page, "/catalogue/new-metric?template=how_often");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Half done");
  await page.getByRole("link", { name: "Home" }).click();
  await page.getByRole("button", { name: "Keep writing" }).click();
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Half done");
  await page.getByRole("link", { name: "Home" }).click();
  await page.getByRole("button", { name: "Leave", exact: true }).click();
  await expect(page).toHaveURL(/\/$/);
});
