// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import type { Explanation } from "~/api/types";
import { explained } from "~/features/judgement/sample";
import { shown as over } from "~/features/judgement/testApp";
import { HealthCard } from "./HealthCard";

vi.setConfig({ testTimeout: 20_000 });

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function shown(part: Partial<Explanation> = {}) {
  const card = (
    <HealthCard
      accountId="acme"
      explanation={explained(part)}
      metrics={new Map()}
      span={undefined}
      changeSpan={vi.fn()}
    />
  );
  over(card, { said: [], overrides: [] }, {});
}

it("proves its sentence by facts, right under it", async () => {
  shown({ facts: ["the ticket “Export fails” is open since 2026-10-20"] });
  const sentence = await screen.findByText(/^Wobbling at 52/);
  const facts = sentence.nextElementSibling;
  expect(facts?.getAttribute("aria-label")).toBe("Facts behind the score");
  expect(facts?.textContent).toBe("The ticket “Export fails” is open since Oct 20, 2026");
});

it("shows no list where there are no facts", async () => {
  shown({ facts: [] });
  await screen.findByText(/^Wobbling at 52/);
  expect(screen.queryByRole("list", { name: /^Facts/ })).toBeNull();
});
