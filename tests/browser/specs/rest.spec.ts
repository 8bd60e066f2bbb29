import { accessible, expect, openToken, openTokens, test } from "../fixtures";
import type { Page, Route } from "@playwright/test";

/** The part of a release that comes after the list. */
const REST = /-rest-[0-9a-f]{16}\.wasm$/;

const main = (page: Page) => page.getByRole("main");
const link = (page: Page, name: string) => page.getByRole("navigation", { name: "Main" }).getByRole("link", { name });

const failures: [string, (route: Route) => Promise<void>][] = [
  ["no answer", (route) => route.abort()],
  ["404", (route) => route.fulfill({ status: 404, body: "gone" })],
  ["the page of a sign-in", (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<!doctype html><title>Sign in</title>" })],
];

for (const [name, fail] of failures) {
  test(`a part of the program that cannot be loaded (${name}) is told once, and tried again`, async ({ page, allowed }) => {
    allowed.console.push(/Failed to fetch|Failed to load resource|ERR_|MIME|wasm/i);
    await page.route(REST, fail);
    await openTokens(page);
    const alert = page.getByRole("alert");
    await page.getByRole("button", { name: "New token" }).press("Enter");
    await expect(alert).toContainText("A part of the console could not be loaded");
    await expect(alert.getByRole("link", { name: "Sign in again" })).toBeVisible();
    await expect(alert).toBeInViewport();
    await expect.poll(() => alert.evaluate((one) => document.activeElement !== document.body && document.activeElement!.contains(one))).toBe(true);
    await main(page).getByRole("button", { name: "Export" }).click();
    await main(page).getByRole("checkbox", { name: /^Select / }).nth(3).check();
    await expect(alert).toHaveCount(1);
    await accessible(page);
    await link(page, "Settings").click();
    await expect(page.getByRole("heading", { level: 1, name: "This page could not be loaded" })).toBeVisible();
    await expect(page).toHaveTitle(/^This page could not be loaded/);
    await expect(alert).toHaveCount(1);
    await page.unroute(REST);
    await alert.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(alert).toHaveCount(0);
  });
}

test("what was asked for comes as soon as its part of the program does", async ({ page, allowed }) => {
  allowed.console.push(/Failed to fetch|ERR_/);
  await page.route(REST, (route) => route.abort());
  await openTokens(page);
  await page.getByRole("button", { name: "New token" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.unroute(REST);
  await page.getByRole("alert").getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("dialog", { name: "New service token" })).toBeVisible();
});

test("a button whose part of the program is on its way is busy, and does nothing on another page", async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => { release = resolve; });
  await page.route(REST, async (route) => { await held; await route.continue(); });
  await openTokens(page);
  const button = page.getByRole("button", { name: "New token" });
  await button.click();
  await expect(button).toHaveAttribute("aria-busy", "true");
  await link(page, "Settings").click();
  release();
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await link(page, "Tokens").click();
  await expect(button).not.toHaveAttribute("aria-busy", "true");
});

test("whoever goes on while it is loaded in vain is not led away, and a second Enter does nothing", async ({ page, allowed }) => {
  allowed.console.push(/Failed to fetch|ERR_/);
  let release = () => {};
  const held = new Promise<void>((resolve) => { release = resolve; });
  await page.route(REST, async (route) => { await held; await route.abort(); });
  await openTokens(page);
  const [button, search] = [page.getByRole("button", { name: "New token" }), page.getByRole("searchbox", { name: "Search tokens" })];
  await button.click();
  await search.fill("ci");
  release();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(search).toBeFocused();
  await button.focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("rest-failed");
  await page.keyboard.press("Enter");
  await expect(search).toHaveValue("ci");
});

test("closing the tab asks for unsaved changes while that part cannot be loaded", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/Failed to fetch|ERR_/);
  const token = await sandbox.some((token) => token.access.length === 0);
  await openToken(page, token.id);
  await page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "read_invoices" }).check();
  let asked = 0;
  page.on("dialog", (dialog) => { asked += 1; void dialog.accept(); });
  await page.route(REST, (route) => route.abort());
  await page.reload();
  expect(asked).toBe(1);
  await expect(page.getByRole("alert")).toContainText("A part of the console could not be loaded");
  // Browsers ask only on pages that were used.
  await page.getByRole("alert").getByRole("button", { name: "Try again" }).click();
  await page.unroute(REST);
  await page.reload();
  expect(asked).toBe(2);
  await expect(page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "read_invoices" })).toBeChecked();
});
