// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { show } from "~/features/health/testApp";
import { cohort } from "../sample";
import { CohortsPage } from "./CohortsPage";
import { cohortsSearch } from "./search";

vi.setConfig({ testTimeout: 20_000 });

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const PAGE = {
  path: "/revenue/cohorts",
  component: CohortsPage,
  validateSearch: cohortsSearch,
};
const COHORTS = [
  cohort(),
  cohort({ key: "2026-02", accounts: 0, mrr: 0, stands: [] }),
  cohort({ key: "2026-03", accounts: 1, mrr: 10_000, stands: [{ accounts: 1, mrr: 10_000 }] }),
];

function shown(cohorts = COHORTS, subscriptions = 9) {
  return show(PAGE, "/revenue/cohorts", {
    "/api/revenue/cohorts": { currency: "USD", cohorts },
    "/api/revenue": { rows: [] },
    "/api/revenue/rates": [],
    "/api/revenue/ledger": { rows: [], subscriptions },
    "/api/segments": { rows: [] },
  });
}

const cells = (name: string) =>
  within(screen.getByRole("row", { name: new RegExp(`^${name}`) }))
    .getAllByRole("cell")
    .map((cell) => cell.textContent);

describe("the cohorts", () => {
  it("say of each row what is left, and one of them in words", async () => {
    const { asked } = shown();
    await screen.findByRole("table", { name: "Cohorts" });
    expect(cells("Jan 2026")).toEqual(["4", "100%", "75%", "50%"]);
    expect(cells("Mar 2026")).toEqual(["1", "100%", "", ""]);
    expect(cells("Together")).toEqual(["5", "100%", "75%", "50%"]);
    expect(screen.queryByRole("row", { name: /^Feb 2026/ })).toBeNull();
    expect(
      screen.getByText(/of the 4 of Jan 2026, 2 are customers 2 months later, 50%/),
    ).toBeTruthy();
    expect(screen.getByRole("link", { name: "Excel" }).getAttribute("href")).toBe(
      "/api/revenue/file?table=cohorts&format=xlsx&from=2024-12-01&to=2026-12-01&by=month",
    );
    const query = asked.find(({ path }) => path === "/api/revenue/cohorts")?.query;
    expect(query).toMatchObject({ from: "2024-12-01", to: "2026-12-01", by: "month" });
  });

  it("count MRR, and as it is", async () => {
    const { router } = shown();
    fireEvent.click(await screen.findByRole("radio", { name: "MRR" }));
    await waitFor(() => expect(router.state.location.search).toEqual({ of: "mrr" }));
    expect(cells("Jan 2026")).toEqual(["4", "$400", "100%", "125%", "50%"]);
    fireEvent.click(screen.getByRole("radio", { name: "Absolute" }));
    await waitFor(() => expect(cells("Jan 2026")).toEqual(["4", "$400", "$400", "$500", "$200"]));
  });

  it("begin with a whole quarter", async () => {
    const { asked } = shown();
    fireEvent.click(await screen.findByRole("radio", { name: "By quarter" }));
    await waitFor(() =>
      expect(asked.at(-1)?.query).toMatchObject({ by: "quarter", from: "2024-10-01" }),
    );
  });

  it("say how to get them where there are none", async () => {
    shown([], 0);
    expect(await screen.findByText("No subscription is known yet")).toBeTruthy();
  });
});
