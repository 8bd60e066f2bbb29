// What people come for, walked from its first page to its end, with every press counted: what is typed counts one.
import type { Locator } from "@playwright/test";
import { expect, openTokens, test } from "../fixtures";

/** Counts presses, choices and typed fields. */
function counted() {
  let steps = 0;
  return {
    press: async (one: Locator) => { steps += 1; await one.click(); },
    fill: async (one: Locator, text: string) => { steps += 1; await one.fill(text); },
    choose: async (one: Locator, option: string) => { steps += 1; await one.selectOption(option); },
    steps: () => steps,
  };
}

test("a read-only metrics token for one database, to its check, in six steps", async ({ page, sandbox, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  await openTokens(page);
  const hand = counted();
  await hand.press(page.getByRole("button", { name: "New token" }));
  const form = page.getByRole("dialog", { name: "New service token" });
  // The first field has the focus.
  await hand.fill(form.getByRole("textbox", { name: "Name" }), "metrics shop");
  await hand.choose(form.getByRole("combobox", { name: "Start with" }), "Metrics, read-only");
  await hand.fill(form.getByRole("combobox", { name: "On database" }), "shop");
  await page.keyboard.press("Enter");
  await hand.press(form.getByRole("button", { name: "Create token" }));
  const created = page.getByRole("dialog", { name: "Token created" });
  await expect(created).toContainText("granted and confirmed");
  await hand.press(created.getByRole("button", { name: "Copy environment and check" }));
  // The secret counts as saved and the check as taken.
  const steps = created.getByRole("list", { name: "Steps" }).locator("> li");
  await expect(steps.nth(0).getByRole("heading", { level: 3 }).first()).toHaveText("Save the secret (done)");
  await expect(steps.nth(1).getByRole("heading", { level: 3 }).first()).toHaveText("Check (done)");
  expect(hand.steps()).toBeLessThanOrEqual(6);
  const made = await sandbox.some((token) => token.name === "metrics shop");
  expect(made.access.map(([on]) => on).sort()).toEqual(["", "shop", "shop"]);
});

test("what expires this month, as a file, in three presses", async ({ page }) => {
  await openTokens(page);
  const hand = counted();
  await hand.press(page.getByRole("button", { name: "Expires this month" }));
  await hand.press(page.getByRole("button", { name: "Export" }));
  const download = page.waitForEvent("download");
  await hand.press(page.getByRole("dialog", { name: "Export" }).getByRole("button", { name: "Download" }));
  expect((await download).suggestedFilename()).toMatch(/^acme-tokens-.*\.csv$/);
  expect(hand.steps()).toBeLessThanOrEqual(3);
});

test("a leaked token, found by its ID, is gone in five steps and replaced in seven", async ({ page, sandbox, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  const old = await sandbox.some((token) => !!token.name && token.access.length > 1);
  await openTokens(page);
  const hand = counted();
  await hand.fill(page.getByRole("searchbox", { name: "Search tokens" }), old.id);
  await hand.press(page.getByRole("table", { name: "Service tokens" }).getByRole("link", { name: old.name!, exact: true }));
  await hand.press(page.getByRole("button", { name: "Leaked?" }));
  const leaked = page.getByRole("alertdialog", { name: "Leaked: delete it first" });
  // What whoever has it can do comes first, and when it was last used.
  await expect(leaked.getByRole("listitem").first()).toBeVisible();
  await expect(leaked).toContainText(/It (was last used|has never been used)/);
  await hand.fill(leaked.getByRole("textbox", { name: "Type the token ID to confirm" }), old.id);
  await hand.press(leaked.getByRole("button", { name: "Delete token" }));
  const form = page.getByRole("dialog", { name: "Replace the leaked token" });
  await expect(form).toBeVisible();
  expect(await sandbox.token(old.id)).toBeUndefined();
  expect(hand.steps()).toBe(5);
  await hand.press(form.getByRole("button", { name: "Create token" }));
  const created = page.getByRole("dialog", { name: "Token created" });
  await hand.press(created.getByRole("button", { name: "Copy secret" }));
  await expect(created.getByRole("list", { name: "Steps" }).getByRole("heading", { level: 3 }).first()).toHaveText("Save the secret (done)");
  expect(hand.steps()).toBeLessThanOrEqual(7);
});

test("a paper for the auditor is one press away from the report", async ({ page }) => {
  await page.goto("/acme/access");
  await expect(page.getByText(/^[\d,]+ accesses$/)).toBeVisible();
  const hand = counted();
  await hand.press(page.getByRole("link", { name: "Printable report" }));
  await expect(page.getByText(/^Ready to print: 40 tokens/).first()).toBeVisible({ timeout: 20_000 });
  expect(hand.steps()).toBe(1);
});

test("the choice of organizations tells what was loaded, and how many tokens the others have by one call each", async ({ page, sandbox }) => {
  await openTokens(page);
  await page.getByRole("link", { name: "Service token console" }).click();
  const card = (name: string) => page.getByRole("listitem").filter({ has: page.getByRole("link", { name, exact: true }) });
  await expect(card("acme")).toContainText(/40 tokens, loaded/);
  await expect(card("globex")).toContainText(/globex\s*3 tokens, counted/);
  expect((await sandbox.log()).filter((call) => call.path.includes("/globex/")).length).toBe(1);
});

test("where the API does not tell how many tokens an organization has, no number is told", async ({ page, sandbox }) => {
  await sandbox.change({ do: "total_count", told: false });
  await page.goto("/");
  const cards = page.getByRole("main").getByRole("listitem");
  await expect(cards).toHaveCount(2);
  await expect(cards.getByText("Not loaded")).toHaveCount(2);
});

test("on a phone the filters are behind a button, and those that are on stay in sight", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openTokens(page);
  const fold = page.getByRole("button", { name: /^Filters/ });
  await expect(fold).toHaveAttribute("aria-expanded", "false");
  await expect(page.getByRole("group", { name: "Filters" })).toHaveCount(0);
  await fold.click();
  await page.getByRole("group", { name: "Filters" }).getByRole("button", { name: "No expiry" }).click();
  await expect(fold).toHaveText("Filters (1)");
  await fold.click();
  await expect(page.getByRole("group", { name: "Filters" }).getByRole("button")).toHaveCount(1);
  await expect(page.getByRole("button", { name: "No expiry" })).toHaveAttribute("aria-pressed", "true");
});
