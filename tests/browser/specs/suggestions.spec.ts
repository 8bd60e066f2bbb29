// The search of the access report completes its words: by keys alone, and nothing is chosen without one.
import type { Page } from "@playwright/test";
import { accessible, expect, test } from "../fixtures";

const search = (page: Page) => page.getByRole("searchbox", { name: "Search access" });
const list = (page: Page) => page.getByRole("listbox", { name: "Search words that fit" });
const options = (page: Page) => list(page).getByRole("option");

async function open(page: Page) {
  await page.goto("/acme/access");
  await expect(page.getByText(/^\d[\d,]* accesses$/)).toBeVisible();
  await search(page).focus();
}

test("a field is completed, then its value, and the rows follow", async ({ page, sandbox }) => {
  await open(page);
  await expect(search(page)).toHaveAttribute("aria-autocomplete", "list");
  await search(page).pressSequentially("pe");
  await expect(options(page)).toHaveText(["perm:permission"]);
  await accessible(page);
  await search(page).press("ArrowDown");
  const active = options(page).first();
  await expect(active).toHaveAttribute("aria-selected", "true");
  await expect(search(page)).toHaveAttribute("aria-activedescendant", (await active.getAttribute("id"))!);
  await search(page).press("Enter");
  await expect(search(page)).toHaveValue("perm:");
  await search(page).pressSequentially("delete_branch_");
  await expect(options(page).first()).toHaveText("perm:delete_branch_password");
  await search(page).press("ArrowDown");
  await search(page).press("Tab");
  await expect(search(page)).toHaveValue("perm:delete_branch_password");
  await expect(search(page)).toBeFocused();
  await expect(list(page)).toBeHidden();
  await expect(page).toHaveURL(/q=perm%3Adelete_branch_password$/);
  const held = (await sandbox.tokens()).flatMap((token) => token.access).filter(([, permission]) => permission.startsWith("delete_branch_password")).length;
  await expect(page.getByText(`${held} access${held === 1 ? "" : "es"}`, { exact: true })).toBeVisible();
  expect(await sandbox.writes()).toEqual([]);
});

test("a name with spaces is put in quotes and finds its tokens", async ({ page }) => {
  await open(page);
  await search(page).pressSequentially("by:li");
  await expect(options(page)).toHaveText(['by:"Bo Lindqvist"']);
  await options(page).first().click();
  await expect(search(page)).toHaveValue('by:"Bo Lindqvist"');
  await expect(search(page)).toBeFocused();
  await expect(page.getByText(/^[1-9][\d,]* access(es)?$/)).toBeVisible();
  // The next word is completed by itself, the first one stays.
  await search(page).pressSequentially(" -via:a");
  await search(page).press("ArrowUp");
  await search(page).press("Enter");
  await expect(search(page)).toHaveValue('by:"Bo Lindqvist" -via:all');
});

test("nothing is chosen without a key, and Escape closes the list before it clears the field", async ({ page }) => {
  await open(page);
  await search(page).pressSequentially("d");
  await expect(options(page)).toHaveCount(2);
  await search(page).press("Enter");
  await expect(search(page)).toHaveValue("d");
  await expect(list(page)).toBeHidden();
  await search(page).press("ArrowDown");
  await expect(options(page).first()).toHaveAttribute("aria-selected", "true");
  await search(page).press("Escape");
  await expect(list(page)).toBeHidden();
  await expect(search(page)).toHaveValue("d");
  await search(page).press("Escape");
  await expect(search(page)).toHaveValue("");
  // Empty, every field is offered to whoever asks.
  await search(page).press("ArrowDown");
  await expect(options(page)).toHaveCount(12);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(search(page)).not.toBeFocused();
  await expect(search(page)).toHaveValue("");
});

test("keys of an input method are left to it", async ({ page }) => {
  await open(page);
  await search(page).pressSequentially("pe");
  await expect(options(page)).toHaveCount(1);
  await search(page).press("ArrowDown");
  const taken = await search(page).evaluate((input) => !input.dispatchEvent(new KeyboardEvent("keydown", { key: "Tab", isComposing: true, bubbles: true, cancelable: true })));
  expect(taken).toBe(false);
  await expect(search(page)).toHaveValue("pe");
  await search(page).evaluate((input) => input.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true })));
  await expect(list(page)).toBeHidden();
  await search(page).evaluate((input) => input.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true })));
  await expect(options(page)).toHaveCount(1);
});

test("a word that is not understood finds nothing, and says what would be", async ({ page }) => {
  await page.goto("/acme/access?q=type%3Adatabse");
  await expect(page.getByText("is not understood, so nothing is found")).toContainText("organization, all, database, other");
  await expect(page.getByText("0 accesses · partial", { exact: true })).toBeVisible();
});

test("a word that names no field is looked for as it is, and the page says so where nothing is found", async ({ page, sandbox }) => {
  await page.goto("/acme/access?q=colour%3Ared");
  await expect(page.getByText("0 accesses", { exact: true })).toBeVisible();
  await expect(page.getByText('"colour:" is no field')).toContainText('"perm:"');
  const [token] = (await sandbox.tokens()).filter((one) => one.access.length > 0);
  await sandbox.change({ do: "rename_token", token: token.id, name: "team:payments" });
  await page.goto("/acme/access?q=team%3Apayments");
  await expect(page.getByText(`${token.access.length} accesses`, { exact: true }).or(page.getByText("1 access", { exact: true }))).toBeVisible();
  await expect(page.getByText("is no field")).toBeHidden();
});
