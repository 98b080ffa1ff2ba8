// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { wrong } from "./sample";
import { button, field, lastCard, setUp, shown, type } from "./testPage";
import { TestServer, usual } from "./testServer";
import type { Card } from "./types";

setUp();

const publishButton = () => button("Publish");
const typeWeight = (weight: string) => type("Weight of Usage", weight);

describe("the scorecard studio", () => {
  it("shows what a change comes to, with who moves and what is not claimed", async () => {
    const server = shown();
    await screen.findByText("As it is now");
    expect(publishButton().disabled).toBe(true);
    typeWeight("20");
    const movers = await screen.findByRole("table", { name: "Movers" });
    expect(within(movers).getByRole("link", { name: "Acme" }).getAttribute("href")).toBe(
      "/accounts/acme",
    );
    expect(screen.getByText(/^84 accounts of 162 change by half a point or more/)).toBeTruthy();
    expect(screen.getAllByText("no clear difference").length).toBeGreaterThan(0);
    expect(screen.getByText("67%")).toBeTruthy();
    await waitFor(() => expect(lastCard(server.asked).groups[0]?.weight).toBe(20));
    expect(lastCard(server.asked)).not.toHaveProperty("version");
  });

  it("publishes the card that is written, after it said what changes", async () => {
    const server = shown();
    await screen.findByText("As it is now");
    typeWeight("20");
    await waitFor(() => expect(publishButton().disabled).toBe(false));
    fireEvent.click(publishButton());
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByText(/^1 account changes band, 84 scores change/)).toBeTruthy();
    fireEvent.click(within(dialog).getByRole("button", { name: "Publish" }));
    const what = "PUT /api/scorecard";
    await waitFor(() => expect(server.sent(what)).toHaveLength(1));
    const [sent] = server.sent<{ card: Card; base_version: number }>(what);
    expect(sent?.card.groups[0]?.weight).toBe(20);
    expect(sent?.base_version).toBe(2);
  });

  it("marks a problem at its field, and offers to go there", async () => {
    const bad = wrong("groups.usage.measures.level.weight", "it is no weight");
    const server = new TestServer();
    server.answer = (asked) =>
      "card" in asked && asked.card.groups[0]?.weight === 20 ? bad : usual(asked);
    shown(server);
    await screen.findByText("As it is now");
    typeWeight("20");
    fireEvent.click(await screen.findByRole("button", { name: "Show it" }));
    expect(await screen.findByText("It is no weight.")).toBeTruthy();
    expect(publishButton().disabled).toBe(true);
  });

  it("says a problem without a place above the preview", async () => {
    const server = new TestServer();
    server.answer = () => wrong("groups.gone", "it is not there");
    shown(server);
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toBe("groups.gone: it is not there");
  });

  it("edits the same draft as text", async () => {
    const server = shown();
    await screen.findByText("As it is now");
    fireEvent.change(field("Emphasis on weak sides"), { target: { value: "5" } });
    fireEvent.click(screen.getByRole("tab", { name: "As text" }));
    const text = (await screen.findByLabelText("TOML")) as HTMLTextAreaElement;
    expect(text.value).toContain("emphasis = 5");
    fireEvent.change(text, { target: { value: "emphasis = 6" } });
    await waitFor(() => expect(server.asked.at(-1)).toEqual({ toml: "emphasis = 6" }));
  });

  it("moves a point of a curve by the keys", async () => {
    const server = shown();
    await screen.findByText("As it is now");
    fireEvent.click(screen.getByRole("button", { name: /^Usage against its own year/ }));
    const point = screen.getByRole("slider", { name: "Point 2 of 3" });
    expect(point.getAttribute("aria-valuetext")).toBe("50 % gives 28 points");
    fireEvent.keyDown(point, { key: "ArrowUp", shiftKey: true });
    expect(field("Point 2: points").value).toBe("38");
    fireEvent.keyDown(point, { key: "Delete" });
    expect(screen.getAllByRole("slider")).toHaveLength(2);
    await waitFor(() =>
      expect(lastCard(server.asked).groups[0]?.measures[0]?.curve).toEqual([
        [0, 0],
        [1, 90],
      ]),
    );
  });

  it("takes a version's text as the draft", async () => {
    const server = shown(undefined, {}, "/scorecard?tab=versions");
    fireEvent.click(await screen.findByRole("button", { name: "Look at version 1" }));
    await waitFor(() => expect(server.asked.at(-1)).toEqual({ toml: "b = 1" }));
    expect(screen.queryByRole("button", { name: "Look at version 2" })).toBeNull();
  });

  it("is only to read without the right, and on a past day", async () => {
    const server = shown(undefined, { permissions: ["read"] });
    expect(await screen.findByText(/^to read/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Publish" })).toBeNull();
    expect(field("Weight of Usage").closest("fieldset")?.disabled).toBe(true);
    expect(server.asked).toHaveLength(0);
    cleanup();
    shown(undefined, { asOf: "2026-09-01" });
    expect(await screen.findByText(/go back to today/)).toBeTruthy();
  });
});
