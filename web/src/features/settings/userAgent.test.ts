import { expect, it } from "vitest";
import { nameOfAgent } from "./userAgent";

it.each([
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36",
    "Chrome on Linux",
  ],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Firefox/140.0", "Firefox on macOS"],
  ["Mozilla/5.0 (Windows NT 10.0) Chrome/141.0 Safari/537.36 Edg/141.0", "Edge on Windows"],
  ["curl/8.5.0", "curl/8.5.0"],
  [null, "Unknown browser"],
])("%s", (agent, name) => {
  expect(nameOfAgent(agent)).toBe(name);
});
