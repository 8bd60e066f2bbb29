// Everything can be done with the keys alone, and what has the focus is always in sight.
import type { Locator, Page } from "@playwright/test";
import { expect, openToken, openTokens, test } from "../fixtures";

/** Tab until it has the focus. */
async function reach(page: Page, what: Locator, key = "Tab") {
  for (let pressed = 0; pressed < 120; pressed += 1) {
    if (await what.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press(key);
  }
  await expect(what).toBeFocused();
}

async function press(page: Page, what: Locator, key = "Enter") {
  await reach(page, what);
  await page.keyboard.press(key);
}

test("access is changed, reviewed, applied and taken back", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0);
  await openToken(page, token.id);
  const organization = page.getByRole("group", { name: "Organization", exact: true });
  await press(page, organization.getByRole("checkbox", { name: "read_invoices" }), "Space");
  await expect(page.getByText("1 unsaved change")).toBeVisible();
  await press(page, page.getByRole("button", { name: "Review changes" }));
  const review = page.getByRole("dialog", { name: "Review changes" });
  await expect(review.getByRole("list", { name: "Additions" })).toContainText("read_invoices");
  await press(page, review.getByRole("button", { name: "Apply changes" }));
  await expect(review).toHaveCount(0);
  expect((await sandbox.token(token.id))!.access).toHaveLength(1);
  await press(page, page.getByRole("button", { name: "Undo" }));
  await press(page, review.getByRole("button", { name: "Apply changes" }));
  await expect(review).toHaveCount(0);
  expect((await sandbox.token(token.id))!.access).toHaveLength(0);
});

test("a database is added and a permission found", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0);
  await openToken(page, token.id);
  await reach(page, page.getByRole("combobox", { name: "Add a database" }));
  await page.keyboard.type("shop");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const shop = page.getByRole("group", { name: "shop", exact: true });
  await expect(shop.getByRole("button", { name: "shop", exact: true })).toBeFocused();
  await reach(page, page.getByRole("searchbox", { name: "Find a permission" }), "Shift+Tab");
  await page.keyboard.type("backup");
  await expect(shop.getByRole("checkbox", { name: "read_branch" })).toHaveCount(0);
  await expect(shop.getByRole("checkbox", { name: "read_backups" })).toBeVisible();
});

test("the / key goes to the page's search, is typed where text is, and can be switched off", async ({ page, sandbox }) => {
  await openTokens(page);
  const search = page.getByRole("searchbox", { name: "Search tokens" });
  await page.keyboard.press("/");
  await expect(search).toBeFocused();
  await page.keyboard.type("ci/");
  await expect(search).toHaveValue("ci/");
  await page.getByRole("button", { name: "New token" }).click();
  const name = page.getByRole("dialog").getByRole("textbox", { name: "Name" });
  await name.fill("");
  await name.press("/");
  await expect(name).toHaveValue("/");
  await page.getByRole("dialog").getByRole("combobox", { name: "Expires" }).press("/");
  await expect(search).not.toBeFocused();
  await openToken(page, (await sandbox.tokens())[0]!.id);
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Find a permission" })).toBeFocused();

  await page.goto("/settings");
  await page.getByRole("checkbox", { name: "Single-key shortcuts" }).uncheck();
  await openTokens(page);
  await page.keyboard.press("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(search).not.toBeFocused();
  await expect(search).toHaveValue("");
});

test("a token is deleted, and the focus is on the page that follows", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0);
  await openToken(page, token.id);
  await press(page, page.getByRole("button", { name: "Delete token" }));
  const dialog = page.getByRole("alertdialog", { name: "Delete token" });
  await reach(page, dialog.getByRole("textbox"));
  await page.keyboard.type(token.id);
  await press(page, dialog.getByRole("button", { name: "Delete token" }));
  await expect(page.getByRole("heading", { level: 1, name: "Service tokens" })).toBeFocused();
  expect(await sandbox.token(token.id)).toBeUndefined();
});

test("the list is searched, filtered, sorted and exported", async ({ page }) => {
  await openTokens(page);
  await reach(page, page.getByRole("searchbox", { name: "Search tokens" }));
  await page.keyboard.type("deploy");
  await expect(page).toHaveURL(/q=deploy/);
  await page.keyboard.press("Escape");
  await press(page, page.getByRole("button", { name: "No expiry" }), "Space");
  await expect(page.getByRole("button", { name: "No expiry" })).toHaveAttribute("aria-pressed", "true");
  const name = page.getByRole("columnheader", { name: "Name" });
  await press(page, name.getByRole("button"));
  await expect(name).toHaveAttribute("aria-sort", "ascending");
  await reach(page, page.getByRole("button", { name: "Export" }), "Shift+Tab");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Export" });
  await reach(page, dialog.getByRole("radio", { name: "CSV" }));
  await page.keyboard.press("ArrowRight");
  await expect(dialog.getByRole("radio", { name: "JSON" })).toBeChecked();
  const saved = page.waitForEvent("download");
  await press(page, dialog.getByRole("button", { name: "Download" }));
  expect((await saved).suggestedFilename()).toMatch(/\.json$/);
});

test("the organization and the theme are chosen", async ({ page }) => {
  await openTokens(page);
  await reach(page, page.getByRole("combobox", { name: "Organization" }));
  await page.keyboard.type("globex");
  await expect(page).toHaveURL(/\/globex\/tokens/);
  await press(page, page.getByRole("link", { name: "Settings" }));
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeFocused();
  await reach(page, page.getByRole("combobox", { name: "Theme" }));
  await page.keyboard.type("Dark");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

/** What has the focus, if something lies over its middle. */
function covered(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    if (!element || element === document.body) return null;
    const { left, top, width, height } = element.getBoundingClientRect();
    const [x, y] = [left + Math.min(width, innerWidth) / 2, top + Math.min(height, innerHeight) / 2];
    const there = document.elementFromPoint(x, y);
    const own = there && (element.contains(there) || there.contains(element) || there.closest("label")?.contains(element) || (there as HTMLLabelElement).htmlFor === element.id);
    return own ? null : `${element.outerHTML.slice(0, 100)} at ${x},${y} is under ${there?.outerHTML.slice(0, 100) ?? "nothing"}`;
  });
}

for (const [width, height] of [[1280, 800], [320, 640]] as const) {
  test(`what has the focus is never under something else (${width} pixels)`, async ({ page, sandbox }) => {
    test.setTimeout(60_000);
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ reducedMotion: "reduce" });
    const token = await sandbox.some((token) => token.access.length > 8);
    for (const open of [() => openToken(page, token.id), () => openTokens(page)]) {
      await open();
      for (const key of ["Tab", "Shift+Tab"]) {
        for (let pressed = 0; pressed < 60; pressed += 1) {
          await page.keyboard.press(key);
          expect(await covered(page)).toBeNull();
        }
      }
    }
  });
}

test("the row with the focus keeps it when the table is scrolled away", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 3_000 });
  await page.goto("/acme/tokens");
  await expect(page.getByText("3000 of 3000 tokens")).toBeVisible({ timeout: 20_000 });
  const region = page.getByRole("region", { name: "Service tokens, scrolls" });
  const link = page.getByRole("row").nth(3).getByRole("rowheader").getByRole("link");
  const name = await link.innerText();
  await link.focus();
  await region.evaluate((element) => { element.scrollTop = element.scrollHeight / 2; });
  await expect(page.getByRole("row").nth(12)).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
});

test("a release knows no gallery", async ({ page, request }) => {
  await page.goto("/_gallery");
  await expect(page.getByRole("heading", { level: 1, name: "Page not found" })).toBeVisible();
  const program = await page.locator('link[rel="preload"][as="fetch"]').getAttribute("href");
  const bytes = await (await request.get(new URL(program!, page.url()).href)).body();
  expect(bytes.subarray(0, 4).toString("latin1")).toBe("\0asm");
  expect(bytes.includes("_gallery")).toBe(false);
});

test("a page begins at its top with the focus on its heading", async ({ page, sandbox }) => {
  await page.setViewportSize({ width: 1000, height: 500 });
  const token = await sandbox.some((token) => token.access.length === 0);
  await openToken(page, token.id);
  const heading = page.getByRole("heading", { level: 1 });
  const scrolled = () => page.evaluate(() => window.scrollY);
  // The page is as high as that once its boxes are there.
  await expect.poll(() => page.evaluate(() => { window.scrollTo(0, 300); return window.scrollY; })).toBe(300);
  // By its keys, as a mouse could only press what is in sight.
  await page.getByRole("link", { name: "Settings" }).evaluate((link) => link.focus({ preventScroll: true }));
  await page.keyboard.press("Enter");
  await expect(heading).toHaveText("Settings");
  await expect(heading).toBeFocused();
  expect(await scrolled()).toBe(0);
  await page.goBack();
  await expect(heading).toHaveText(token.name ?? "Unnamed token");
  await expect(heading).toBeFocused();
});

test("what is pressed and goes leaves the focus where somebody goes on", async ({ page, sandbox }) => {
  await openTokens(page, "?q=zzzz-nothing");
  const search = page.getByRole("searchbox", { name: "Search tokens" });
  await page.getByRole("button", { name: "Clear search and filters" }).press("Enter");
  await expect(search).toBeFocused();
  const token = await sandbox.some((token) => token.access.length === 0);
  await openToken(page, token.id);
  const box = page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "read_invoices" });
  await box.check();
  await page.getByRole("button", { name: "Discard changes" }).press("Enter");
  await expect(box).toBeFocused();
  await page.getByRole("button", { name: "Dismiss" }).press("Enter");
  await expect(box).toBeFocused();
});

test("a review opens on Cancel: no key changes what is reviewed", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0);
  await openToken(page, token.id);
  await page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "read_invoices" }).check();
  await page.getByRole("button", { name: "Review changes" }).press("Enter");
  await expect(page.getByRole("dialog", { name: "Review changes" }).getByRole("button", { name: "Cancel" })).toBeFocused();
});
