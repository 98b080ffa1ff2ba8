// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { published } from "../sample";
import { button, field, setUp, shown, type } from "../testPage";
import { ME, TestServer } from "../testServer";
import type { Card, ServerDraft } from "../types";
import { settled } from "./inTurn";

setUp();

const PUT = "PUT /api/scorecard/draft";
const DELETE = "DELETE /api/scorecard/draft";
const SAVED = "draft, saved until you publish or discard it";
const DOWN = { status: 503, code: "unavailable", detail: "the disk is full" };

function serverWith(draft: Partial<ServerDraft>): TestServer {
  const server = new TestServer();
  const whole = { toml: "c = 1", changed_by: ME, changed_at: "2026-11-30T09:00:00Z", ...draft };
  server.cards.set("default", published({ draft: { base_version: 2, ...whole } }));
  return server;
}

const ready = () => screen.findByText(/^(As it is now|What it would come to)$/);

describe("a draft", () => {
  it("is kept on the server a moment after it was written", async () => {
    const server = shown();
    await ready();
    type("Weight of Usage", "19");
    type("Weight of Usage", "20");
    expect(screen.getByText("draft, being saved")).toBeTruthy();
    expect(await screen.findByText(SAVED)).toBeTruthy();
    const sent = server.sent<{ card: Card; base_version: number }>(PUT);
    expect(sent.map(({ card }) => card.groups[0]?.weight)).toEqual([20]);
    expect(sent[0]?.base_version).toBe(2);
    expect(localStorage.length).toBe(0);
  });

  it("goes once it is as published again, and when it is discarded", async () => {
    const server = shown();
    await ready();
    type("Weight of Usage", "20");
    await screen.findByText(SAVED);
    type("Weight of Usage", "30");
    await waitFor(() => expect(server.sent(DELETE)).toHaveLength(1));
    type("Weight of Usage", "20");
    await screen.findByText(SAVED);
    fireEvent.click(button("Discard changes"));
    fireEvent.click(await screen.findByRole("button", { name: "Discard" }));
    await waitFor(() => expect(server.sent(DELETE)).toHaveLength(2));
    expect(field("Weight of Usage").value).toBe("30");
  });

  it("comes back after a reload, with what was typed last", async () => {
    const server = shown();
    await ready();
    fireEvent.click(screen.getByRole("tab", { name: "As text" }));
    fireEvent.change(await screen.findByLabelText("TOML"), { target: { value: "a = 1" } });
    cleanup();
    await waitFor(() => expect(server.sent(PUT)).toEqual([{ toml: "a = 1", base_version: 2 }]));
    shown(server, {}, "/scorecard?tab=text");
    const text = (await screen.findByLabelText("TOML")) as HTMLTextAreaElement;
    expect(text.value).toBe("a = 1");
    expect(screen.getByText(SAVED)).toBeTruthy();
  });

  it("says that a version came since it was begun", async () => {
    shown(serverWith({ base_version: 1 }));
    expect(await screen.findByText(/version 2 was published since you began/)).toBeTruthy();
  });

  it("gets to the server even when the page is closed at once", async () => {
    const server = shown();
    await ready();
    type("Weight of Usage", "20");
    fireEvent(window, new Event("pagehide"));
    expect(server.sent(PUT)).toHaveLength(1);
  });
});

describe("a draft that can't be saved", () => {
  it("is kept in this browser, which is said, until it works", async () => {
    const server = new TestServer();
    server.refuse = (what) => (what === PUT ? DOWN : undefined);
    shown(server);
    await ready();
    type("Weight of Usage", "20");
    expect(await screen.findByText(/not saved on the server: only this browser/)).toBeTruthy();
    expect(localStorage.length).toBe(1);
    const again = button("Try again");
    expect(again.title).toBe("The disk is full.");
    server.refuse = () => undefined;
    fireEvent.click(again);
    expect(await screen.findByText(SAVED)).toBeTruthy();
    expect(localStorage.length).toBe(0);
  });

  it("is brought to the server on the next visit", async () => {
    const server = new TestServer();
    server.refuse = (what) => (what === PUT ? DOWN : undefined);
    shown(server);
    await ready();
    type("Weight of Usage", "20");
    await screen.findByText(/only this browser/);
    cleanup();
    await settled();
    server.refuse = () => undefined;
    server.written = [];
    shown(server);
    await ready();
    expect(field("Weight of Usage").value).toBe("20");
    await waitFor(() => expect(server.sent(PUT)).toHaveLength(1));
    expect(await screen.findByText(SAVED)).toBeTruthy();
    expect(localStorage.length).toBe(0);
  });
});

describe("somebody else's draft", () => {
  const theirs = () => serverWith({ changed_by: "ana@example.com" });

  it("is said, and nothing can be changed before it is taken over", async () => {
    const server = shown(theirs());
    const said = await screen.findByText(/is editing this scorecard/);
    expect(said.textContent).toMatch(/^ana is editing this scorecard; last change/);
    expect(said.textContent).toMatch(/goes on from what ana wrote, under your name/);
    expect(field("Weight of Usage").closest("fieldset")?.disabled).toBe(true);
    expect(button("Publish").disabled).toBe(true);
    fireEvent.click(button("Take it over"));
    await waitFor(() => expect(server.sent(PUT)).toEqual([{ toml: "c = 1", base_version: 2 }]));
    await waitFor(() => expect(server.asked.at(-1)).toEqual({ toml: "c = 1" }));
    expect(screen.queryByText(/is editing this scorecard/)).toBeNull();
    expect(await screen.findByText(SAVED)).toBeTruthy();
  });

  it("is never written over without being asked", async () => {
    const server = shown();
    await ready();
    type("Weight of Usage", "20");
    await screen.findByText(SAVED);
    const draft = theirs().cards.get("default")?.draft ?? null;
    server.cards.set("default", published({ draft }));
    type("Weight of Usage", "25");
    expect(await screen.findByText(/is editing this scorecard/)).toBeTruthy();
    expect(server.sent(PUT)).toHaveLength(1);
    expect(localStorage.length).toBe(1);
    fireEvent.click(button("Put mine in its place"));
    await waitFor(() => expect(server.sent(PUT)).toHaveLength(2));
    expect(server.sent<{ card: Card }>(PUT)[1]?.card.groups[0]?.weight).toBe(25);
    expect(await screen.findByText(SAVED)).toBeTruthy();
    expect(field("Weight of Usage").value).toBe("25");
  });

  it("is no concern of who only reads", async () => {
    shown(theirs(), { permissions: ["read"] });
    expect(await screen.findByText(/^to read/)).toBeTruthy();
    expect(screen.queryByText(/is editing/)).toBeNull();
  });
});
