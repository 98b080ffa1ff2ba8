// Takes a picture of every page, light and dark: `PERENNIAL_URL=http://127.0.0.1:7373 npm run pictures -- OUT_DIR`.
// For looking at the app, and for the pictures in the docs.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { BROWSER } from "./browser.mjs";

const base = process.env.PERENNIAL_URL ?? "http://127.0.0.1:7373";
const out = process.argv[2] ?? "pictures";
const only = process.argv[3];
const width = Number(process.env.WIDTH ?? 1440);
const height = Number(process.env.HEIGHT ?? 900);
const worst = process.env.ACCOUNT;

const browser = await chromium.launch(BROWSER);
await mkdir(out, { recursive: true });

for (const scheme of ["light", "dark"]) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
  page.on(
    "console",
    (message) => message.type() === "error" && console.error(scheme, message.text()),
  );
  page.on("pageerror", (error) => console.error(scheme, error.message));

  const shoot = async (name, path, prepare) => {
    if (only && !name.includes(only)) return;
    await page.goto(base + path);
    await page.waitForLoadState("networkidle", { timeout: 4000 }).catch(() => {});
    await prepare?.();
    await page.waitForTimeout(350);
    await page.screenshot({
      path: join(out, `${name}-${scheme}.png`),
      fullPage: process.env.FULL === "1",
    });
  };

  await page.goto(`${base}/sign-in`);
  await page.getByLabel("E-mail").fill("demo@perennial.test");
  await page.getByLabel("Password", { exact: true }).fill("perennial-demo");
  if (!only || "sign-in".includes(only))
    await page.screenshot({ path: join(out, `sign-in-${scheme}.png`) });
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${base}/`);

  const list = await (await page.request.get(`${base}/api/accounts?limit=1`)).json();
  const account = `/accounts/${encodeURIComponent(worst ?? list.rows[0].account_id)}`;

  await shoot("home", "/");
  await shoot("accounts", "/accounts");
  await shoot("accounts-condition", "/accounts?where=arr > 5 and active_contcts_28d < 5");
  await shoot("accounts-empty", "/accounts?q=zzzz");
  await shoot("account", account);
  await shoot("account-day", account, async () => {
    const canvas = page.locator("[data-pick] canvas").first();
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    await page.mouse.click(box.x + box.width * 0.5, box.y + box.height * 0.5);
    await page.waitForTimeout(400);
  });
  for (const tab of ["people", "tickets", "timeline", "revenue", "metrics"]) {
    await shoot(`account-${tab}`, `${account}?tab=${tab}`);
  }
  await shoot("health", "/health");
  await shoot("hidden-risk", "/health/hidden-risk");
  await shoot("segments", "/segments");
  await shoot("segment-new", "/segments/new?where=arr > 5000 and (open_tickets > 1 or last_nps < 7)");
  const segments = await (await page.request.get(`${base}/api/segments`)).json();
  const keys = segments.rows.map(({ key }) => key);
  await shoot("segment", `/segments/${keys[0]}`);
  await shoot("segments-compare", `/segments/compare?keys=${keys.slice(0, 3).join(",")}`);
  const computed = () =>
    page.getByRole("status", { name: "Loading" }).waitFor({ state: "detached", timeout: 60_000 });
  await shoot("backtest", "/backtest", computed);
  await shoot("backtest-metric", "/backtest?metric=days_since_last_seen", computed);
  await shoot("scorecard", "/scorecard", async () => {
    await computed();
    await page.getByRole("button", { name: /^Usage against its own year/ }).click();
  });
  await shoot("scorecard-text", "/scorecard?tab=text", computed);
  await shoot("catalogue", "/catalogue");
  await shoot("metric", "/catalogue/active_contacts_28d");
  await shoot("metric-new", "/catalogue/new-metric");
  await shoot("sql", "/sql?q=SELECT name, tier FROM accounts", async () => {
    const run = page.getByRole("button", { name: /^Run/ });
    if (await run.isVisible()) await run.click();
    await page.waitForTimeout(800);
  });
  const { today } = await (await page.request.get(`${base}/api/session`)).json();
  const past = new Date(Date.parse(today) - 90 * 86_400_000).toISOString().slice(0, 10);
  await shoot("past-home", `/?as_of=${past}`);
  await shoot("past-account", `${account}?as_of=${past}`);
  await shoot("signals", "/signals");
  await shoot("data", "/data");
  for (const tab of ["live", "imports", "sources"])
    await shoot(`data-${tab}`, `/data?tab=${tab}`, async () => {
      if (tab === "imports")
        await page
          .getByRole("button", { name: /tickets/ })
          .first()
          .click()
          .catch(() => {});
    });
  await shoot("settings", "/settings");
  for (const tab of ["sessions", "webhooks", "scorecard", "appearance"]) {
    await shoot(`settings-${tab}`, `/settings?tab=${tab}`);
  }
  await shoot("palette", "/", async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("gra");
    await page.waitForTimeout(300);
  });
  await shoot("help", "/", () => page.keyboard.press("?"));
  await page.close();
}
await browser.close();
