// @vitest-environment happy-dom
import { MantineProvider } from "@mantine/core";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { formatDay } from "~/lib/time";
import { Calendar } from "./Calendar";

afterEach(cleanup);

function shown(chosen: string, last: string) {
  const choose = vi.fn();
  render(
    <MantineProvider>
      <Calendar chosen={chosen} last={last} choose={choose} />
    </MantineProvider>,
  );
  return choose;
}

const day = (text: string) => screen.getByRole("button", { name: formatDay(text) });

describe("a calendar", () => {
  it("gives the day that is pressed, and none that has not come", () => {
    const choose = shown("2026-05-17", "2026-05-20");
    fireEvent.click(day("2026-05-03"));
    expect(choose).toHaveBeenCalledWith("2026-05-03");
    expect(day("2026-05-21")).toHaveProperty("disabled", true);
    expect(day("2026-05-17").getAttribute("aria-pressed")).toBe("true");
    expect(screen.getByRole("button", { name: "Month after" })).toHaveProperty("disabled", true);
  });

  it("goes from day to day by keys, over the end of a month too", () => {
    shown("2026-05-02", "2026-05-20");
    fireEvent.keyDown(day("2026-05-02"), { key: "ArrowUp" });
    expect(document.activeElement).toBe(day("2026-04-25"));
    fireEvent.keyDown(day("2026-04-25"), { key: "PageDown" });
    expect(document.activeElement).toBe(day("2026-05-20"));
  });
});
