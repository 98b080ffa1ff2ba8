// @vitest-environment happy-dom
import { MantineProvider } from "@mantine/core";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { MetricRow } from "~/api/types";
import { type Session, SessionProvider } from "~/app/session";
import { cardOf } from "../card";
import { measure, published } from "../sample";
import { METRICS } from "../testServer";
import type { Card, Exception } from "../types";
import { CardForm } from "./CardForm";
import { FormProvider } from "./context";

vi.setConfig({ testTimeout: 20_000 });
afterEach(cleanup);

const SESSION = { company: { currency: "USD" } } as Session;
const LATE: Exception = {
  key: "late",
  name: "Late",
  metric: "overdue_days",
  at_least: 30,
  at_most: null,
  most: 40,
};

/** Shows a card as a form, with what is wrong with it; gives what has become of it. */
function editing(
  fields: Partial<Card> = {},
  problem: [key: string, detail: string] | null = null,
  openedFirst: string | null = null,
) {
  let now = cardOf(published(fields));
  function Editor() {
    const [card, setCard] = useState(now);
    const [opened, open] = useState(openedFirst);
    now = card;
    const form = {
      of: "default",
      card,
      metrics: METRICS as unknown as MetricRow[],
      problem: problem && { key: problem[0], detail: problem[1] },
      readOnly: false,
      opened,
      open,
      change: setCard,
    };
    return (
      <FormProvider value={form}>
        <CardForm />
      </FormProvider>
    );
  }
  render(
    <MantineProvider env="test">
      <SessionProvider value={SESSION}>
        <Editor />
      </SessionProvider>
    </MantineProvider>,
  );
  return () => now;
}

const inside = (region: string) => within(screen.getByRole("region", { name: region }));
const INPUT = { selector: "input" };
const field = (label: string | RegExp) => screen.getByLabelText(label, INPUT) as HTMLInputElement;
const type = (label: string, value: string) =>
  fireEvent.change(field(label), { target: { value } });

/** Opens the field of a metric by its button, and chooses one. */
function add(region: string, name: string, label: string, option: string) {
  fireEvent.click(inside(region).getByRole("button", { name }));
  fireEvent.click(field(label));
  const options = within(screen.getByLabelText(label, { selector: "[role=listbox]" }));
  fireEvent.click(options.getByText(option));
}

describe("exceptions", () => {
  const exceptions = [LATE, { ...LATE, key: "quiet", name: "Quiet", most: 20 }];

  it("are added by their metric, and read as a sentence", () => {
    const card = editing();
    add("Exceptions", "Add an exception", "Metric of the new exception", "Days overdue");
    expect(screen.getByText("At most 40 while “Days overdue” is at least 30 days.")).toBeTruthy();
    type("is at most", "60");
    type("Score at most", "35");
    expect(screen.getByText(/^At most 35 while .* at least 30 days and at most 60/)).toBeTruthy();
    type("is at least", "");
    expect(card().exceptions).toEqual([
      { ...LATE, key: "overdue_days", name: "Days overdue", at_least: null, at_most: 60, most: 35 },
    ]);
  });

  it("change places and go", async () => {
    const card = editing({ exceptions });
    fireEvent.click(inside("Exceptions").getByRole("button", { name: "More about Quiet" }));
    fireEvent.click(await screen.findByRole("menuitem", { name: "Move up", hidden: true }));
    expect(card().exceptions.map(({ key }) => key)).toEqual(["quiet", "late"]);
    fireEvent.click(inside("Exceptions").getByRole("button", { name: "More about Quiet" }));
    fireEvent.click(await screen.findByRole("menuitem", { name: "Remove", hidden: true }));
    expect(card().exceptions.map(({ key }) => key)).toEqual(["late"]);
  });

  it.each([
    ["exceptions.late.most", "Score at most"],
    ["exceptions.late.at_most", "is at most"],
    ["exceptions.late.metric", "While"],
  ])("show the problem %s at its field", (key, label) => {
    editing({ exceptions }, [key, "it is out of range"]);
    expect(screen.getAllByText("It is out of range.")).toHaveLength(1);
    const [first, second] = screen.getAllByLabelText(label, INPUT);
    expect(first?.getAttribute("aria-invalid")).toBe("true");
    expect(second?.getAttribute("aria-invalid")).not.toBe("true");
  });

  it("show a problem of one as a whole above its fields", () => {
    editing({ exceptions }, ["exceptions.late", "it has no limit"]);
    expect(screen.getByText("It has no limit.").getAttribute("role")).toBe("alert");
  });
});

describe("a group's ceiling", () => {
  const row = (group: string) =>
    within(document.querySelector(`[data-row="${group}:ceiling"]`) as HTMLElement);

  it("is suggested for a group about use: the CSM's answer", () => {
    const card = editing();
    fireEvent.click(inside("Group Usage").getByRole("button", { name: /^Ask the CSM/ }));
    expect(screen.queryByText(/^Ask the CSM/)).toBeNull();
    const ceiling = row("usage");
    expect(ceiling.getByText("0 no, 1 look closer, 2 yes.")).toBeTruthy();
    expect(ceiling.getAllByRole("slider")).toHaveLength(3);
    fireEvent.change(ceiling.getByLabelText("Point 2: points"), { target: { value: "60" } });
    expect(card().groups[0]?.ceiling).toEqual({
      metric: "csm_fit",
      curve: [
        [0, 40],
        [1, 60],
        [2, 100],
      ],
      says: null,
    });
    fireEvent.click(ceiling.getByRole("button", { name: "Remove the ceiling of Usage" }));
    expect(card().groups[0]?.ceiling).toBeNull();
  });

  it("takes any metric, and a sentence with the number in it", () => {
    const card = editing();
    add("Group People", "Add a ceiling", "Metric of the ceiling of People", "Days overdue");
    const ceiling = row("people");
    expect(ceiling.queryByRole("button", { name: "{baseline}" })).toBeNull();
    fireEvent.click(ceiling.getByRole("button", { name: "{value}" }));
    expect(card().groups[1]?.ceiling).toMatchObject({ metric: "overdue_days", says: "{value}" });
  });

  it.each(["groups.usage.ceiling.curve", "groups.usage.ceiling.metric", "groups.usage.ceiling"])(
    "shows the problem %s there and not at the group",
    (key) => {
      const groups = published().groups.map((group) => ({
        ...group,
        ceiling: { metric: "csm_fit", curve: [[0, 40] as [number, number]], says: null },
      }));
      editing({ groups }, [key, "x must rise"], "usage:ceiling");
      const found = screen.getAllByText("X must rise.");
      expect(found).toHaveLength(1);
      expect(found[0]?.closest("[data-row='usage:ceiling']")).toBeTruthy();
    },
  );
});

describe("a measure", () => {
  const LEVEL = "usage.level";
  const first = (card: Card) => card.groups[0]?.measures[0];

  it("says its own sentence, and warns of what is no number", () => {
    const card = editing({}, null, LEVEL);
    type("Own sentence", "{count} of ");
    expect(screen.getByText(/^\{count\} stands for nothing/)).toBeTruthy();
    type("Own sentence", "only ");
    field("Own sentence").setSelectionRange(5, 5);
    fireEvent.click(screen.getByText("{baseline%}"));
    expect(first(card())?.says).toBe("only {baseline%}");
    type("Own sentence", "");
    expect(first(card())?.says).toBeNull();
  });

  it("allows for the season", () => {
    const card = editing({}, null, LEVEL);
    fireEvent.click(field(/^Allow for the season/));
    expect(first(card())?.settings.season).toBe(true);
    fireEvent.click(field(/^Allow for the season/));
    expect(card()).toEqual(cardOf(published()));
  });

  it("allows for what moved peers too", () => {
    const card = editing({}, null, LEVEL);
    const label = "Allow for what moved peers too";
    fireEvent.click(field(label));
    const options = within(screen.getByLabelText(label, { selector: "[role=listbox]" }));
    fireEvent.click(options.getByText("Events"));
    expect(first(card())?.settings.peers).toBe("events_28d");
  });

  it("counts only while another metric is within limits", () => {
    const only_when = { metric: "csm_fit", at_least: null, at_most: null };
    const group = { ...published().groups[0], measures: [measure({ only_when })] };
    const key = "groups.usage.measures.level.only_when.at_least";
    const card = editing(
      { groups: [group as Card["groups"][number]] },
      [key, "not a number"],
      LEVEL,
    );
    type("and it is at least", "1");
    expect(first(card())?.only_when).toEqual({ ...only_when, at_least: 1 });
    expect(screen.getAllByText("Not a number.")).toHaveLength(1);
    expect(field("and it is at least").getAttribute("aria-invalid")).toBe("true");
  });
});

describe("a band's colour", () => {
  const open = () => {
    fireEvent.click(screen.getByLabelText(/^Colour of Healthy: /));
    return within(screen.getByRole("group", { name: "Colour of Healthy", hidden: true }));
  };
  const colour = (card: Card) => card.bands[0]?.colour;

  it("is a swatch, any other, or the app's own", () => {
    const card = editing();
    const swatches = open();
    fireEvent.click(swatches.getByLabelText("Violet"));
    expect(colour(card())).toBe("#7f6be0");
    expect(screen.getByLabelText("Colour of Healthy: violet")).toBeTruthy();
    type("Another", "#FFF3A0");
    expect(screen.getByText("Hard to see on the light page.")).toBeTruthy();
    expect(colour(card())).toBe("#fff3a0");
    type("Another", "#fff");
    expect(screen.getByText(/^Write # and six digits/)).toBeTruthy();
    expect(colour(card())).toBe("#fff3a0");
    fireEvent.click(swatches.getByText("Automatic"));
    expect(colour(card())).toBeNull();
  });

  it("shows its problem where it is chosen", () => {
    editing({}, ["bands.healthy.colour", "it is no colour"]);
    const chosen = screen.getByLabelText("Colour of Healthy: automatic");
    expect(chosen.getAttribute("aria-invalid")).toBe("true");
    open();
    expect(screen.getByText("It is no colour.")).toBeTruthy();
    expect(field("Healthy begins at").getAttribute("aria-invalid")).not.toBe("true");
  });
});
