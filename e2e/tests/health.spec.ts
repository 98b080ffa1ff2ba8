// Health over all customers: how they are, whose outside deceives, and what is wrong inside.

import { expect, type Page, test, visit } from "./app";

const hidden = (page: Page) => page.getByRole("table", { name: "Hidden risk" });
const card = (page: Page) => page.getByRole("region", { name: "Hidden risk" });

interface Overview {
  accounts: number;
  scored: number;
  hidden: { listed: number; judged: number };
}

async function overview(page: Page): Promise<Overview> {
  const answer = await page.request.get("/api/health/overview");
  return (await answer.json()) as Overview;
}

test("from health to who only looks well, and to why", async ({ page }) => {
  test.setTimeout(120_000);
  const { accounts, hidden: found } = await overview(page);
  expect(found.listed, "the sample company has customers that only look well").toBeGreaterThan(0);

  await test.step("the keys lead to health, which says how everybody is", async () => {
    await visit(page, "/");
    await page.keyboard.press("g");
    await page.keyboard.press("l");
    await expect(page).toHaveTitle("Health · Perennial");
    await expect(page.getByText(`${accounts} customers`, { exact: false }).first()).toBeVisible();
    const bands = page.getByRole("table", { name: "Customers by health" });
    await expect(bands.getByRole("row")).toHaveCount(6);
    await expect(page.getByRole("list", { name: "Fell most in 28 days" })).toBeVisible();
    await expect(page.getByRole("list", { name: "Rose most in 28 days" })).toBeVisible();
  });

  await test.step("a band leads to its accounts", async () => {
    const bands = page.getByRole("table", { name: "Customers by health" });
    await bands.getByRole("link", { name: /^Critical/ }).click();
    await expect(page).toHaveURL(/\/accounts\?band=critical/);
    await page.goBack();
  });

  await test.step("a share of data leads to its accounts", async () => {
    await page.getByRole("link", { name: /^Nearly all of it/ }).click();
    await expect(page).toHaveURL(/where=coverage/);
    await expect(page.getByRole("alert")).toHaveCount(0);
    await page.goBack();
  });

  await test.step("those that look well and are not stand in a list", async () => {
    await page.getByRole("link", { name: `All ${found.listed}`, exact: true }).click();
    await expect(page).toHaveTitle("Hidden risk · Perennial");
    await expect(hidden(page).getByRole("rowheader")).toHaveCount(Math.min(found.listed, 100));
    const risk = page.getByRole("columnheader", { name: "Hidden risk" });
    await expect(risk).toHaveAttribute("aria-sort", "descending");
  });

  await test.step("each side is told, with what it looks at", async () => {
    await page.getByRole("button", { name: /^What is looked at/ }).click();
    await expect(page.locator("a[href^='/catalogue/']").first()).toBeVisible();
    await expect(hidden(page).getByText(/: (alarm \d+ of 100|unknown)$/).first()).toBeAttached();
  });

  await test.step("a name leads to what its risk is made of", async () => {
    const link = hidden(page).getByRole("rowheader").first().getByRole("link").first();
    const name = (await link.innerText()).trim();
    await link.click();
    await expect(page).toHaveTitle(`${name} · Perennial`);
    await expect(card(page).getByText(/^It looks well/)).toBeVisible();
    await expect(card(page)).toBeInViewport();
    await expect(card(page).getByRole("button", { expanded: true })).toHaveCount(1);
    await expect(card(page).getByRole("img", { name: /^Hidden risk from 0 to 100/ })).toBeVisible();
  });

  await test.step("the banner says so on every tab, and leads back there", async () => {
    await page.getByRole("tab", { name: "People" }).click();
    await page.getByRole("link", { name: /^Green outside, red inside:/ }).click();
    await expect(card(page)).toBeInViewport();
  });

  await test.step("a sign leads to its metric", async () => {
    const sign = card(page).locator("a[href^='/catalogue/']").first();
    await sign.click();
    await expect(page).toHaveURL(/\/catalogue\/\w+/);
  });
});

test("the list shows everybody, sorts, and keeps its view in the address", async ({ page }) => {
  test.setTimeout(90_000);
  const { hidden: found } = await overview(page);
  await visit(page, "/health/hidden-risk");
  await page.getByText(/^All customers \d/).click();
  await expect(page).toHaveURL(/show=all/);
  await expect(hidden(page).getByRole("rowheader")).toHaveCount(Math.min(found.judged, 100));
  await page.getByRole("button", { name: "ARR", exact: true }).click();
  await expect(page).toHaveURL(/sort=arr&dir=desc/);
  await page.reload();
  const arr = page.getByRole("columnheader", { name: "ARR", exact: true });
  await expect(arr).toHaveAttribute("aria-sort", "descending");
  const marks = page.getByRole("img", { name: "Green outside, red inside" });
  if (found.listed > 0 && found.judged <= 100) await expect(marks).toHaveCount(found.listed);
});

test("the accounts list shows hidden risk where it is asked for", async ({ page }) => {
  await visit(page, "/accounts");
  const column = page.getByRole("columnheader", { name: "Hidden risk" });
  await expect(column).toHaveCount(0);
  await page.getByRole("button", { name: "Show hidden risk" }).click();
  await expect(page).toHaveURL(/also=hidden_risk/);
  await expect(column).toBeVisible();
});

test("health has room in a narrow window, and shows a past day", async ({ page }) => {
  test.setTimeout(90_000);
  for (const width of [1280, 900]) {
    await page.setViewportSize({ width, height: 900 });
    for (const path of ["/health", "/health/hidden-risk?show=all"]) {
      await visit(page, path);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(over, `${path} at ${width}`).toBeLessThanOrEqual(0);
    }
  }
  const { today } = (await (await page.request.get("/api/session")).json()) as { today: string };
  const day = new Date(Date.parse(today) - 60 * 86_400_000).toISOString().slice(0, 10);
  await visit(page, `/health?as_of=${day}`);
  await expect(page.getByRole("table", { name: "Customers by health" })).toBeVisible();
  await expect(page.getByRole("region", { name: "A past day is shown" })).toContainText("As it was");
});
