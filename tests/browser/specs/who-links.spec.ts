// Where the console names a permission, a power or an operation, a link leads to who else can.
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures";

/** Follows a link, and sees that the page answers for what it named. */
async function answers(page: Page, link: ReturnType<Page["getByRole"]>, query: RegExp) {
  await link.first().click();
  await expect(page).toHaveURL(query);
  await expect(page.getByRole("heading", { level: 1, name: "Who can" })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: /^\d+ tokens? can / })).toBeVisible();
}

test("permissions, powers and operations lead to who can, from every page that names them", async ({ page, sandbox }) => {
  test.slow();
  // Every column of the matrix is in sight.
  await page.setViewportSize({ width: 2600, height: 800 });
  const [first, second] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  await sandbox.change({ do: "add_access", token: first.id, database: "shop", access: ["delete_branch", "delete_production_branch"] });
  const pages: [string, (page: Page) => ReturnType<Page["getByRole"]>, RegExp][] = [
    [`/acme/access?q=id%3A${first.id}`, (page) => page.getByRole("table", { name: "Access report" }).getByRole("link", { name: "delete_production_branch", exact: true }), /who\?permission=delete_production_branch$/],
    [`/acme/compare?a=${first.id}&b=${second.id}`, (page) => page.getByRole("table", { name: "Differences" }).getByRole("link", { name: "delete_production_branch", exact: true }), /who\?permission=delete_production_branch$/],
    ["/acme/findings?rules=destroys_production", (page) => page.getByRole("table", { name: "Findings" }).getByRole("link", { name: "Can destroy production", exact: true }), /who\?risk=destroys_production$/],
    [`/acme/tokens/${first.id}/operations`, (page) => page.getByRole("table", { name: "Operations" }).getByRole("link", { name: /Delete a branch/ }), /who\?operation=delete_branch$/],
    [`/acme/tokens/${first.id}`, (page) => page.getByRole("region", { name: "What this token can do" }).getByRole("link", { name: /^Who else\b.*production/ }), /who\?risk=destroys_production$/],
    [`/acme/access?q=id%3A${first.id}`, (page) => page.getByRole("table", { name: "Access report" }).getByRole("link", { name: "destroys production", exact: true }), /who\?risk=destroys_production$/],
    [`/acme/access?view=matrix&on=db%3Ashop&q=id%3A${first.id}`, (page) => page.getByRole("grid", { name: "Permission matrix" }).getByRole("link", { name: /^1 token shown: who can of all tokens, \W?delete_production_branch\W?$/ }), /who\?permission=delete_production_branch&on=db%3Ashop$/],
    [`/acme/access?view=matrix&columns=powers&q=id%3A${first.id}`, (page) => page.getByRole("grid", { name: "Permission matrix" }).getByRole("link", { name: /^1 token shown: who can of all tokens, .*production/ }), /who\?risk=destroys_production$/],
    [`/acme/tokens/${first.id}`, (page) => page.getByRole("group", { name: "shop", exact: true }).getByRole("link", { name: /^Who can/ }), /who\?permission=(\*|%2A)&on=db%3Ashop$/],
  ];
  for (const [address, link, query] of pages) {
    await page.goto(address);
    await answers(page, link(page), query);
  }
});

test("the total of a database's column leads to whoever may do something on it", async ({ page }) => {
  await page.setViewportSize({ width: 2600, height: 800 });
  await page.goto("/acme/access?view=matrix&columns=databases");
  // Columns come with the databases, so that a press might meet another one.
  const total = page.getByRole("grid", { name: "Permission matrix" }).getByRole("link", { name: /^\d+ tokens?: who can, \W?shop\W?$/ });
  await expect(total).toHaveAttribute("href", /who\?permission=(\*|%2A)&on=db%3Ashop$/);
});

test("the total of a deleted database leads to no living one of its name", async ({ page, sandbox }) => {
  await page.setViewportSize({ width: 2600, height: 800 });
  const token = (await sandbox.tokens()).find((token) => token.access.length === 0)!;
  await sandbox.change({ do: "add_database", name: "solo" });
  await sandbox.change({ do: "add_access", token: token.id, database: "solo", access: ["read_branch"] });
  await sandbox.change({ do: "delete_database", name: "solo" });
  await sandbox.change({ do: "add_database", name: "solo" });
  await page.goto("/acme/access?view=matrix&columns=databases");
  const grid = page.getByRole("grid", { name: "Permission matrix" });
  const gone = grid.getByRole("button", { name: "solo (deleted)" });
  await expect(gone).toBeVisible();
  await expect(grid.getByRole("link", { name: /solo/ })).toHaveCount(1);
  await gone.click();
  await expect(page).toHaveURL(/has=deleted%3A/);
  await expect(gone).toHaveAttribute("aria-pressed", "true");
  await expect(grid.getByRole("button", { name: "solo", exact: true })).toHaveAttribute("aria-pressed", "false");
});

test("keys reach the mark of an effect and the totals of the matrix", async ({ page, sandbox }) => {
  const one = (await sandbox.tokens()).find((token) => token.access.length === 0)!;
  await sandbox.change({ do: "add_access", token: one.id, database: "shop", access: ["delete_production_branch"] });
  await page.goto(`/acme/access?q=id%3A${one.id}`);
  const row = page.getByRole("table", { name: "Access report" }).getByRole("row").nth(1);
  await row.getByRole("link").first().focus();
  const mark = row.getByRole("link", { name: "destroys production", exact: true });
  // Times that tell more about themselves are on the way.
  for (let step = 0; step < 6 && !(await mark.evaluate((link) => link === document.activeElement)); step += 1) await page.keyboard.press("ArrowRight");
  await expect(mark).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/who\?risk=destroys_production$/);

  await page.goto(`/acme/access?view=matrix&columns=powers&q=id%3A${one.id}`);
  const grid = page.getByRole("grid", { name: "Permission matrix" });
  await grid.locator('[data-cell="2 1"]').click();
  await page.keyboard.press("ArrowUp");
  await expect(grid.getByRole("link", { name: /^1 token shown: who can of all tokens, .*production/ }).first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/who\?risk=destroys_production$/);
});

test("a permission's mark leads to the tokens that have it there", async ({ page, sandbox }) => {
  const [token] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  await sandbox.change({ do: "add_access", token: token.id, database: "shop", access: ["delete_branch"] });
  await page.goto(`/acme/tokens/${token.id}`);
  const box = page.getByRole("group", { name: "shop", exact: true }).getByRole("checkbox", { name: "delete_branch" });
  await expect(box).toBeChecked();
  const mark = page.getByRole("group", { name: "shop", exact: true }).getByRole("link", { name: "destroys", exact: true });
  // Tab goes from box to box.
  await expect(mark).toHaveAttribute("tabindex", "-1");
  await box.focus();
  await page.keyboard.press("ArrowRight");
  await expect(mark).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(box).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/acme\/who\?permission=delete_branch&on=db%3Ashop$/);
  await expect(page.getByRole("table", { name: "Tokens that can" }).getByRole("row", { name: new RegExp(token.id) })).toBeVisible();
});
