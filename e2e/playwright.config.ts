import { defineConfig } from "@playwright/test";
import { BROWSER } from "./browser.mjs";

export const STATE = "test-results/signed-in.json";

export default defineConfig({
  testDir: "tests",
  globalSetup: "./server.ts",
  workers: 1,
  timeout: 30_000,
  expect: { timeout: 7_000 },
  reporter: [["list"]],
  use: {
    launchOptions: BROWSER,
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    timezoneId: "UTC",
    contextOptions: { reducedMotion: "reduce" },
    trace: "retain-on-failure",
    storageState: STATE,
  },
});
