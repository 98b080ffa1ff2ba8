// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { button, field, setUp, shown, type } from "../testPage";
import { TestServer } from "../testServer";
import type { Card } from "../types";

setUp();

const ORDER = "PUT /api/scorecards/order";
const several = () => new TestServer().add("large", { name: "Large" }).add("new", { name: "New" });
const list = () => screen.findByRole("list", { name: "Scorecards" });
const names = async () =>
  within(await list())
    .getAllByRole("listitem")
    .toSorted((a, b) => Number(a.style.order) - Number(b.style.order))
    .map((row) => within(row).getAllByRole("link")[0]?.textContent);

describe("several scorecards", () => {
  it("show in order of precedence, with whom each scores", async () => {
    shown(several().add("old", { name: "Old", problem: "it scores nobody" }));
    expect(await names()).toEqual(["Large", "New", "Old", "Default"]);
    const rows = within(await list()).getAllByRole("listitem");
    await within(rows[0] as HTMLElement).findByText("explained: tier = 'large'");
    const count = within(rows[0] as HTMLElement).getByRole("link", { name: /20 accounts/ });
    expect(count.getAttribute("href")).toContain("where=tier+%3D+%27large%27");
    expect(screen.getByText("It scores nobody.")).toBeTruthy();
    expect(within(rows[3] as HTMLElement).getByText("everybody else")).toBeTruthy();
    expect(within(rows[3] as HTMLElement).queryByRole("button")).toBeNull();
  });

  it("open one by its key, which the address holds", async () => {
    const server = shown(several());
    await list();
    const [link] = screen.getAllByRole("link", { name: "Large" });
    expect(link?.getAttribute("href")).toBe("/scorecard?key=large");
    fireEvent.click(link as HTMLElement);
    expect(await screen.findByText("Scores the accounts")).toBeTruthy();
    expect(field("Name").value).toBe("Large");
    await waitFor(() => expect(link?.getAttribute("aria-current")).toBe("page"));
    type("Weight of Usage", "20");
    await waitFor(() => expect(server.sent("PUT /api/scorecard/draft large")).toHaveLength(1));
    expect(server.sent("PUT /api/scorecard/draft")).toHaveLength(0);
  });

  it("move by buttons and by the keys, and the order can be undone", async () => {
    const server = shown(several());
    await list();
    fireEvent.click(button("Move New up"));
    await waitFor(() => expect(server.sent(ORDER)).toEqual([{ keys: ["new", "large"] }]));
    expect(await names()).toEqual(["New", "Large", "Default"]);
    expect(screen.getByText("New is now 1 of 3")).toBeTruthy();
    fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() => expect(server.sent(ORDER).at(-1)).toEqual({ keys: ["large", "new"] }));
    fireEvent.keyDown(button("Place of Large"), { key: "ArrowDown" });
    await waitFor(() => expect(server.sent(ORDER).at(-1)).toEqual({ keys: ["new", "large"] }));
    fireEvent.click(button("Move New up"));
    expect(server.sent(ORDER)).toHaveLength(3);
  });

  it("go back to their places where the server refuses", async () => {
    const server = several();
    server.refuse = (what) =>
      what === ORDER ? { status: 422, code: "invalid", detail: "not now" } : undefined;
    shown(server);
    await list();
    fireEvent.click(button("Move New up"));
    expect(await screen.findByText("Not now.")).toBeTruthy();
    expect(await names()).toEqual(["Large", "New", "Default"]);
  });

  it("can be dragged", async () => {
    const server = shown(several());
    const rows = within(await list()).getAllByRole("listitem");
    rows.forEach((row, at) => {
      row.getBoundingClientRect = () => ({ top: at * 40, height: 40 }) as DOMRect;
    });
    const handle = button("Place of Large");
    handle.setPointerCapture = () => undefined;
    fireEvent.pointerDown(handle, { button: 0, pointerId: 1 });
    fireEvent.pointerMove(handle, { clientY: 75 });
    expect(await names()).toEqual(["New", "Large", "Default"]);
    expect(server.sent(ORDER)).toHaveLength(0);
    fireEvent.pointerUp(handle);
    await waitFor(() => expect(server.sent(ORDER)).toEqual([{ keys: ["new", "large"] }]));
  });

  it("are made as a copy of the chosen one, for the accounts of a condition", async () => {
    const server = shown(several());
    await list();
    fireEvent.click(button("New scorecard"));
    const dialog = within(await screen.findByRole("dialog"));
    fireEvent.change(dialog.getByLabelText("Name"), { target: { value: "Large" } });
    const key = dialog.getByLabelText("Key") as HTMLInputElement;
    expect(key.value).toBe("large");
    expect(dialog.getByText("There is one with this key.")).toBeTruthy();
    fireEvent.change(dialog.getByLabelText("Name"), { target: { value: "In a trial" } });
    expect(key.value).toBe("in_a_trial");
    fireEvent.click(await dialog.findByRole("radio", { name: "Text" }));
    fireEvent.change(dialog.getByLabelText("Condition"), { target: { value: "tier = 't'" } });
    expect(await dialog.findByText(/of which explained: tier = 't'/)).toBeTruthy();
    fireEvent.click(dialog.getByRole("button", { name: "Make it" }));
    const what = "PUT /api/scorecard in_a_trial";
    await waitFor(() => expect(server.sent(what)).toHaveLength(1));
    const [sent] = server.sent<{ card: Card; base_version: null }>(what);
    expect(sent?.base_version).toBeNull();
    expect(sent?.card).toMatchObject({ name: "In a trial", applies_to: "tier = 't'", emphasis: 3 });
    await waitFor(async () =>
      expect(await names()).toEqual(["In a trial", "Large", "New", "Default"]),
    );
    expect(await screen.findByText("Scores the accounts")).toBeTruthy();
  });

  it("go, and come back with their last version at their old place", async () => {
    const server = shown(several(), {}, "/scorecard?key=large");
    await list();
    fireEvent.click(button("Remove Large"));
    const dialog = within(await screen.findByRole("dialog"));
    fireEvent.click(dialog.getByRole("button", { name: "Remove" }));
    await waitFor(() => expect(server.sent("DELETE /api/scorecard large")).toHaveLength(1));
    expect(await screen.findByText("Large is removed")).toBeTruthy();
    await waitFor(async () => expect(await names()).toEqual(["New", "Default"]));
    expect(await screen.findByDisplayValue("Default")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() =>
      expect(server.sent("PUT /api/scorecard large")).toEqual([
        { toml: 'name = "Default"\n', base_version: null },
      ]),
    );
    await waitFor(() => expect(server.sent(ORDER)).toEqual([{ keys: ["large", "new"] }]));
  });

  it("can't be changed by who only reads", async () => {
    shown(several(), { permissions: ["read"] });
    const rows = await list();
    expect(within(rows).queryByRole("button")).toBeNull();
    expect(screen.queryByRole("button", { name: "New scorecard" })).toBeNull();
  });

  it("say when there is none of that key", async () => {
    shown(several(), {}, "/scorecard?key=gone");
    expect(await screen.findByText("There is no such scorecard")).toBeTruthy();
  });
});
