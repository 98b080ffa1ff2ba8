// @vitest-environment happy-dom
import { MantineProvider } from "@mantine/core";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import type { MeasurePart } from "~/api/types";
import { type Session, SessionProvider } from "~/app/session";
import { MeasureRow } from "~/features/account/MeasureRow";
import { Facts } from "./Facts";

afterEach(cleanup);

it("tells the facts behind a measure under its sentence, days as the app shows them", () => {
  const measure = {
    name: "Active people",
    metric: "active_contacts_28d",
    value: 3,
    baseline: null,
    points: 40,
    contribution: 4,
    share: 0.1,
    change: -2,
    sentence: "active people fell",
    evidence: ["Ann Lee was last seen on 2026-10-03", "dana@example.com on 2026-10-20: “quiet”"],
  } as MeasurePart;
  const session = { company: { currency: "USD" } } as Session;
  render(
    <MantineProvider env="test">
      <SessionProvider value={session}>
        <MeasureRow measure={measure} metric={undefined} scored days={28} />
      </SessionProvider>
    </MantineProvider>,
  );
  const items = screen.getAllByRole("listitem").map(({ textContent }) => textContent);
  expect(items).toEqual([
    "Ann Lee was last seen on Oct 3, 2026",
    "dana@example.com on Oct 20, 2026: “quiet”",
  ]);
});

it("keeps a long list short until asked, and shows nothing where there is nothing", () => {
  const facts = Array.from({ length: 8 }, (_, at) => `fact ${at}`);
  const { rerender } = render(<Facts facts={facts} of="the score" />);
  const told = () => screen.queryAllByText(/^Fact \d$/).length;
  expect(told()).toBe(5);
  fireEvent.click(screen.getByRole("button", { name: /^Show 3 more/ }));
  expect(told()).toBe(8);
  expect(screen.queryByRole("button")).toBeNull();
  rerender(<Facts facts={[]} of="the score" />);
  expect(screen.queryByRole("list")).toBeNull();
});
