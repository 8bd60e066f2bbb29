// Where the browser does not let the console copy, each text can be copied by hand; and tips stand in nobody's way.
import type { Page } from "@playwright/test";
import { copied, expect, openToken, openTokens, test } from "../fixtures";

async function refuse(page: Page, how: "refused" | "absent") {
  await page.addInitScript((how) => {
    const clipboard = how === "absent" ? undefined : { writeText: () => Promise.reject(new Error("refused")) };
    Object.defineProperty(navigator, "clipboard", { configurable: true, get: () => clipboard });
  }, how);
}

/** The text in the dialog, which is selected. */
async function byHand(page: Page, name: string): Promise<string> {
  const dialog = page.getByRole("dialog", { name: "Copy by hand" });
  await expect(dialog.getByText("press Ctrl+C")).toBeVisible();
  const field = dialog.getByRole("textbox", { name });
  await expect(field).toBeFocused();
  const selected = await field.evaluate((it: HTMLTextAreaElement) => it.value.slice(it.selectionStart, it.selectionEnd));
  expect(selected).toBe(await field.inputValue());
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toHaveCount(0);
  return selected;
}

for (const how of ["refused", "absent"] as const) {
  test(`a clipboard that is ${how} leaves each text selected in a field`, async ({ page, sandbox }) => {
    await refuse(page, how);
    const token = await sandbox.some((token) => token.access.length > 0);
    await openToken(page, token.id);
    await page.getByRole("button", { name: "Copy ID" }).click();
    expect(await byHand(page, "Copy ID")).toBe(token.id);
    await expect(page.getByRole("button", { name: "Copy ID" })).toBeFocused();

    await page.getByRole("button", { name: "Export" }).click();
    const dialog = page.getByRole("dialog", { name: "Export" });
    await dialog.getByRole("button", { name: "Copy", exact: true }).click();
    expect(await byHand(page, "Copy")).toContain(token.id);
    await expect(dialog.getByRole("button", { name: "Copy", exact: true })).toBeFocused();
    await dialog.getByRole("button", { name: "Cancel" }).click();

    await page.goto("/acme/tokens");
    await page.getByRole("button", { name: "New token" }).click();
    await page.getByRole("button", { name: "Create token" }).click();
    const done = page.getByRole("dialog", { name: "Token created" });
    await done.getByRole("button", { name: "Copy as environment" }).click();
    expect(await byHand(page, "Copy as environment")).toContain("PLANETSCALE_SERVICE_TOKEN=pscale_tkn_");
    await expect(done).toBeVisible();
  });
}

test("a command is written for the shell that was chosen", async ({ page, sandbox, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  const token = await sandbox.some((token) => token.access.length === 0);
  await openToken(page, token.id);
  await page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "read_invoices" }).check();
  await page.getByRole("button", { name: "Review changes" }).click();
  const commands = page.getByRole("region", { name: "Commands" });
  const posix = await commands.getByRole("code").textContent();
  await commands.getByRole("combobox", { name: "Shell" }).selectOption("Windows cmd");
  await expect(commands.getByRole("code")).toContainText("pscale service-token add-access");
  await page.keyboard.press("Escape");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click();
  const copy = page.getByRole("button", { name: "Copy as curl" });
  await copy.first().click();
  await expect.poll(() => copied(page)).toContain("%PLANETSCALE_SERVICE_TOKEN_ID%:%PLANETSCALE_SERVICE_TOKEN%");
  await page.getByRole("combobox", { name: "Shell" }).selectOption("PowerShell");
  // The tip of the first button has gone with the press, and lies in nobody's way.
  await copy.nth(1).click();
  await expect.poll(() => copied(page)).toMatch(/^curl\.exe .*\$\{env:PLANETSCALE_SERVICE_TOKEN_ID\}/);
  expect(posix).toContain("pscale service-token add-access");
});

test("a new token's environment and check are written for the shell that was chosen", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  await openTokens(page);
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByRole("button", { name: "Create token" }).click();
  const done = page.getByRole("dialog", { name: "Token created" });
  const secret = await done.getByRole("textbox", { name: "Token secret" }).inputValue();
  await done.getByRole("combobox", { name: "Shell" }).selectOption("PowerShell");
  await expect(done.getByRole("region", { name: "Check that it works" }).locator("code")).toContainText("${env:PLANETSCALE_SERVICE_TOKEN}");
  await done.getByRole("button", { name: "Copy as environment" }).click();
  await expect.poll(() => copied(page)).toContain(`$env:PLANETSCALE_SERVICE_TOKEN = '${secret}'`);
  await done.getByRole("combobox", { name: "Shell" }).selectOption("Windows cmd");
  await expect(done.getByRole("region", { name: "Check that it works" }).locator("code")).toContainText("%PLANETSCALE_SERVICE_TOKEN%");
  await done.getByRole("button", { name: "Copy as environment" }).click();
  await expect.poll(() => copied(page)).toContain(`set "PLANETSCALE_SERVICE_TOKEN=${secret}"`);
});

test("a tip lets the pointer through to what it lies over", async ({ page }) => {
  await openTokens(page);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click();
  const copy = page.getByRole("button", { name: "Copy as curl" });
  await copy.first().hover();
  await expect(page.getByRole("tooltip")).toHaveText("Copy as curl");
  const at = (await page.getByRole("tooltip").boundingBox())!;
  const under = await page.evaluate(([x, y]) => document.elementFromPoint(x, y)!.id, [at.x + at.width / 2, at.y + at.height / 2]);
  expect(under).not.toBe("tip");
  await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2);
  await expect(page.getByRole("tooltip")).toBeVisible();
});

test.describe("on a touch screen", () => {
  test.use({ hasTouch: true });
  test("the first tap on a time tells it, also after typing", async ({ page }) => {
    await openTokens(page);
    await page.getByRole("searchbox", { name: "Search tokens" }).fill("a");
    await page.getByRole("table", { name: "Service tokens" }).getByRole("time").first().tap();
    await expect(page.getByRole("tooltip")).toContainText(/\d{4}/);
  });
});
