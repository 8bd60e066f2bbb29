// What a dialog says to those who hear it, names that are not what they look like, and what stays where it is.
import { type Page, copied, expect, openToken, openTokens, test } from "../fixtures";

const HIDDEN = "invoice\u{202e}gpj.exe";

test("the warning before a deletion is read whole, and the ID can be told apart and copied", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length > 0 && !!token.name);
  await openToken(page, token.id);
  await page.getByRole("button", { name: "Delete token" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Delete token" });
  await expect(dialog).toHaveAccessibleDescription(new RegExp(`^Anything that uses .* stops working at once.*It holds ${token.access.length} access`, "s"));
  const id = dialog.locator("code");
  await expect(id).toHaveText(token.id);
  await expect(id).toHaveAttribute("translate", "no");
  await dialog.getByRole("button", { name: "Copy ID" }).click();
  await expect.poll(() => copied(page)).toBe(token.id);
  await dialog.getByRole("textbox", { name: "Type the token ID to confirm" }).fill(token.id);
  await dialog.getByRole("button", { name: "Delete token" }).click();
  await expect(dialog).toHaveCount(0);
});

test("a name with hidden characters is marked wherever something is decided by it", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0);
  await sandbox.change({ do: "rename_token", token: token.id, name: HIDDEN });
  await openTokens(page, "?q=invoice");
  await expect(page.getByRole("table").getByRole("row").filter({ hasText: token.id })).toContainText("hidden characters");
  await openToken(page, token.id);
  await expect(page.getByText("This name contains hidden characters")).toBeVisible();
  await page.getByRole("checkbox", { name: "read_invoices" }).check();
  await page.getByRole("button", { name: "Review changes" }).click();
  await expect(page.getByRole("dialog", { name: "Review changes" }).getByText("This name contains hidden characters")).toBeVisible();
});

test("boxes of tokens without a name are told apart by their IDs", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length > 0);
  await sandbox.change({ do: "rename_token", token: token.id, name: "" });
  await openTokens(page, `?q=${token.id}`);
  await expect(page.getByRole("checkbox", { name: "Select Unnamed token", exact: true })).toHaveAccessibleDescription(token.id);
});

test("widths of columns are heard with their unit", async ({ page }) => {
  await openTokens(page);
  await page.getByRole("button", { name: "Columns" }).click();
  await expect(page.getByRole("slider", { name: "Width of Name" })).toHaveAttribute("aria-valuetext", /^\d+(\.\d+)? em$/);
});

const place = (page: Page, text: string) => page.locator(".table .head").filter({ hasText: new RegExp(`^${text}$`) }).boundingBox();

for (const [path, head, last] of [["tokens", "Name", "Created by"], ["access", "Token", "Effect"]] as const) {
  test(`the heads of ${path} stand where they stay before the first row comes`, async ({ page }) => {
    let answer = () => {};
    const seen = new Promise<void>((resolve) => { answer = resolve; });
    await page.route("**/service-tokens?*", async (route) => { await seen; await route.continue(); });
    await page.goto(`/acme/${path}`);
    await expect(page.locator(".coming")).toBeVisible();
    const before = [await place(page, head), await place(page, last)];
    answer();
    await expect(page.getByRole("table").getByRole("link").first()).toBeVisible();
    await expect(page.locator(".coming")).toHaveCount(0);
    expect([await place(page, head), await place(page, last)]).toEqual(before);
  });
}

test("a message lies over no row", async ({ page, sandbox }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  const token = await sandbox.some((token) => token.access.length > 0);
  await openToken(page, token.id);
  await page.getByRole("button", { name: "Delete token" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Delete token" });
  await dialog.getByRole("textbox", { name: "Type the token ID to confirm" }).fill(token.id);
  await dialog.getByRole("button", { name: "Delete token" }).click();
  const told = page.getByRole("status").filter({ hasText: `${token.id} was deleted` });
  await expect(told).toBeVisible();
  const list = await page.getByRole("region", { name: "Service tokens, scrolls" }).boundingBox();
  const box = await told.boundingBox();
  expect(box!.x + box!.width).toBeLessThanOrEqual(list!.x);
});

for (const width of [390, 320]) {
  test(`at ${width} pixels the banner is one row`, async ({ page, sandbox }) => {
    await sandbox.config({ organizations: ["acme", "globex"], notice: "Production: changes take effect at once", readOnly: true });
    await page.setViewportSize({ width, height: 844 });
    await page.goto("/acme/tokens");
    await expect(page.getByText("Production: changes take effect at once")).toBeAttached();
    const banner = page.getByRole("banner");
    await expect.poll(async () => (await banner.boundingBox())!.height).toBeLessThanOrEqual(56);
    await expect(banner).toContainText("Read-only");
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await expect.poll(wide).toBeLessThanOrEqual(0);
  });
}

test("a review begins with what is reviewed, however long it is", async ({ page, sandbox }) => {
  const token = await sandbox.some((one) => one.access.length > 5);
  await openToken(page, token.id, "?show=all");
  await page.getByRole("checkbox", { name: "All permissions on Organization" }).click();
  await page.getByRole("button", { name: "Review changes" }).click();
  const review = page.getByRole("dialog", { name: "Review changes" });
  await expect(review.getByRole("button", { name: "Cancel" })).toBeFocused();
  expect(await review.locator(".dialog-body").evaluate((body) => [body.scrollTop, body.scrollHeight > body.clientHeight])).toEqual([0, true]);
});

test("a phone that is turned shows the field that has the focus, and a dialog begins where it began", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openTokens(page);
  await page.getByRole("button", { name: "New token" }).click();
  const form = page.getByRole("dialog", { name: "New service token" });
  const last = form.getByRole("combobox", { name: "Copy access from" });
  await last.focus();
  await page.setViewportSize({ width: 844, height: 390 });
  const covered = () => last.evaluate((own) => {
    const { left, top, width, height } = own.getBoundingClientRect();
    const found = document.elementFromPoint(left + width / 2, top + height / 2);
    return !(found && (own.contains(found) || found.contains(own) || !!own.closest("label")?.contains(found)));
  });
  await expect.poll(covered).toBe(false);
  await page.setViewportSize({ width: 1280, height: 900 });
  const above = async () => (await form.boundingBox())!.y;
  const before = await above();
  for (const choice of ["Custom…", "Until…"]) {
    await form.getByRole("combobox", { name: "Expires" }).selectOption(choice);
    expect(await above()).toBe(before);
  }
});
