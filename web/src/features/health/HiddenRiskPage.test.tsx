// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { HiddenRiskList } from "~/api/types";
import { HiddenRiskPage } from "./HiddenRiskPage";
import { hiddenList, hiddenRow } from "./sample";
import { hiddenSearch } from "./search";
import { show } from "./testApp";

const WIDE = 1440;
const NARROW = 900;

interface Resizable {
  happyDOM: { setViewport: (size: { width: number }) => void };
}

const resize = (width: number) => (window as unknown as Resizable).happyDOM.setViewport({ width });

beforeEach(() => resize(WIDE));

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const PAGE = {
  path: "/health/hidden-risk",
  component: HiddenRiskPage,
  validateSearch: hiddenSearch,
};

function shown(list: HiddenRiskList, search = "") {
  return show(PAGE, `/health/hidden-risk${search}`, { "/api/hidden-risk": list });
}

const table = () => screen.findByRole("table", { name: "Hidden risk" });
const names = () => screen.getAllByRole("rowheader").map((cell) => cell.textContent);

describe("the list of hidden risk", () => {
  it("shows a customer's outside, its risk, each side, and the sentence", async () => {
    shown(hiddenList());
    const row = within(await table()).getByRole("row", { name: /^Granite/ });
    const link = within(row).getByRole("link", { name: "Granite" });
    expect(link.getAttribute("href")).toBe("/accounts/granite#hidden-risk");
    expect(
      within(row)
        .getAllByRole("cell")
        .map((cell) => cell.textContent),
    ).toEqual([
      "88Thriving",
      "score and use",
      "62high",
      "Few carry it: alarm 45 of 100",
      "The champion: alarm 30 of 100",
      "Their words: unknown",
      "Price: alarm 0 of 100",
      "$180K",
      "in 40 days",
      "27 days ago",
    ]);
    expect(
      screen.getByText(
        "One person does 71% of all the work, while events in 28 days rose from 80 to 109.",
      ),
    ).toBeTruthy();
  });

  it("says before the sentence what has no room as a column", async () => {
    resize(NARROW);
    shown(hiddenList());
    await table();
    expect(await screen.findByText(/^Looks well by its score and use/)).toBeTruthy();
    expect(screen.getByText(/Listed since Nov 3, 2026/)).toBeTruthy();
    expect(screen.queryByRole("columnheader", { name: "Listed since" })).toBeNull();
  });

  it("tells unknown from calm without a colour", async () => {
    shown(hiddenList());
    const row = within(await table()).getByRole("row", { name: /^Granite/ });
    const look = (title: string) => within(row).getByTitle(title).firstElementChild;
    expect(look("Their words: unknown")?.hasAttribute("data-unknown")).toBe(true);
    expect(look("Price: alarm 0 of 100")?.hasAttribute("data-unknown")).toBe(false);
    expect(look("Price: alarm 0 of 100")?.childElementCount).toBe(0);
    const fill = look("Few carry it: alarm 45 of 100")?.firstElementChild as HTMLElement;
    expect(fill.style.height).toBe("45%");
  });

  it("sorts by a head, a side's too, and keeps it in the address", async () => {
    const { router } = shown(hiddenList());
    await table();
    expect(names()).toEqual(["Granite", "Birch"]);
    fireEvent.click(screen.getByRole("button", { name: "The champion" }));
    await waitFor(() => expect(names()).toEqual(["Birch", "Granite"]));
    expect(router.state.location.search).toEqual({ sort: "side.champion", dir: "desc" });
    const head = screen.getByRole("columnheader", { name: "The champion" });
    expect(head.getAttribute("aria-sort")).toBe("descending");
  });

  it("shows every customer when asked, and marks who is on the list", async () => {
    const calm = hiddenRow({
      account_id: "calm",
      name: "Calm",
      risk: 4,
      risk_band: "low",
      listed: false,
      listed_since: null,
      looks_well: null,
    });
    const { asked } = shown(hiddenList({ rows: [hiddenRow(), calm] }));
    await table();
    fireEvent.click(screen.getByRole("radio", { name: "All customers 84" }));
    await screen.findByText("All customers by hidden risk");
    expect(asked.at(-1)?.query).toMatchObject({ all: true });
    const mark = "Green outside, red inside";
    const row = (name: RegExp) => screen.getByRole("row", { name });
    expect(within(row(/^Granite/)).getByRole("img", { name: mark })).toBeTruthy();
    expect(within(row(/^Calm/)).queryByRole("img", { name: mark })).toBeNull();
  });

  it("says what it is, of how many it is told, and what is looked at", async () => {
    shown(hiddenList());
    await table();
    expect(screen.getByText(/^Hidden risk says, from 0 to 100/)).toBeTruthy();
    const more = screen.getByRole("link", { name: "16 more" }).getAttribute("href");
    expect(more).toBe("/accounts?where=hidden_risk+is+null&also=hidden_risk");
    expect(screen.getByRole("link", { name: /foreseen who left/ }).getAttribute("href")).toBe(
      "/backtest?hidden_risk=true",
    );
    fireEvent.click(screen.getByRole("button", { name: /^What is looked at/ }));
    const sign = screen.getByRole("link", { name: "One person does it all" });
    expect(sign.getAttribute("href")).toBe("/catalogue/top_contact_share_28d");
    expect(sign.parentElement?.textContent).toContain("at its worst 60");
  });

  it("says why nobody is on it", async () => {
    shown(hiddenList({ rows: [], listed: 0 }));
    expect(await screen.findByText("Nobody looks well and is not")).toBeTruthy();
    const all = screen.getByRole("link", { name: "Show all customers" });
    expect(all.getAttribute("href")).toBe("/health/hidden-risk?show=all");
    cleanup();
    shown(hiddenList({ rows: [], listed: 0, judged: 0, unknown: 100 }));
    expect(await screen.findByText("Too little is known to see inside")).toBeTruthy();
  });
});
