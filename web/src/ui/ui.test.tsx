// @vitest-environment happy-dom
import { MantineProvider } from "@mantine/core";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Problem } from "~/api/problem";
import { formatSignedPercent } from "~/lib/format";
import { Change } from "./Change";
import { Health } from "./Health";
import { Sparkline } from "./Sparkline";
import { Failed } from "./States";

afterEach(cleanup);

describe("health", () => {
  it("is a shape, a number and a word", () => {
    const { container } = render(<Health score={31.4} band="critical" />);
    expect(container.textContent).toContain("31");
    expect(container.textContent).toContain("Critical");
    expect(container.querySelector("svg path")).not.toBeNull();
  });

  it("says so where there is no score", () => {
    const { container } = render(<Health score={null} band={null} />);
    expect(container.textContent).toContain("No score");
    expect(container.textContent).not.toContain("0");
  });
});

describe("a change", () => {
  it("has an arrow, and words for those who don't see it", () => {
    const { container } = render(<Change value={-0.58} format={formatSignedPercent} />);
    expect(container.textContent).toBe("↓ down 58%");
  });

  it("is flat at nothing", () => {
    const { container } = render(<Change value={0.001} format={formatSignedPercent} />);
    expect(container.textContent).toBe("0%");
  });
});

it("a sparkline describes itself", () => {
  render(<Sparkline values={[null, 71, 55, 32]} band="critical" />);
  expect(screen.getByRole("img").getAttribute("aria-label")).toBe(
    "Health over 4 weeks: from 71 to 32",
  );
});

it("a failure shows the server's sentence and a way to try again", () => {
  const retry = vi.fn();
  const error = new Problem(503, {
    type: "urn:perennial:problem:busy",
    title: "Service Unavailable",
    status: 503,
    code: "busy",
    detail: "the board is still being computed; try again in a few seconds",
  });
  render(
    <MantineProvider>
      <Failed error={error} retry={retry} />
    </MantineProvider>,
  );
  expect(screen.getByRole("alert").textContent).toContain("The board is still being computed;");
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(retry).toHaveBeenCalledOnce();
});
