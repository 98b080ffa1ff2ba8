import { chromium } from "playwright-core";
const base = process.env.BASE ?? "http://127.0.0.1:17492";
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox","--disable-gpu","--disable-quic","--no-first-run","--disable-background-networking","--disable-component-update","--disable-sync"] });
const [scheme, width, ...pages] = process.argv.slice(2);
const context = await browser.newContext({ viewport: { width: Number(width), height: 900 }, colorScheme: scheme, locale: "en-US" });
await context.request.post(base + "/api/session", { data: { email: "demo@perennial.test", password: "perennial-demo" }, headers: { "x-perennial-csrf": "1" } });
const page = await context.newPage();
page.on("pageerror", (e) => console.log("ERROR", e.message));
page.on("console", (m) => m.type() === "error" && console.log("CONSOLE", m.text().slice(0, 400)));
for (const spec of pages) {
  const [name, path, full] = spec.split("=>");
  await page.goto(base + path);
  await page.waitForTimeout(2500);
  await page.screenshot({ path: `/tmp/hw/${name}.png`, fullPage: full === "full" });
}
await browser.close();
