// @vitest-environment happy-dom
import { notifications } from "@mantine/notifications";
import { cleanup, configure, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Session } from "~/app/session";
import { JudgementPanel } from "./JudgementPanel";
import { judgement, override } from "./sample";
import { shown as over, type World } from "./testApp";

// A text area that grows watches the fonts, which this document has none of.
Object.defineProperty(document, "fonts", { value: new EventTarget() });
// A popover is placed after it is drawn; until then it is hidden.
configure({ defaultHidden: true });
vi.setConfig({ testTimeout: 20_000 });

afterEach(() => {
  notifications.clean();
  cleanup();
  vi.restoreAllMocks();
});

function shown(world: Partial<World> = {}, session: Partial<Session> = {}) {
  return over(
    <JudgementPanel accountId="acme" name="Acme" />,
    { said: [], overrides: [], ...world },
    session,
  );
}

const part = (name: string) => screen.findByRole("region", { name });
const button = (name: string | RegExp) => screen.findByRole("button", { name });

describe("what we think", () => {
  it("says who said it, when, how long ago and why", async () => {
    shown({ said: [judgement()] });
    const pulse = await part("Pulse");
    await waitFor(() => expect(pulse.textContent).toContain("Ana, Nov 18, 2026, 12 days ago"));
    expect(pulse.textContent).toContain("2 Worried");
    expect(pulse.textContent).toContain("The new CFO asks about every invoice");
    expect(pulse.textContent).not.toContain("no longer counts");
    expect((await part("Relationship")).textContent).toContain("nobody has said");
  });

  it("shows an old pulse as old, and that it does not count", async () => {
    shown({ said: [judgement({ age_days: 91, old: true })] });
    const pulse = await part("Pulse");
    expect(within(pulse).getByText("Old")).toBeTruthy();
    expect(pulse.textContent).toContain("no longer counts: a pulse fades after 90 days");
    cleanup();
    shown({ said: [judgement({ age_days: 90 })] });
    expect((await part("Pulse")).textContent).not.toContain("no longer counts");
  });

  it("is said by a step and a reason, and not without one", async () => {
    const sent = shown();
    fireEvent.click(await button("4 Good"));
    fireEvent.click(await button("Save"));
    expect(await screen.findByText("Say why, so that others can follow it")).toBeTruthy();
    expect(sent).toHaveLength(0);
    fireEvent.change(screen.getByLabelText("Why"), {
      target: { value: " They came to the training " },
    });
    fireEvent.click(await button("Save"));
    await waitFor(async () => expect((await part("Pulse")).textContent).toContain("4 Good"));
    expect(sent[0]?.body).toEqual({
      kind: "pulse",
      value: "4",
      reason: "They came to the training",
    });
    await waitFor(() => expect(screen.queryByRole("button", { name: "Save" })).toBeNull());
  });

  it("needs no reason for the relationship, and takes back what was just said", async () => {
    const sent = shown();
    fireEvent.click(await button("4 Partner"));
    fireEvent.click(await button("Save"));
    fireEvent.click(await button("Undo"));
    await waitFor(async () =>
      expect((await part("Relationship")).textContent).toContain("nobody has said"),
    );
    expect(sent.map(({ method }) => method)).toEqual(["POST", "DELETE"]);
  });

  it("is withdrawn, and said again in the name of whoever undoes it", async () => {
    const sent = shown({ said: [judgement()] });
    fireEvent.click(await button("Withdraw: Pulse"));
    await waitFor(async () =>
      expect((await part("Pulse")).textContent).toContain("nobody has said"),
    );
    fireEvent.click(await button("Undo"));
    expect(await screen.findByText("Said again, in your name")).toBeTruthy();
    expect(sent[1]?.body).toEqual({
      kind: "pulse",
      value: "2",
      reason: "The new CFO asks about every invoice",
    });
  });

  it("tells a refusal at the field that it is about", async () => {
    const errors = [{ field: "reason", detail: "it is longer than 2000 characters" }];
    shown({
      refusal: { status: 422, body: { status: 422, code: "invalid", detail: "no", errors } },
    });
    fireEvent.click(await button("Yes"));
    fireEvent.change(await screen.findByLabelText("Why"), { target: { value: "As planned" } });
    fireEvent.click(await button("Save"));
    expect(await screen.findByText("It is longer than 2000 characters")).toBeTruthy();
  });

  it("holds three views of the value side by side, and says where they disagree", async () => {
    const sent = shown({
      said: [judgement({ kind: "value", value: "essential" })],
      value: {
        csm: "essential",
        survey: "nice_to_have",
        behaviour: "no_longer_needed",
        survey_answers: 3,
        behaviour_sentence: "nobody was there in 28 days",
        disagree: true,
      },
    });
    const value = await part("Value to them");
    expect(value.textContent).toContain(
      "The views disagree: we say essential, they say nice to have, what they do says no longer needed.",
    );
    expect(value.textContent).toContain("Survey: 3 answers in a year.");
    expect(value.textContent).toContain("Behaviour: nobody was there in 28 days.");
    expect((await button("Our view: Essential")).getAttribute("aria-pressed")).toBe("true");
    fireEvent.click(await button("Our view: Nice to have"));
    fireEvent.click(await button("Save"));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toEqual({ kind: "value", value: "nice_to_have", reason: "" });
  });

  it("keeps all that was said in the history, also what was taken back and overridden", async () => {
    shown({
      said: [judgement(), judgement({ judgement_id: "j0", value: "5", withdrawn: true })],
      overrides: [
        override({
          in_force: false,
          ended_at: "2026-11-29T08:00:00Z",
          ended_by: "ana@example.com",
        }),
      ],
    });
    fireEvent.click(await button("History"));
    const items = await screen.findAllByRole("listitem");
    expect(items.map((item) => item.textContent)).toEqual([
      expect.stringContaining("80Healthyuntil Jan 3, 2027Ended"),
      expect.stringContaining("2 Worried"),
      expect.stringContaining("5 GreatWithdrawn"),
    ]);
    fireEvent.click(screen.getByLabelText("Overrides"));
    await waitFor(() => expect(screen.getAllByRole("listitem")).toHaveLength(1));
  });

  it("is only to see for a viewer, and on a past day", async () => {
    shown({ said: [judgement()] }, { permissions: ["read"] });
    const pulse = await part("Pulse");
    expect(pulse.textContent).toContain("2 Worried");
    expect(within(pulse).queryAllByRole("button")).toHaveLength(0);
    cleanup();
    shown({ said: [judgement()] }, { asOf: "2026-11-20" });
    const steps = within(await part("Pulse")).getAllByRole("button") as HTMLButtonElement[];
    expect(steps).toHaveLength(6);
    expect(steps.every(({ disabled }) => disabled)).toBe(true);
    expect(steps[0]?.title).toMatch(/go back to today/);
  });
});
