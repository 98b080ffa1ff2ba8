// No serious or critical finding of axe on any page, in light and in dark.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { expect, type Page, test, visit, worstAccount } from "./app";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function findings(page: Page): Promise<string[]> {
  // Evaluated by the browser's debugger, which the page's security policy doesn't bind.
  await page.evaluate(axe);
  const results = await page.evaluate(() =>
    (window as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  return results.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 4)
        .map((node) => `${id}: ${node.html.slice(0, 160)} (${node.any[0]?.message ?? ""})`),
    );
}

const QUARTER_AGO = new Date(Date.now() - 90 * 86_400_000).toISOString().slice(0, 10);

const PAGES = [
  "/",
  `/?as_of=${QUARTER_AGO}`,
  "/accounts",
  "/accounts?q=nobody-is-called-so",
  "/accounts?where=nonsense",
  "ACCOUNT",
  `ACCOUNT?as_of=${QUARTER_AGO}`,
  "ACCOUNT?tab=people",
  "ACCOUNT?tab=tickets",
  "ACCOUNT?tab=surveys",
  "ACCOUNT?tab=timeline",
  "ACCOUNT?tab=revenue",
  "ACCOUNT?tab=metrics",
  "/segments",
  "/segments/new",
  "/segments/new?where=arr > 5 and (open_tickets > 1 or last_nps < 7)",
  "/segments/new?where=coalesce(arr, 0) > 5",
  "/segments/compare",
  "/segments/there_is_none",
  "/signals",
  "/signals?tab=closed",
  `/signals?as_of=${QUARTER_AGO}`,
  "/health",
  "/health/hidden-risk",
  "/health/hidden-risk?show=all",
  "/revenue",
  "/revenue?by=plan",
  "/revenue?open=all",
  "/revenue/cohorts",
  "/revenue/cohorts?of=mrr&by=quarter",
  "/revenue/renewals",
  "/revenue/renewals?risk=any",
  "/revenue/value",
  "/revenue/settings",
  "/revenue/settings?tab=ledger",
  "/backtest",
  "/backtest?metric=days_since_last_seen",
  "/scorecard",
  "/scorecard?tab=text",
  "/scorecard?tab=versions",
  `/scorecard?as_of=${QUARTER_AGO}`,
  "/catalogue",
  "/catalogue?q=nothing-is-called-so",
  "/catalogue/active_contacts_28d",
  "/catalogue/there_is_no_such_metric",
  "/catalogue/active_contacts_28d/edit",
  "/catalogue/new-metric",
  "/catalogue/new-metric?template=time_to",
  "/catalogue/new-metric?template=change",
  "/sql",
  "/data",
  "/data?tab=live",
  "/data?tab=imports",
  "/data?tab=sources",
  "/settings",
  "/settings?tab=sessions",
  "/settings?tab=webhooks",
  "/settings?tab=scorecard",
  "/settings?tab=appearance",
  "/there-is-no-such-page",
];

for (const scheme of ["light", "dark"] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });
    test.setTimeout(240_000);

    test("every page", async ({ page }) => {
      const account = `/accounts/${encodeURIComponent(await worstAccount(page))}`;
      const found: Record<string, string[]> = {};
      for (const path of PAGES) {
        const url = path.replace("ACCOUNT", account);
        if (path.startsWith("/there-is-no")) await page.goto(url);
        else await visit(page, url);
        const list = await findings(page);
        if (list.length > 0) found[path] = list;
      }
      expect(found).toEqual({});
    });

    test("palette, menus and the chart's table", async ({ page }) => {
      await visit(page, "/");
      await page.getByRole("button", { name: /Show as table/ }).click();
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press("Control+k");
      await expect(page.getByRole("option").first()).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await visit(page, "/accounts");
      await page.getByRole("button", { name: "Owner" }).first().click();
      await expect(page.getByRole("menu")).toBeVisible();
      expect(await findings(page)).toEqual([]);
    });

    test("the import wizard", async ({ page }) => {
      await visit(page, "/data?tab=imports");
      const text = "Case number,Company,Opened\nT-1,acme,31.01.2026\nT-2,,31.01.2026\n";
      const file = { name: "support.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
      await page.locator("input[type=file]").setInputFiles([file]);
      await expect(page.getByRole("button", { name: "Import 1 row" })).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.getByLabel("What Company becomes").selectOption("leave out");
      await expect(page.getByText("Needed: choose a column")).toBeVisible();
      expect(await findings(page)).toEqual([]);
    });

    test.describe("signed out", () => {
      test.use({ storageState: { cookies: [], origins: [] } });
      test("sign-in and a used-up set-up link", async ({ page }) => {
        await page.goto("/sign-in");
        await expect(page.getByLabel("E-mail")).toBeVisible();
        expect(await findings(page)).toEqual([]);
        await page.goto("/setup/no-such-link");
        await expect(page.locator("h1")).toBeVisible();
        expect(await findings(page)).toEqual([]);
      });
    });
  });
}
