// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { lastCard, setUp, shown, type } from "../testPage";
import { TestServer } from "../testServer";

setUp();

it("is changed as rows or text, with how many accounts those are", async () => {
  const server = new TestServer().add("large");
  shown(server, {}, "/scorecard?key=large");
  expect(await screen.findByText(/of which explained: tier = 'large'/)).toBeTruthy();
  fireEvent.click(await screen.findByRole("radio", { name: "Text" }));
  type("Condition", "tier = 'huge'");
  await waitFor(() => expect(lastCard(server.asked).applies_to).toBe("tier = 'huge'"));
  type("Condition", "");
  expect(await screen.findByText(/^Say which accounts these are/)).toBeTruthy();
  await waitFor(() => expect(lastCard(server.asked).applies_to).toBeNull());
});
