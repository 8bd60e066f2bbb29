// Who can do something, through what, and why a call is refused.
import { accessible, expect, openToken, test } from "../fixtures";

const table = "Tokens that can";

test("a permission is asked for on a database: who can, and through what", async ({ page, sandbox }) => {
  const [direct, everywhere, none] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  await sandbox.change({ do: "add_access", token: direct.id, database: "shop", access: ["write_production_branch_vschema"] });
  await sandbox.change({ do: "add_access", token: everywhere.id, database: "", access: ["write_production_branch_vschema"] });
  await page.goto("/acme/tokens");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Who can" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Who can" })).toBeFocused();
  await page.getByRole("combobox", { name: "Permission, risk or operation" }).fill("write_production_branch_vs");
  await page.keyboard.press("Enter");
  await page.getByRole("combobox", { name: "Resource" }).fill("shop");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/permission=write_production_branch_vschema&on=db%3Ashop$/);
  const rows = page.getByRole("table", { name: table }).getByRole("row");
  const holders = (await sandbox.tokens()).filter((token) => token.access.some(([database, permission]) => permission === "write_production_branch_vschema" && (database === "" || database === "shop")));
  await expect(page.getByRole("status").filter({ hasText: "can use write_production_branch_vschema on" })).toContainText(new RegExp(`^${holders.length} tokens can use`));
  await expect(rows).toHaveCount(holders.length + 1);
  await expect(rows.filter({ hasText: direct.id })).toContainText("direct on shop");
  await expect(rows.filter({ hasText: everywhere.id })).toContainText("all databases");
  await expect(rows.filter({ hasText: none.id })).toHaveCount(0);
  await accessible(page);
  await page.reload();
  await expect(rows).toHaveCount(holders.length + 1);
  await expect(page.getByRole("combobox", { name: "Resource" })).toHaveValue("shop");
});

test("an operation tells which of several permissions each token has", async ({ page, sandbox }) => {
  const [token] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  await sandbox.change({ do: "add_access", token: token.id, database: "ledger", access: ["restore_backup"] });
  await page.goto("/acme/who");
  await page.getByRole("combobox", { name: "Permission, risk or operation" }).fill("Create a branch");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/operation=create_branch/);
  await expect(page.getByRole("table", { name: table }).getByRole("row", { name: new RegExp(token.id) })).toContainText("restore_backup: direct on ledger");
  await expect(page.getByText("as PlanetScale published them on 2026-08-18")).toBeVisible();
});

test("an operation without a published permission is never told as nobody", async ({ page }) => {
  await page.goto("/acme/who?operation=list_organizations");
  await expect(page.getByText(/publishes no permission for this operation/)).toBeVisible();
  await expect(page.getByRole("heading", { name: "No token can" })).toHaveCount(0);
});

test("an operation or a risk that is not known is told as that, and another one can be asked", async ({ page }) => {
  for (const [query, name] of [["operation=make_tea", 'operation "make_tea"'], ["risk=boredom&on=all", 'risk "boredom"']] as const) {
    await page.goto(`/acme/who?${query}`);
    await expect(page.getByText(`This console knows no ${name}, so it is not known who can.`)).toBeVisible();
    await expect(page.getByRole("heading", { name: "This question is not known" })).toBeVisible();
  }
  await page.goto("/acme/who?permission=nosuch&on=all");
  await expect(page.getByText(/^0 tokens can use nosuch on .All databases.\. PlanetScale lists no permission of that name: it may be mistyped\.$/)).toBeVisible();
  await page.getByRole("combobox", { name: "Permission, risk or operation" }).fill("delete_branch");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/permission=delete_branch&on=all$/);
  await expect(page.getByText(/tokens? can use delete_branch/)).toBeVisible();
});

test("who asks for one permission is told what another one is enough for as well", async ({ page, sandbox }) => {
  const [token] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  await sandbox.change({ do: "add_access", token: token.id, database: "", access: ["delete_databases"] });
  await sandbox.change({ do: "add_database", name: "lonely" });
  await page.goto("/acme/who?permission=delete_database&on=db%3Alonely");
  await expect(page.getByText(/tokens? can use delete_database/)).toBeVisible();
  await expect(page.getByRole("heading", { name: "No token can" })).toHaveCount(0);
  await page.getByText(/^For \d+ operations another permission is enough as well$/).click();
  await page.getByRole("main").getByRole("link", { name: "Delete a database", exact: true }).click();
  await expect(page).toHaveURL(/operation=delete_database&on=db%3Alonely$/);
  await expect(page.getByRole("table", { name: table }).getByRole("row", { name: new RegExp(token.id) })).toContainText("delete_databases");
});

test("what was not read is not told as none", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/404/);
  await sandbox.fault({ method: "GET", path: "/service-tokens", status: 404, times: 50, body: '{"code":"not_found","message":"Not Found"}' });
  await page.goto("/acme/who?permission=delete_database");
  await expect(page.getByText("Not known who can use delete_database: read_service_tokens is missing.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "No token can" })).toHaveCount(0);
});

test("nobody is told as nobody once every token was looked at", async ({ page }) => {
  await page.goto("/acme/who?permission=nothing_holds_this");
  await expect(page.getByText("0 tokens can use nothing_holds_this.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "No token holds it" })).toBeVisible();
});

test("a refused call is explained, and the permission that it lacks is staged", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0);
  await page.goto("/acme/who");
  await page.getByRole("button", { name: "Why is it refused?" }).click();
  const dialog = page.getByRole("dialog", { name: "Why is it refused?" });
  const status = dialog.getByRole("status").filter({ hasText: /./ });
  await dialog.getByRole("textbox", { name: "Call" }).fill("make me a sandwich");
  await expect(status).toContainText("No call is recognized");
  await dialog.getByRole("textbox", { name: "Call" }).fill("DELETE /v1/organizations/acme/moons/1");
  await expect(status).toContainText("Unknown");
  // What another host asks for is not PlanetScale's to tell.
  await dialog.getByRole("textbox", { name: "Call" }).fill("curl -X POST https://api.example.com/v1/organizations/acme/databases/shop/branches");
  await expect(status).toHaveText(/^The call goes to \W?api\.example\.com\W?, not to PlanetScale's API at api\.planetscale\.com\. .* not judged\.$/);
  await dialog.getByRole("textbox", { name: "Call" }).fill(`curl ${new URL("/api/v1/organizations/acme", page.url())}`);
  await expect(status).toContainText("get_organization");
  await dialog.getByRole("textbox", { name: "Call" }).fill("curl -X POST https://api.planetscale.com/v1/organizations/acme/databases/shop/branches");
  await expect(status).toContainText('That is "Create a branch" (create_branch)');
  await dialog.getByRole("combobox", { name: "Token" }).fill(token.id);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(status).toContainText("it has none of create_branch on shop");
  await accessible(page);
  await dialog.getByRole("button", { name: "Stage the permission" }).click();
  await expect(page).toHaveURL(new RegExp(`/acme/tokens/${token.id}`));
  await expect(page.getByText("1 unsaved change")).toBeVisible();
  const box = page.getByRole("group", { name: "shop", exact: true }).getByRole("checkbox", { name: "create_branch", exact: true });
  await expect(box).toBeChecked();
  expect(await sandbox.writes()).toEqual([]);
});

test("what is often asked is a press away, on the resource that was chosen", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/acme/who?on=db%3Ashop");
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { name: "Ask who can do something" })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  await main.getByRole("link", { name: "Delete something in production" }).click();
  await expect(page).toHaveURL(/risk=.*on=db%3Ashop|on=db%3Ashop.*risk=/);
  await expect(page.getByRole("status").filter({ hasText: "delete something in production" })).toBeVisible();
});

test("a token's operations are listed, found and shared, with the near misses apart", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0);
  await sandbox.change({ do: "add_access", token: token.id, database: "shop", access: ["delete_branch"] });
  await page.goto(`/acme/tokens/${token.id}/operations`);
  const rows = page.getByRole("table", { name: "Operations" }).getByRole("row");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(token.name || "Unnamed token");
  await expect(rows.nth(1)).toContainText("Delete a branch");
  await expect(rows.nth(1)).toContainText("delete_branch · direct");
  await expect(rows.nth(1)).toContainText("shop");
  await page.getByRole("button", { name: "Near misses" }).click();
  await expect(page).toHaveURL(/show=near/);
  await expect(rows.filter({ hasText: "Create a branch" })).toContainText("has delete_branch, lacks create_branch");
  await accessible(page);
});

test("a token's unsaved changes answer for that token, and no count takes them for done", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0 && !!token.name);
  const before = (await sandbox.tokens()).filter((token) => token.access.some(([, permission]) => permission === "read_invoices")).length;
  await openToken(page, token.id);
  await page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "read_invoices" }).check();
  await expect(page.getByText("1 unsaved change")).toBeVisible();
  await page.goto("/acme/who?permission=read_invoices");
  const answer = page.getByRole("status").filter({ hasText: "can use read_invoices" });
  await expect(answer).toHaveText(new RegExp(`^${before} tokens? can use read_invoices.*\\. With unsaved changes: ${before + 1} tokens?\\.$`));
  await expect(page.getByRole("table", { name: table }).getByRole("row").filter({ hasText: token.id })).toContainText("Only with unsaved changes: organization");
  expect(await sandbox.writes()).toEqual([]);
});

test("a database tells who reaches it, and who loses what if it is deleted", async ({ page, sandbox }) => {
  const [direct, everywhere] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  await sandbox.change({ do: "add_access", token: direct.id, database: "ledger", access: ["read_branch", "create_branch"] });
  await sandbox.change({ do: "add_access", token: everywhere.id, database: "", access: ["read_branch"] });
  await openToken(page, direct.id);
  await page.getByRole("group", { name: "ledger", exact: true }).getByRole("link", { name: /^Who can do something on/ }).click();
  await expect(page).toHaveURL(/\/who\?permission=%2A&on=db%3Aledger$/);
  await expect(page.getByRole("combobox", { name: "Permission, risk or operation" })).toHaveValue("Do something");
  const rows = page.getByRole("table", { name: table }).getByRole("row");
  await expect(rows.filter({ hasText: direct.id })).toContainText("2 direct");
  await expect(rows.filter({ hasText: everywhere.id })).toContainText("1 all databases");
  const losing = (await sandbox.tokens()).map((token) => token.access.filter(([database]) => database === "ledger").length).filter((count) => count > 0);
  const lost = losing.reduce((sum, count) => sum + count, 0);
  await expect(page.getByText(/is deleted,/)).toContainText(new RegExp(`is deleted, ${losing.length} tokens lose ${lost} permissions granted on it; \\d+ other tokens? reach`));
  await accessible(page);
});

test("powers and permissions lead to who else has them", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0);
  await sandbox.change({ do: "add_access", token: token.id, database: "", access: ["delete_production_branch"] });
  await openToken(page, token.id);
  await page.getByRole("region", { name: "What this token can do" }).getByRole("link", { name: /^Who else\? can delete/ }).click();
  await expect(page).toHaveURL(/\/who\?risk=destroys_production$/);
  await expect(page.getByRole("table", { name: table }).getByRole("row").filter({ hasText: token.id })).toBeVisible();
  await page.goto("/acme/access?q=perm%3Adelete_production_branch");
  await page.getByRole("table").getByRole("link", { name: "delete_production_branch", exact: true }).first().click();
  await expect(page).toHaveURL(/\/who\?permission=delete_production_branch$/);
});

test("of a pasted call with a secret only the secret is taken out, and the call is answered", async ({ page, sandbox }) => {
  const [token] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  await page.goto("/acme/who");
  await page.getByRole("button", { name: "Why is it refused?" }).click();
  const dialog = page.getByRole("dialog", { name: "Why is it refused?" });
  const call = dialog.getByRole("textbox", { name: "Call" });
  await call.fill(`curl -H "Authorization: ${token.id}:pscale_tkn_abcDEF123_456-xyz" -X delete 'https://api.planetscale.com/v1/organizations/acme/databases/shop/branches/dev/?x=1'`);
  await expect(call).toHaveValue(/^curl -H "Authorization: \w+:pscale_…" -X delete/);
  await expect(call).not.toHaveValue(/abcDEF/);
  await expect(call).toHaveAccessibleDescription(/A secret was in it and was taken out/);
  await expect(dialog.getByRole("status").filter({ hasText: "delete_branch" })).toBeVisible();
  await call.fill("GET /v1/organizations/acme");
  await expect(call).not.toHaveAccessibleDescription(/taken out/);
});
