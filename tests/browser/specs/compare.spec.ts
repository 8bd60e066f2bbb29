// Two tokens side by side, and the second made like the first.
import { readFile } from "node:fs/promises";
import { type Page } from "@playwright/test";
import { accessible, expect, test } from "../fixtures";

/** What "Export" saves as JSON: its name, and what is in it. */
async function exported(page: Page) {
  await page.getByRole("button", { name: "Export" }).click();
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.getByRole("radio", { name: "JSON" }).check({ force: true });
  const saving = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download" }).click();
  const file = await saving;
  return { name: file.suggestedFilename(), told: JSON.parse(await readFile((await file.path())!, "utf8")) };
}

test("what only one may do is listed, and the second is made like the first without sending anything", async ({ page, sandbox }) => {
  const [first, second] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  await sandbox.change({ do: "add_access", token: first.id, database: "shop", access: ["read_branch", "create_branch"] });
  await sandbox.change({ do: "add_access", token: second.id, database: "shop", access: ["read_branch", "delete_branch"] });
  await page.goto("/acme/tokens");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Compare" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Compare" })).toBeFocused();
  for (const [name, token] of [["First token", first], ["Second token", second]] as const) {
    await page.getByRole("combobox", { name }).fill(token.id);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
  }
  await expect(page).toHaveURL(new RegExp(`compare\\?a=${first.id}&b=${second.id}$`));
  await expect(page.getByRole("status").filter({ hasText: "only on the first" })).toHaveText("1 permission only on the first, 1 permission only on the second");
  const rows = page.getByRole("table", { name: "Differences" }).getByRole("row");
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: "create_branch" })).toContainText("granted");
  await page.getByRole("button", { name: "What is the same" }).click();
  await expect(rows).toHaveCount(4);
  await accessible(page);
  await page.reload();
  await expect(rows).toHaveCount(4);
  await page.getByRole("button", { name: "Make the second like the first" }).click();
  await expect(page).toHaveURL(new RegExp(`/acme/tokens/${second.id}`));
  await expect(page.getByText("2 unsaved changes")).toBeVisible();
  expect(await sandbox.writes()).toEqual([]);
});

test("a token that is not there, and one twice, are told apart from no difference", async ({ page, sandbox }) => {
  const [token] = await sandbox.tokens();
  await page.goto(`/acme/compare?a=${token.id}&b=nosuchtoken`);
  await expect(page.getByText("One of the tokens is not in the list of this organization.")).toBeVisible();
  await page.goto(`/acme/compare?a=${token.id}&b=${token.id}`);
  await expect(page.getByText("That is one token twice.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Make the second like the first" })).toHaveAttribute("aria-disabled", "true");
});

test("two tokens compared are exported, each row whole by itself", async ({ page, sandbox }) => {
  const [first, second] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  await sandbox.change({ do: "add_access", token: first.id, database: "", access: ["read_branch"] });
  await sandbox.change({ do: "add_access", token: second.id, database: "ledger", access: ["delete_branch"] });
  await page.goto(`/acme/compare?a=${first.id}&b=${second.id}`);
  await expect(page.getByRole("table", { name: "Differences" }).getByRole("row")).toHaveCount(3);
  const { name, told } = await exported(page);
  expect(name).toMatch(/^acme-compare-.*\.json$/);
  expect(told.schema).toBe("service-token-console/compare/1");
  expect(told.complete).toBe(true);
  expect(told.totals).toEqual({ only_first: 1, only_second: 1, rows: 2 });
  expect(told.rows[1]).toMatchObject({ first_token_id: first.id, second_token_id: second.id, resource_name: "ledger", permission: "delete_branch", first: "none", second: "direct" });
});

test("the operations of a token are exported with what allows them", async ({ page, sandbox }) => {
  const [token] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  await sandbox.change({ do: "add_access", token: token.id, database: "ledger", access: ["delete_branch"] });
  await page.goto(`/acme/tokens/${token.id}/operations?q=delete+a+branch`);
  await expect(page.getByRole("table", { name: "Operations" }).getByRole("row").nth(1)).toContainText("Delete a branch");
  const { name, told } = await exported(page);
  expect(name).toMatch(new RegExp(`^acme-${token.id}-operations-.*\\.json$`));
  expect(told.schema).toBe("service-token-console/operations/1");
  expect(told.rows).toContainEqual(expect.objectContaining({ operation: "delete_branch", method: "DELETE", allowed: true, holds: ["delete_branch:direct"], on: ["ledger"], needs_one_of: ["delete_branch"] }));
});

test("a token is not called missing of a list that was not loaded", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/Failed to load resource/);
  const [first, second] = await sandbox.tokens();
  await sandbox.fault({ method: "GET", path: "/service-tokens", status: 403, times: 50, body: "<!doctype html>" });
  await page.goto(`/acme/compare?a=${first.id}&b=${second.id}`);
  await expect(page.getByRole("status").filter({ hasText: "One of the tokens" })).toContainText("not among those that were loaded");
  await expect(page.getByRole("button", { name: "Make the second like the first" })).toHaveAccessibleDescription(/Choose two tokens/);
  await sandbox.heal();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("status").filter({ hasText: "only on the first" })).toBeVisible();
  await page.goto(`/acme/compare?a=${first.id}&b=nosuch`);
  await expect(page.getByRole("status").filter({ hasText: "One of the tokens is not in the list of this organization" })).toBeVisible();
});
