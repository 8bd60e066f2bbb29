// Two tokens side by side, and the second made like the first.
import { readFile } from "node:fs/promises";
import { type Page } from "@playwright/test";
import { accessible, copied, expect, test } from "../fixtures";

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

/** What "Export" copies as CSV, as rows of cells by their heads. */
async function table(page: Page): Promise<Record<string, string>[]> {
  await page.getByRole("button", { name: "Export" }).click();
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.getByRole("radio", { name: "CSV" }).check({ force: true });
  await dialog.getByRole("button", { name: "Copy", exact: true }).click();
  await expect.poll(() => copied(page)).not.toBe("");
  // No cell of these has a quote or a line end.
  const [heads, ...rows] = (await copied(page)).replace(/^\ufeff/, "").trimEnd().split("\r\n").map((line) => line.split(","));
  return rows.map((cells) => Object.fromEntries(heads.map((head, at) => [head, cells[at]])));
}

test("two tokens compared are the same as CSV as in the table, and no name becomes a formula", async ({ page, sandbox }) => {
  const [first, second] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  await sandbox.change({ do: "rename_token", token: first.id, name: "=1+1" });
  await sandbox.change({ do: "rename_token", token: second.id, name: "second" });
  await sandbox.change({ do: "add_access", token: first.id, database: "", access: ["read_branch"] });
  await sandbox.change({ do: "add_access", token: first.id, database: "shop", access: ["create_branch"] });
  await sandbox.change({ do: "add_access", token: second.id, database: "ledger", access: ["delete_branch"] });
  await page.goto(`/acme/compare?a=${first.id}&b=${second.id}&sort=permission`);
  const rows = page.getByRole("table", { name: "Differences" }).getByRole("rowgroup").last().getByRole("row");
  await expect(rows).toHaveCount(3);
  const seen = await rows.evaluateAll((all) => all.map((row) => [...row.querySelectorAll("[role=cell], [role=rowheader], td, th")].slice(0, 2).map((cell) => cell.textContent!.trim())));
  const told = await table(page);
  expect(Object.keys(told[0])).toEqual(["first_token_id", "first_token_name", "second_token_id", "second_token_name", "resource_type", "resource_id", "resource_name", "permission", "first", "second"]);
  // Shown rows stand in the shown order.
  expect(told.map((row) => row.permission)).toEqual(seen.map(([, permission]) => permission));
  for (const row of told) expect(row).toMatchObject({ first_token_id: first.id, first_token_name: "'=1+1", second_token_id: second.id, second_token_name: "second" });
  expect(told.find((row) => row.permission === "create_branch")).toMatchObject({ resource_name: "shop", first: "direct", second: "none" });
  expect(told.find((row) => row.permission === "delete_branch")).toMatchObject({ resource_name: "ledger", first: "none", second: "direct" });
});

test("a token's operations are the same as CSV as in the table, and its name becomes no formula", async ({ page, sandbox }) => {
  const [token] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  await sandbox.change({ do: "rename_token", token: token.id, name: "@sum" });
  await sandbox.change({ do: "add_access", token: token.id, database: "ledger", access: ["delete_branch", "read_branch"] });
  await page.goto(`/acme/tokens/${token.id}/operations?q=branch`);
  const rows = page.getByRole("table", { name: "Operations" }).getByRole("rowgroup").last().getByRole("row");
  await expect(rows.filter({ hasText: "Delete a branch" })).toHaveCount(1);
  const count = await rows.count();
  const told = await table(page);
  expect(Object.keys(told[0])).toEqual(["token_id", "token_name", "operation", "method", "path", "group", "needs_one_of", "allowed", "holds", "on"]);
  expect(told).toHaveLength(count);
  for (const row of told) expect(row).toMatchObject({ token_id: token.id, token_name: "'@sum", allowed: "true" });
  expect(told.find((row) => row.operation === "delete_branch")).toMatchObject({ method: "DELETE", needs_one_of: "delete_branch", holds: "delete_branch:direct", on: "ledger" });
});
