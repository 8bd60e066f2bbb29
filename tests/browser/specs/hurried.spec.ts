// A hurried hand: keys that are held or doubled, double clicks, clicks beside, and compositions that end with Enter.
import type { Page } from "@playwright/test";
import { copied, expect, openToken, openTokens, test, withSlowClock } from "../fixtures";

/** A key as an input method sends it. */
async function composing(page: Page, key: string) {
  await page.evaluate((key) => document.activeElement!.dispatchEvent(
    new KeyboardEvent("keydown", { key, isComposing: true, keyCode: 229, bubbles: true, cancelable: true }),
  ), key);
}

async function hold(page: Page, key: string, times = 12) {
  for (let pressed = 0; pressed < times; pressed += 1) await page.keyboard.down(key);
  await page.keyboard.up(key);
}

test("Enter held on a button that opens a form sends nothing", async ({ page, sandbox }) => {
  await openTokens(page);
  await page.getByRole("button", { name: "New token" }).focus();
  await page.keyboard.down("Enter");
  const form = page.getByRole("dialog", { name: "New service token" });
  await expect(form.getByRole("textbox", { name: "Name" })).toBeFocused();
  await hold(page, "Enter");
  await page.keyboard.press("Enter");
  await expect(form).toBeVisible();
  expect(await sandbox.writes()).toEqual([]);
  await page.keyboard.type("meant");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Token created" })).toBeVisible();
  expect(await sandbox.writes()).toHaveLength(1);
});

test("Enter held on Rotate token makes no token", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length > 2);
  await openToken(page, token.id);
  await page.getByRole("button", { name: "Rotate token" }).focus();
  await page.keyboard.down("Enter");
  const form = page.getByRole("dialog");
  await expect(form.getByRole("button", { name: "Create token" })).toBeVisible();
  await expect(form.getByRole("textbox", { name: "Name" })).toBeFocused();
  await hold(page, "Enter");
  await expect(form.getByRole("button", { name: "Create token" })).toBeVisible();
  expect(await sandbox.writes()).toEqual([]);
});

test("a double click on what opens a dialog leaves it open", async ({ page, sandbox }) => {
  await openTokens(page);
  for (const [button, dialog] of [["New token", "New service token"], ["Export", "Export"]]) {
    await page.getByRole("button", { name: button, exact: true }).dblclick();
    await expect(page.getByRole("dialog", { name: dialog })).toBeVisible();
    await page.getByRole("dialog", { name: dialog }).getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
  const token = await sandbox.some((token) => token.access.length > 0);
  await openToken(page, token.id);
  for (const button of ["Export", "Rotate token", "Delete token"]) {
    await page.getByRole("button", { name: button, exact: true }).dblclick();
    const dialog = page.locator("dialog[open]");
    await expect(dialog).toBeVisible();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(dialog).toHaveCount(0);
  }
});

test("two quick presses at one place, as a touch screen sends them, open a dialog and leave it open", async ({ page }) => {
  await withSlowClock(page);
  await openTokens(page);
  const box = (await page.getByRole("button", { name: "New token" }).boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.click(x, y);
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.mouse.click(x, y, { delay: 0 });
  await expect(page.getByRole("dialog", { name: "New service token" })).toBeVisible();
});

test("a double click on Create token does not press what comes after it", async ({ page, sandbox }) => {
  await openTokens(page);
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Create token" }).dblclick();
  const done = page.getByRole("dialog", { name: "Token created" });
  await expect(done.getByRole("textbox", { name: "Token secret" })).toBeVisible();
  await expect(done.getByText("You have not copied the secret")).toHaveCount(0);
  expect(await sandbox.writes()).toHaveLength(1);
});

test("a click beside closes a form that is as it was, and keeps one that was changed", async ({ page }) => {
  await openTokens(page);
  const form = page.getByRole("dialog", { name: "New service token" });
  await page.getByRole("button", { name: "New token" }).click();
  await expect(form).toBeVisible();
  // Not before a click could have been meant.
  await expect.poll(async () => { await page.mouse.click(5, 5); return form.count(); }).toBe(0);
  await page.getByRole("button", { name: "New token" }).click();
  await form.getByRole("textbox", { name: "Name" }).fill("half");
  const filled = await page.evaluate(() => performance.now());
  await page.waitForFunction((filled) => performance.now() - filled > 700, filled);
  await page.mouse.click(5, 5);
  await expect(form.getByRole("textbox", { name: "Name" })).toHaveValue("half");
});

test("Enter and Escape that end a composition choose, send, close and clear nothing", async ({ page, sandbox }) => {
  const source = await sandbox.some((token) => !!token.name && token.access.length > 0);
  await openTokens(page);
  const search = page.getByRole("searchbox", { name: "Search tokens" });
  await search.fill("deploy");
  await composing(page, "Escape");
  await expect(search).toHaveValue("deploy");
  await search.fill("");
  await page.getByRole("button", { name: "New token" }).click();
  const form = page.getByRole("dialog", { name: "New service token" });
  const from = form.getByRole("combobox", { name: "Copy access from" });
  await from.fill(source.id);
  await expect(form.getByRole("listbox").getByRole("option")).toHaveCount(1);
  await composing(page, "Enter");
  await composing(page, "Escape");
  await expect(from).toHaveValue(source.id);
  await expect(form.getByRole("listbox").getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(from).toHaveValue(source.name!);
  await form.getByRole("textbox", { name: "Name" }).focus();
  await composing(page, "Escape");
  await expect(form).toBeVisible();
  expect(await sandbox.writes()).toEqual([]);
});

test("what is done in a dialog is told in it", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  await openTokens(page);
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByRole("button", { name: "Create token" }).click();
  const done = page.getByRole("dialog", { name: "Token created" });
  await done.getByRole("button", { name: "Copy secret" }).click();
  await expect.poll(() => copied(page)).toMatch(/^pscale_tkn_/);
  await expect(done.locator("[aria-live=polite]")).toContainText("Copied");
  await done.getByRole("button", { name: "Done" }).click();
  await expect(done).toHaveCount(0);
  await expect(page.locator("[aria-live=polite]")).toBeAttached();
});
