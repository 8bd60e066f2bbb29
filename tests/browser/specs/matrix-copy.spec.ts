// Cells of the permission matrix are selected as in a spreadsheet and copied as a table that one takes.
import type { Page } from "@playwright/test";
import { accessible, copied, expect, test, type Sandbox } from "../fixtures";

const grid = (page: Page) => page.getByRole("grid", { name: "Permission matrix" });
const cell = (page: Page, at: string) => grid(page).locator(`[data-cell="${at}"]`);
const selected = (page: Page) => grid(page).locator("td[aria-selected=true]");

/** Two tokens; the first one's name would be a formula. */
async function open(page: Page, sandbox: Sandbox) {
  const [one, two] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  await sandbox.change({ do: "rename_token", token: one.id, name: "=matrix-1" });
  await sandbox.change({ do: "rename_token", token: two.id, name: "matrix-2" });
  await sandbox.change({ do: "add_access", token: one.id, database: "", access: ["read_organization"] });
  await sandbox.change({ do: "add_access", token: two.id, database: "", access: ["read_branch", "delete_branch"] });
  await sandbox.change({ do: "add_access", token: two.id, database: "shop", access: ["read_branch"] });
  await page.goto("/acme/access?view=matrix&q=name%3Amatrix");
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "4");
  return [one, two];
}

test("Shift and arrows select a block, and Control C copies it with its heads", async ({ page, sandbox }) => {
  const [one, two] = await open(page, sandbox);
  await cell(page, "2 1").click();
  await expect(cell(page, "2 1")).toBeFocused();
  await expect(selected(page)).toHaveCount(0);
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(cell(page, "3 2")).toBeFocused();
  await expect(selected(page)).toHaveCount(4);
  await page.keyboard.press("ControlOrMeta+c");
  const heads = await Promise.all([1, 2].map((column) => cell(page, `0 ${column}`).innerText()));
  await expect.poll(() => copied(page)).toBe([
    ["Token", "ID", ...heads.map((head) => head.trim())].join("\t"),
    ["'=matrix-1", one.id, "reads (direct)", ""].join("\t"),
    ["matrix-2", two.id, "", ""].join("\t"),
    "",
  ].join("\r\n"));
  await expect(page.getByRole("status").filter({ hasText: "Copied 2 rows and 2 columns, with their heads" })).toBeAttached();
  await accessible(page);
  await cell(page, "3 2").focus();
  // Moving without Shift selects nothing any more.
  await page.keyboard.press("ArrowUp");
  await expect(selected(page)).toHaveCount(0);
  await expect(cell(page, "2 2")).toBeFocused();
});

test("Shift and a press select up to that cell, and how it holds is copied", async ({ page, sandbox }) => {
  const [, two] = await open(page, sandbox);
  await page.goto("/acme/access?view=matrix&columns=databases&q=id%3A" + two.id);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "3");
  await cell(page, "2 1").click();
  await expect(cell(page, "2 1")).toBeFocused();
  await cell(page, "2 3").click({ modifiers: ["Shift"] });
  await expect(cell(page, "2 3")).toBeFocused();
  await expect(selected(page)).toHaveCount(3);
  await page.keyboard.press("ControlOrMeta+c");
  await expect.poll(() => copied(page)).toContain(`matrix-2\t${two.id}\t\tdeletes (direct)\tdeletes (through all databases)`);
  await page.keyboard.press("Escape");
  await expect(selected(page)).toHaveCount(0);
});

test("what is selected is forgotten when other rows come", async ({ page, sandbox }) => {
  await open(page, sandbox);
  await cell(page, "2 1").click();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(selected(page)).toHaveCount(2);
  await page.getByRole("searchbox", { name: "Search access" }).fill("name:matrix-2");
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "3");
  await expect(selected(page)).toHaveCount(0);
});
