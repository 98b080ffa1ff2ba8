// Scorecard studio: changed with a live preview, wrong where it says so, published, and put back.

import { expect, type Page, test, visit } from "./app";

/** A preview scores every account, and judges both scorecards by the past. */
const COMPUTED = { timeout: 60_000 };
const headers = { "x-perennial-csrf": "1" };

const preview = (page: Page) => page.getByRole("complementary", { name: "Preview" });
const publish = (page: Page) => page.getByRole("button", { name: "Publish", exact: true });

async function start(page: Page): Promise<void> {
  await visit(page, "/scorecard");
  await expect(preview(page).getByRole("table", { name: "Bands" })).toBeVisible(COMPUTED);
}

test.describe.configure({ mode: "serial" });

test.afterEach(async ({ page }) => {
  await page.request.delete("/api/scorecard/draft", { headers });
  await page.request.delete("/api/scorecard", { headers });
});

test("a change shows what it comes to, is published, and put back", async ({ page }) => {
  test.setTimeout(180_000);

  await test.step("from the settings to the studio", async () => {
    await visit(page, "/settings?tab=scorecard");
    await page.getByRole("link", { name: "Edit" }).click();
    await expect(page).toHaveTitle("Scorecard studio · Perennial");
    await expect(preview(page).getByText("As it is now")).toBeVisible();
    await expect(publish(page)).toBeDisabled();
  });

  await test.step("a weight changes its share, and accounts", async () => {
    await page.getByLabel("Weight of Usage").fill("90");
    await expect(preview(page).getByRole("table", { name: "Movers" })).toBeVisible(COMPUTED);
    await expect(page.getByText(/^draft, saved/)).toBeVisible();
    await expect(preview(page).getByText(/^Would it have foreseen more/)).toBeVisible();
  });

  await test.step("a reload loses nothing", async () => {
    await page.reload();
    await expect(page.getByLabel("Weight of Usage")).toHaveValue("90", COMPUTED);
  });

  await test.step("a curve is bent by the keys", async () => {
    await page.getByRole("button", { name: /^Usage against its own year/ }).click();
    const point = page.getByRole("slider", { name: "Point 2 of 6" });
    await point.focus();
    await page.keyboard.press("Shift+ArrowUp");
    await expect(point).toHaveAttribute("aria-valuenow", "15");
    await expect(page.getByLabel("Point 2: points")).toHaveValue("15");
  });

  await test.step("the same as text and back", async () => {
    await page.getByRole("tab", { name: "As text" }).click();
    const toml = page.getByRole("textbox", { name: "TOML" });
    await expect(toml).toHaveValue(/weight = 90/, COMPUTED);
    await toml.fill((await toml.inputValue()).replace("weight = 90", "weight = 80"));
    await page.getByRole("tab", { name: "Form" }).click();
    await expect(page.getByLabel("Weight of Usage")).toHaveValue("80", COMPUTED);
  });

  await test.step("it is published", async () => {
    await expect(publish(page)).toBeEnabled(COMPUTED);
    await publish(page).click();
    await expect(page.getByRole("dialog")).toContainText("band");
    await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
    await expect(page.getByText(/^version \d+ by demo/)).toBeVisible(COMPUTED);
    await expect(publish(page)).toBeDisabled();
  });

  await test.step("and stands among the versions, until the built-in one is back", async () => {
    await page.getByRole("tab", { name: "Versions" }).click();
    await expect(page.getByRole("table", { name: "Versions" })).toContainText("in use");
    await page.getByRole("button", { name: "More about the scorecard" }).click();
    await page.getByRole("menuitem", { name: "Back to the built-in one" }).click();
    await page.getByRole("button", { name: "Use the built-in one" }).click();
    await page.getByRole("tab", { name: "Form" }).click();
    await expect(page.getByLabel("Weight of Usage")).toHaveValue("25", COMPUTED);
  });
});

test("what is wrong is marked, and can't be published", async ({ page }) => {
  test.setTimeout(120_000);
  await start(page);
  await page.getByRole("button", { name: "Add a group" }).click();
  await page.getByLabel("Name of the new group").fill("Nothing yet");
  await page.keyboard.press("Enter");
  await preview(page).getByRole("button", { name: "Show it" }).click(COMPUTED);
  const group = page.getByRole("region", { name: "Group Nothing yet" });
  await expect(group.getByRole("alert")).toContainText("It has no measures");
  await expect(publish(page)).toBeDisabled();

  await group.getByRole("button", { name: "Add a measure" }).click();
  await page.getByRole("option", { name: "Stickiness", exact: false }).first().click();
  await expect(group.getByRole("alert")).toHaveCount(0, COMPUTED);
  await expect(publish(page)).toBeEnabled(COMPUTED);
  await page.getByRole("button", { name: "Discard changes" }).click();
  await page.getByRole("button", { name: "Discard", exact: true }).click();
  await expect(preview(page).getByText("As it is now")).toBeVisible();
});

test("on a past day it is only to read", async ({ page }) => {
  const day = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
  await visit(page, `/scorecard?as_of=${day}`);
  await expect(page.getByLabel("Weight of Usage")).toBeDisabled();
  await expect(publish(page)).toHaveCount(0);
});
