// What people think: said with a reason, seen by everybody, beside what the scorecard says.

import { expect, type Page, test, visit, worstAccount } from "./app";

const headers = { "x-perennial-csrf": "1" };

const panel = (page: Page) => page.getByRole("region", { name: "What we think" });
const part = (page: Page, name: string) => panel(page).getByRole("region", { name });
const why = (page: Page) => page.getByRole("region", { name: "Why", exact: true });

/** Ends what a test left in force. */
async function endOverrides(page: Page, account: string): Promise<void> {
  const path = `/api/accounts/${encodeURIComponent(account)}/overrides`;
  const answer = await page.request.get(path);
  const { rows } = (await answer.json()) as { rows: { override_id: string; in_force: boolean }[] };
  for (const { override_id } of rows.filter(({ in_force }) => in_force)) {
    await page.request.delete(`${path}/${override_id}`, { headers });
  }
}

test("a pulse is said with its reason, withdrawn, and kept in the history", async ({ page }) => {
  test.setTimeout(60_000);
  const account = await worstAccount(page);
  const reason = `They came to the training ${Date.now()}`;
  const pulse = part(page, "Pulse");
  await visit(page, `/accounts/${encodeURIComponent(account)}`);

  await test.step("it needs a reason", async () => {
    await panel(page).getByRole("button", { name: "4 Good" }).click();
    const dialog = page.getByRole("dialog", { name: "Pulse: say why" });
    await expect(dialog.getByRole("textbox", { name: "Why" })).toBeFocused();
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog.getByText("Say why, so that others can follow it")).toBeVisible();
    await dialog.getByRole("textbox", { name: "Why" }).fill(reason);
    await page.keyboard.press("Control+Enter");
    await expect(dialog).toHaveCount(0);
  });

  await test.step("and stands there with who said it and when", async () => {
    await expect(pulse).toContainText("4 Good");
    await expect(pulse).toContainText(reason);
    await expect(pulse).toContainText("today");
    await page.reload();
    await expect(pulse).toContainText(reason);
  });

  await test.step("withdrawn, and said again", async () => {
    await pulse.getByRole("button", { name: "Withdraw: Pulse" }).click();
    await expect(pulse).not.toContainText(reason);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(pulse).toContainText(reason);
    await pulse.getByRole("button", { name: "Withdraw: Pulse" }).click();
    await expect(pulse).not.toContainText(reason);
  });

  await test.step("the history keeps what was withdrawn", async () => {
    await panel(page).getByRole("button", { name: "History" }).click();
    const said = page.getByRole("dialog").getByRole("listitem").filter({ hasText: reason });
    await expect(said).toHaveCount(2);
    await expect(said.first()).toContainText("Withdrawn");
  });
});

test("the relationship and the value need no reason", async ({ page }) => {
  const account = await worstAccount(page);
  await visit(page, `/accounts/${encodeURIComponent(account)}`);
  for (const [name, step, said] of [
    ["Relationship", "4 Partner", "Partner"],
    ["Value to them", "Our view: Essential", "Essential"],
  ] as const) {
    await part(page, name).getByRole("button", { name: step }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(part(page, name)).toContainText(said);
    await part(page, name).getByRole("button", { name: /^Withdraw/ }).click();
    await expect(page.getByText("Withdrawn").last()).toBeVisible();
  }
});

test("an override stands beside the score until it is ended", async ({ page }) => {
  test.setTimeout(60_000);
  const account = await worstAccount(page);
  const reason = `The renewal is signed ${Date.now()}`;
  const notice = page.getByRole("region", { name: /knows better$/ });
  await endOverrides(page, account);
  try {
    await visit(page, `/accounts/${encodeURIComponent(account)}`);

    await test.step("it is set with a score, a reason and an end", async () => {
      await why(page).getByRole("button", { name: "I know better" }).click();
      const dialog = page.getByRole("dialog", { name: "I know better" });
      await dialog.getByLabel("Your score as a number").fill("91");
      await expect(dialog.getByText("Thriving")).toBeVisible();
      await dialog.getByRole("button", { name: "Set the score" }).click();
      await expect(dialog.getByText("Say why, so that others can follow it")).toBeVisible();
      await dialog.getByRole("textbox", { name: /^Why/ }).fill(reason);
      await dialog.getByRole("button", { name: "Set the score" }).click();
      await expect(dialog).toHaveCount(0);
    });

    await test.step("both scores are shown, with the reason", async () => {
      await expect(notice).toContainText("91");
      await expect(notice).toContainText("The scorecard says");
      await expect(notice).toContainText(reason);
      await expect(page.locator("h1").getByRole("img", { name: /says 91 Thriving/ })).toBeVisible();
    });

    await test.step("lists mark it, and say both", async () => {
      const name = (await page.title()).replace(" · Perennial", "");
      await visit(page, `/accounts?q=${encodeURIComponent(name)}`);
      const mark = page.getByRole("img", { name: /says 91 Thriving until .*The scorecard says/ });
      await expect(mark.first()).toBeVisible();
      await page.goBack();
    });

    await test.step("it is ended, set again, and ended", async () => {
      await notice.getByRole("button", { name: "End it now" }).click();
      await expect(notice).toHaveCount(0);
      await page.getByRole("button", { name: "Undo" }).click();
      await expect(notice).toContainText(reason);
      await notice.getByRole("button", { name: "End it now" }).click();
      await expect(why(page).getByRole("button", { name: "I know better" })).toBeVisible();
    });

    await test.step("the history keeps it", async () => {
      await panel(page).getByRole("button", { name: "History" }).click();
      await page.getByRole("dialog").getByText("Overrides").click();
      const kept = page.getByRole("dialog").getByRole("listitem").filter({ hasText: reason });
      await expect(kept.first()).toContainText("Ended");
    });
  } finally {
    await endOverrides(page, account);
  }
});

test("why the score moved is told over other spans, and the address keeps it", async ({ page }) => {
  const account = await worstAccount(page);
  await visit(page, `/accounts/${encodeURIComponent(account)}`);
  await why(page).getByText("90", { exact: true }).click();
  await expect(page).toHaveURL(/span=90/);
  await expect(why(page).getByText("90 days", { exact: true })).toBeVisible();
  await page.reload();
  await expect(why(page).getByText("90 days", { exact: true })).toBeVisible();
});

test("on a past day nothing can be said", async ({ page }) => {
  const account = await worstAccount(page);
  const day = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
  await visit(page, `/accounts/${encodeURIComponent(account)}?as_of=${day}`);
  const step = panel(page).getByRole("button", { name: "4 Good" });
  await expect(step).toBeDisabled();
  await expect(step).toHaveAttribute("title", /go back to today/);
  await expect(why(page).getByRole("button", { name: "I know better" })).toBeDisabled();
});
