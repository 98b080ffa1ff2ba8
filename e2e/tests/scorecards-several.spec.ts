// Several scorecards: made for some of the accounts, put in order, taken away and put back; and what
// happens when somebody else publishes meanwhile.

import { expect, type Page, test, visit } from "./app";

/** A change scores every account anew, with its whole history. */
const COMPUTED = { timeout: 60_000 };
const headers = { "x-perennial-csrf": "1" };
const KEYS = ["large", "small"];

const list = (page: Page) => page.getByRole("list", { name: "Scorecards" });
const row = (page: Page, name: string) =>
  list(page).getByRole("listitem").filter({ hasText: name });
const publish = (page: Page) => page.getByRole("button", { name: "Publish", exact: true });

/** The names in the list, from the first to be asked to the last. */
async function names(page: Page): Promise<string[]> {
  const rows = list(page).getByRole("listitem");
  const texts = await rows.evaluateAll((all) =>
    all
      .toSorted(
        (a, b) => Number((a as HTMLElement).style.order) - Number((b as HTMLElement).style.order),
      )
      .map((one) => one.querySelector("a")?.textContent ?? ""),
  );
  return texts;
}

/** The number of accounts in a row. */
async function accountsOf(page: Page, name: string): Promise<number> {
  const text = await row(page, name).innerText();
  return Number(/([\d,]+) accounts?/.exec(text)?.[1]?.replaceAll(",", ""));
}

/** Makes a scorecard as a copy of the default one, without the page. */
async function made(page: Page, key: string, name: string, applies_to: string): Promise<void> {
  const card = await (await page.request.get("/api/scorecard")).json();
  const data = { card: { ...cardOf(card), name, applies_to }, base_version: null };
  const answer = await page.request.put(`/api/scorecard?key=${key}`, { headers, data });
  expect(answer.ok(), await answer.text()).toBe(true);
}

function cardOf(card: Record<string, unknown>) {
  const { name, applies_to, least_coverage, emphasis, groups, exceptions, bands } = card;
  return { name, applies_to, least_coverage, emphasis, groups, exceptions, bands };
}

test.describe.configure({ mode: "serial" });

test.afterEach(async ({ page }) => {
  for (const key of KEYS) {
    await page.request.delete(`/api/scorecard/draft?key=${key}`, { headers });
    await page.request.delete(`/api/scorecard?key=${key}`, { headers });
  }
  await page.request.delete("/api/scorecard/draft", { headers });
  await page.request.delete("/api/scorecard", { headers });
});

test("one is made, ordered, taken away and put back", async ({ page }) => {
  test.setTimeout(240_000);
  await visit(page, "/scorecard");
  const everybody = await accountsOf(page, "everybody");

  await test.step("it is made for the accounts of a condition", async () => {
    await page.getByRole("button", { name: "New scorecard" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Large");
    await expect(dialog.getByLabel("Key")).toHaveValue("large");
    await dialog.getByText("Text", { exact: true }).click();
    await dialog.getByLabel("Condition", { exact: true }).fill("arr > 20000");
    await expect(dialog.getByText(/accounts? of which/)).toBeVisible();
    await dialog.getByRole("button", { name: "Make it" }).click();
    await expect(page).toHaveURL(/key=large/, COMPUTED);
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Large", COMPUTED);
  });

  await test.step("between them they score everybody, and each number opens", async () => {
    expect(await names(page)).toEqual(["Large", "Default"]);
    const large = await accountsOf(page, "Large");
    expect(large).toBeGreaterThan(0);
    expect(large + (await accountsOf(page, "everybody else"))).toBe(everybody);
    const rest = await accountsOf(page, "everybody else");
    await row(page, "everybody else")
      .getByRole("link", { name: /accounts/ })
      .click();
    await expect(page).toHaveURL(/where=not\+coalesce/);
    await expect(page.getByText(new RegExp(`\\b${rest}\\b`)).first()).toBeVisible();
  });

  await test.step("another comes before it by the buttons, and after it by the mouse", async () => {
    await made(page, "small", "Small", "arr <= 20000");
    await visit(page, "/scorecard");
    await expect.poll(() => names(page)).toEqual(["Large", "Small", "Default"]);
    await page.getByRole("button", { name: "Move Small up" }).click();
    await expect.poll(() => names(page)).toEqual(["Small", "Large", "Default"]);
    const handle = page.getByRole("button", { name: "Place of Small" });
    const from = await handle.boundingBox();
    const to = await row(page, "Large").boundingBox();
    if (!from || !to) throw new Error("the rows are not there");
    await page.mouse.move(from.x + 8, from.y + 8);
    await page.mouse.down();
    await page.mouse.move(from.x + 8, to.y + to.height - 2, { steps: 6 });
    await page.mouse.up();
    await expect.poll(() => names(page)).toEqual(["Large", "Small", "Default"]);
    await expect(page.getByText("The order of the scorecards is changed")).toBeVisible(COMPUTED);
    await page.reload();
    await expect.poll(() => names(page)).toEqual(["Large", "Small", "Default"]);
  });

  await test.step("it goes, and comes back at its place", async () => {
    await page.getByRole("button", { name: "Remove Large" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await expect.poll(() => names(page), COMPUTED).toEqual(["Small", "Default"]);
    await page.getByRole("button", { name: "Undo" }).last().click();
    await expect.poll(() => names(page), COMPUTED).toEqual(["Large", "Small", "Default"]);
  });

  await test.step("the last one has no place to go to", async () => {
    await expect(row(page, "everybody else").getByRole("button")).toHaveCount(0);
  });
});

test("exceptions, a ceiling, a colour and an own sentence are published", async ({ page }) => {
  test.setTimeout(180_000);
  await made(page, "large", "Large", "arr > 20000");
  await visit(page, "/scorecard?key=large");

  await page.getByRole("button", { name: "Add an exception" }).click();
  await page.getByLabel("Metric of the new exception").first().fill("Open tickets");
  await page.getByRole("option", { name: "Open tickets" }).first().click();
  const exceptions = page.getByRole("region", { name: "Exceptions" });
  await expect(exceptions.getByText(/^At most 40 while “Open tickets” is at least/)).toBeVisible();
  await exceptions.getByLabel("Score at most").fill("130");
  await expect(exceptions.getByText(/out of range/)).toBeVisible(COMPUTED);
  await exceptions.getByLabel("Score at most").fill("30");
  await expect(exceptions.getByText(/out of range/)).toHaveCount(0, COMPUTED);

  await page.getByRole("button", { name: /^Ceiling of Usage/ }).click();
  await page.getByLabel("Point 1: points").fill("30");

  await page.getByRole("button", { name: /^Colour of Thriving/ }).click();
  await page.getByRole("button", { name: "Violet" }).click();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: /^Usage against its own year/ }).click();
  await page.getByLabel("Own sentence").fill("{value} events, where {baseline} were usual");
  await expect(page.getByText(/^draft, saved/)).toBeVisible();

  await expect(publish(page)).toBeEnabled(COMPUTED);
  await publish(page).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText(/^version \d+ by demo/)).toBeVisible(COMPUTED);
  const card = await (await page.request.get("/api/scorecard?key=large")).json();
  expect(card.exceptions).toMatchObject([{ metric: "open_tickets", most: 30 }]);
  expect(card.groups[0].ceiling).toMatchObject({ metric: "csm_fit" });
  expect(card.groups[0].ceiling.curve[0]).toEqual([0, 30]);
  expect(card.groups[0].measures[0].says).toContain("{baseline}");
  expect(card.bands[0].colour).toBe("#7f6be0");
  expect(card.draft).toBeNull();
});

test("what somebody else published meanwhile is a choice", async ({ page }) => {
  test.setTimeout(180_000);
  await visit(page, "/scorecard");
  await page.getByLabel("Emphasis on weak sides").fill("4");
  await expect(publish(page)).toBeEnabled(COMPUTED);

  const before = await (await page.request.get("/api/scorecard")).json();
  const data = { card: { ...cardOf(before), emphasis: 6 }, base_version: before.version };
  const answer = await page.request.put("/api/scorecard", { headers, data });
  expect(answer.ok(), await answer.text()).toBe(true);

  await publish(page).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading")).toHaveText("Published by somebody else meanwhile");
  await dialog.getByRole("button", { name: "See theirs" }).click();
  await expect(dialog.getByRole("region", { name: "Differences" })).toContainText("emphasis");
  await dialog.getByRole("button", { name: "Publish mine anyway" }).click();
  await expect(page.getByText(/^version \d+ by demo/)).toBeVisible(COMPUTED);
  const now = await (await page.request.get("/api/scorecard")).json();
  expect(now).toMatchObject({ emphasis: 4, version: before.version + 2 });
});
