// @vitest-environment happy-dom
import { notifications } from "@mantine/notifications";
import { cleanup, configure, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Explanation } from "~/api/types";
import type { Session } from "~/app/session";
import { HealthCard } from "~/features/account/HealthCard";
import { plusDays } from "~/lib/time";
import { BothScores } from "./BothScores";
import { wrongOf } from "./OverrideForm";
import { OverrideMark } from "./OverrideMark";
import { explained, override, TODAY } from "./sample";
import { shown as over, type World } from "./testApp";

// A text area that grows watches the fonts, which this document has none of.
Object.defineProperty(document, "fonts", { value: new EventTarget() });
configure({ defaultHidden: true });
vi.setConfig({ testTimeout: 20_000 });

afterEach(() => {
  notifications.clean();
  cleanup();
  vi.restoreAllMocks();
});

const none = (): World => ({ said: [], overrides: [] });

/** The card that explains a score; gives what it sent, and which spans were asked for. */
function shown(part: Partial<Explanation> = {}, session: Partial<Session> = {}, world = none()) {
  const changeSpan = vi.fn();
  const card = (
    <HealthCard
      accountId="acme"
      explanation={explained(part)}
      metrics={new Map()}
      span={undefined}
      changeSpan={changeSpan}
    />
  );
  return { sent: over(card, world, session), changeSpan };
}

const button = (name: string) => screen.findByRole("button", { name });
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe("a person who knows better", () => {
  it("sets a score with a reason and an end, and sees the band it falls in", async () => {
    const { sent } = shown();
    fireEvent.click(await button("I know better"));
    const dialog = await screen.findByRole("dialog", { name: "I know better" });
    expect(dialog.textContent).toContain("The scorecard says 52Wobbling");
    expect((screen.getByLabelText("Until") as HTMLInputElement).value).toBe("2026-12-30");
    type("Your score as a number", "80");
    expect(within(dialog).getByText("Healthy")).toBeTruthy();
    fireEvent.click(await button("Set the score"));
    expect(await screen.findByText("Say why, so that others can follow it")).toBeTruthy();
    fireEvent.change(within(dialog).getByRole("textbox", { name: /^Why/ }), {
      target: { value: "The renewal is signed" },
    });
    fireEvent.click(await button("Set the score"));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toEqual({
      score: 80,
      reason: "The renewal is signed",
      until: "2026-12-30",
    });
    fireEvent.click(await button("Undo"));
    await waitFor(() => expect(sent.at(-1)?.method).toBe("DELETE"));
  });

  it("stands beside the scorecard, and never instead of it", async () => {
    shown({ override: override() });
    const notice = await screen.findByRole("region", { name: "Ana knows better" });
    expect(notice.textContent).toContain("Ana says80Healthy");
    expect(notice.textContent).toContain("The scorecard says52Wobbling");
    expect(notice.textContent).toContain("The renewal is signed");
    expect(notice.textContent).toContain("Until Jan 3, 2027, in 34 days.");
    expect(screen.queryByRole("button", { name: "I know better" })).toBeNull();
  });

  it("ends it early, and sets it again", async () => {
    const { sent } = shown({ override: override({ owner_email: "me@example.com" }) });
    fireEvent.click(await button("End it now"));
    fireEvent.click(await button("Undo"));
    expect(await screen.findByText("Set again")).toBeTruthy();
    expect(sent.map(({ method }) => method)).toEqual(["DELETE", "POST"]);
    expect(sent[1]?.body).toEqual({
      score: 80,
      reason: "The renewal is signed",
      until: "2027-01-03",
    });
  });

  it("changes what stands, and undoing that brings back what stood", async () => {
    const { sent } = shown({ override: override() });
    fireEvent.click(await button("Change"));
    await screen.findByRole("dialog", { name: "I know better" });
    type("Your score as a number", "60");
    fireEvent.click(await button("Set the score"));
    fireEvent.click(await button("Undo"));
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent.map(({ body }) => (body as { score: number }).score)).toEqual([60, 80]);
  });

  it("is seen by viewers and on a past day, where nobody can change it", async () => {
    shown({ override: override() }, { permissions: ["read"] });
    await screen.findByText("The scorecard says");
    expect(screen.queryByRole("button", { name: "End it now" })).toBeNull();
    cleanup();
    shown({}, { permissions: ["read"] });
    expect(screen.queryByRole("button", { name: "I know better" })).toBeNull();
    cleanup();
    shown({ override: override() }, { asOf: "2026-11-28", today: "2026-11-28" });
    const end = (await button("End it now")) as HTMLButtonElement;
    expect(end.disabled).toBe(true);
    expect(end.title).toMatch(/go back to today/);
  });

  it("holds at most a year, from today on", () => {
    const draft = { score: 80, reason: "signed", until: TODAY } as const;
    expect(wrongOf(draft, TODAY)).toEqual({});
    expect(wrongOf({ ...draft, until: plusDays(TODAY, 365) }, TODAY)).toEqual({});
    const wrong = { score: "", reason: " ", until: plusDays(TODAY, 366) } as const;
    expect(Object.keys(wrongOf(wrong, TODAY))).toEqual(["score", "reason", "until"]);
    expect(wrongOf({ ...draft, until: "2026-11-29" }, TODAY).until).toMatch(/^From Nov 30, 2026/);
  });
});

describe("an override in little room", () => {
  it("has both scores in the head of the account", async () => {
    over(<BothScores override={override()} />, none());
    expect(await screen.findByText("Ana says, until Jan 3, 2027")).toBeTruthy();
    expect(screen.getByText("Healthy")).toBeTruthy();
    expect(screen.getByText("Wobbling")).toBeTruthy();
  });

  it("is a mark in lists that says both; nothing where there is none", async () => {
    over(<OverrideMark override={override()} />, none());
    const said =
      "Ana says 80 Healthy until Jan 3, 2027: “The renewal is signed”. The scorecard says 52 Wobbling.";
    expect(await screen.findByRole("img", { name: said })).toBeTruthy();
    cleanup();
    over(<OverrideMark override={null} />, none());
    expect(screen.queryByRole("img")).toBeNull();
  });
});

describe("the explanation of a score", () => {
  const exception = (sentence: string, contribution: number) => ({
    key: sentence,
    name: sentence,
    metric: "invoices_late",
    value: 30,
    most: 40,
    contribution,
    sentence,
  });
  const ceiling = {
    metric: "csm_fit",
    value: 1,
    most: 60,
    uncapped: 80,
    contribution: -20,
    sentence: "usage counts for at most 60",
  };

  it("says what holds it down, and what it would be", async () => {
    shown({
      exceptions: [
        exception("at most 60 while nobody pays", 0),
        exception("at most 40 while a payment is late", -23),
      ],
      score_before_exceptions: 63,
      groups: explained().groups.map((group) => ({ ...group, ceiling })),
    });
    const held = await screen.findByRole("region", { name: "What holds the score down" });
    expect(held.textContent).toBe("At most 40 while a payment is late: would be 63.");
    expect(screen.getByText("Usage counts for at most 60.")).toBeTruthy();
    expect(screen.getByText(/filled parts together are what the score would be/)).toBeTruthy();
  });

  it("is silent about exceptions that take nothing", async () => {
    shown({ exceptions: [exception("at most 60 while nobody pays", 0)] });
    await screen.findByText(/filled parts together are the score/);
    expect(screen.queryByRole("region", { name: "What holds the score down" })).toBeNull();
  });

  it("tells the move over the days that were asked for", async () => {
    const groups = explained().groups.map((group) => ({
      ...group,
      measures: group.measures.map((measure) => ({ ...measure, change: -21 })),
    }));
    const { changeSpan } = shown({ change: -21, change_days: 90, groups });
    expect(await screen.findAllByTitle("points of the score, against 90 days before")).toBeTruthy();
    expect(screen.getAllByText("21").length).toBeGreaterThan(0);
    fireEvent.click(screen.getByLabelText("365"));
    expect(changeSpan).toHaveBeenCalledWith("365");
    cleanup();
    shown({ change: null, change_days: 365 });
    expect(await screen.findByText(/There was no score 365 days before/)).toBeTruthy();
  });
});
