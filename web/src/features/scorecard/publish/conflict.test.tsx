// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { published } from "../sample";
import { button, field, setUp, shown, type } from "../testPage";
import type { TestServer } from "../testServer";

setUp();

const PUT = "PUT /api/scorecard";
const CONFLICT = {
  status: 409,
  code: "conflict",
  detail: "ana@example.com published version 3 at 10:12",
};

/** Somebody publishes version 3 just before one's own goes. */
async function published3(): Promise<TestServer> {
  const server = shown();
  await screen.findByText("As it is now");
  type("Weight of Usage", "20");
  await waitFor(() => expect(button("Publish").disabled).toBe(false));
  server.refuse = (what, body) => {
    const { base_version } = (body ?? {}) as { base_version?: number };
    if (what !== PUT || base_version === 3) return undefined;
    server.cards.set(
      "default",
      published({ version: 3, toml: 'name = "Default"\nemphasis = 7\n' }),
    );
    return CONFLICT;
  };
  fireEvent.click(button("Publish"));
  const dialog = await screen.findByRole("dialog");
  fireEvent.click(within(dialog).getByRole("button", { name: "Publish" }));
  await screen.findByText("Ana@example.com published version 3 at 10:12.");
  return server;
}

describe("publishing what somebody else published meanwhile", () => {
  it("asks, shows theirs beside one's own, and publishes over it", async () => {
    const server = await published3();
    expect(server.sent<{ base_version: number }>(PUT).map((one) => one.base_version)).toEqual([2]);
    fireEvent.click(button("See theirs"));
    const differences = await screen.findByRole("region", { name: "Differences" });
    await waitFor(() => expect(differences.textContent).toContain("− emphasis = 7"));
    expect(differences.textContent).toContain("+ emphasis = 3");
    await waitFor(() => expect(button("Publish mine anyway").disabled).toBe(false));
    fireEvent.click(button("Publish mine anyway"));
    expect(await screen.findByText("Version 4 is published")).toBeTruthy();
    expect(server.sent<{ base_version: number }>(PUT).at(-1)?.base_version).toBe(3);
  });

  it("leaves the draft as it is otherwise", async () => {
    await published3();
    fireEvent.click(button("Go on editing"));
    expect(field("Weight of Usage").value).toBe("20");
    expect(await screen.findByText(/version 3 was published since you began/)).toBeTruthy();
  });
});
