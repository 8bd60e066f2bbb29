// Who searches the report for a database finds whoever reaches it.
import { expect, openTokens, test } from "../fixtures";

test("what reaches a database through all databases or the organization is found with it", async ({ page, sandbox }) => {
  const [first, second] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  await sandbox.change({ do: "add_database", name: "never-granted" });
  await sandbox.change({ do: "add_access", token: first.id, database: "", access: ["delete_database"] });
  await sandbox.change({ do: "add_access", token: second.id, database: "", access: ["delete_databases", "read_invoices"] });
  const rows = page.getByRole("table", { name: "Access report" }).getByRole("row");
  const search = page.getByRole("searchbox", { name: "Search access" });
  await page.goto(`/acme/access?q=never-granted+${first.id}`);
  await expect(page.getByText("1 access", { exact: true })).toBeVisible();
  await expect(rows.nth(1)).toContainText("All databases, so also ⁨never-granted⁩");
  await expect(page.getByText(/^1 access is not granted on a database found, but reach/)).toBeVisible();
  await search.fill(`never-granted ${second.id}`);
  await expect(rows.nth(1)).toContainText("Organization, so also ⁨never-granted⁩");
  await expect(rows.nth(1)).toContainText("delete_databases");
  await expect(rows).toHaveCount(2);
  await search.fill("never-granted");
  await expect(page.getByText(/are not granted on a database found, but reach it/)).toBeVisible();
  await page.getByRole("button", { name: "Grouped" }).click();
  const everywhere = page.getByRole("region", { name: "Access by token" }).getByRole("listitem").filter({ hasText: "All databases, so also ⁨never-granted⁩" });
  await expect(everywhere.filter({ hasText: /\bdelete_database\b/ })).not.toHaveCount(0);
});

test("a search says when the databases could not be read", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/40[34]/);
  await sandbox.fault({ method: "GET", path: "/databases", status: 404, times: 50, body: '{"code":"not_found","message":"Not Found"}' });
  await page.goto("/acme/access?q=branch");
  await expect(page.getByText(/The databases could not be loaded/)).toBeVisible();
  await expect(page.getByText(/accesses · partial$/)).toBeVisible();
});

test("namesakes are told apart by their ids", async ({ page, sandbox }) => {
  const [first, second] = (await sandbox.tokens()).filter((token) => token.access.length > 0);
  for (const { id } of [first, second]) await sandbox.change({ do: "rename_token", token: id, name: "deploy-bot" });
  await openTokens(page);
  await page.getByRole("link", { name: "Access report" }).click();
  await page.getByRole("searchbox", { name: "Search access" }).fill("deploy-bot");
  const table = page.getByRole("table", { name: "Access report" });
  await expect(table.getByRole("columnheader", { name: "ID" })).toBeVisible();
  for (const { id } of [first, second]) await expect(table.getByRole("row", { name: new RegExp(id) }).first()).toBeVisible();
});
