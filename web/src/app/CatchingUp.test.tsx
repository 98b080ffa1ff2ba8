// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { api } from "~/api/client";
import { CatchingUp } from "./CatchingUp";

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function answering(...from_before: number[]) {
  const get = vi.spyOn(api, "GET");
  for (const behind of from_before) {
    const data = { accounts: 1200, from_before: behind, rows_waiting: behind, scores_waiting: 0 };
    get.mockResolvedValueOnce({ data, response: new Response() } as never);
  }
  const client = new QueryClient();
  render(
    <QueryClientProvider client={client}>
      <CatchingUp />
    </QueryClientProvider>,
  );
  return client;
}

describe("after a start of the server", () => {
  it("says how many accounts are shown as before, and loads everything anew at the end", async () => {
    const client = answering(900, 0);
    const anew = vi.spyOn(client, "invalidateQueries").mockResolvedValue();
    expect((await screen.findByRole("status")).textContent).toContain("900 of 1,200 accounts");
    await client.refetchQueries({ queryKey: ["status"] });
    await waitFor(() => expect(screen.queryByRole("status")).toBeNull());
    expect(anew).toHaveBeenCalled();
  });

  it("says nothing when all is current", async () => {
    const client = answering(0);
    await waitFor(() => expect(client.isFetching()).toBe(0));
    expect(screen.queryByRole("status")).toBeNull();
  });
});
