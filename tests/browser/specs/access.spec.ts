import type { Page } from "@playwright/test";
import { type Sandbox, accessible, expect, openToken, test, type Token } from "../fixtures";

const plain = (token: Token) => token.access.length > 4 && !!token.name
  && token.access.some(([database]) => database === "") && token.access.every(([database]) => database !== "shop");

test("permissions are changed by checkbox, reviewed, applied and undone", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => plain(token) && !token.access.some(([d, p]) => d === "" && p === "read_invoices") && token.access.some(([database]) => database !== ""));
  const before = token.access.map(String).sort();
  const [database, held] = token.access.find(([database]) => database !== "" && token.access.every(([d, p]) => d !== "" || p !== undefined))!;
  await openToken(page, token.id);
  await accessible(page);
  const organization = page.getByRole("group", { name: "Organization", exact: true });
  await expect(organization.getByRole("button").first()).toHaveAccessibleName("Organization");
  await organization.getByRole("checkbox", { name: "read_invoices" }).check();
  await expect(page.getByText("1 unsaved change")).toBeVisible();
  const group = page.getByRole("group", { name: database, exact: true });
  await group.getByRole("checkbox", { name: held, exact: true }).uncheck();
  await expect(page.getByText("2 unsaved changes")).toBeVisible();
  expect(await sandbox.writes()).toEqual([]);

  await page.getByRole("button", { name: "Review changes" }).click();
  const review = page.getByRole("dialog", { name: "Review changes" });
  await expect(review.getByRole("list", { name: "Additions" }).getByRole("listitem")).toHaveText(["read_invoices on Organization"]);
  await expect(review.getByRole("list", { name: "Removals" }).getByRole("listitem")).toHaveText([`${held} on ${database}`]);
  await expect(review.getByRole("region", { name: "Commands" }).getByRole("code")).toHaveText(
    `pscale service-token add-access ${token.id} read_invoices --database= --org=acme\npscale service-token delete-access ${token.id} ${held} --database=${database} --org=acme`);
  await accessible(page);
  await review.getByRole("button", { name: "Apply changes" }).click();
  await expect(review).toBeHidden();
  const status = page.getByRole("status").filter({ hasText: "changes applied" });
  await expect(status).toContainText("2 changes applied");
  const after = (await sandbox.token(token.id))!.access.map(String).sort();
  expect(after).toEqual([...before.filter((one) => one !== `${database},${held}`), ",read_invoices"].sort());
  expect((await sandbox.writes()).map((call) => [call.method, call.body])).toEqual([
    ["POST", { database: "", access: ["read_invoices"] }],
    ["DELETE", { database, access: [held] }],
  ]);

  await status.getByRole("button", { name: "Undo" }).click();
  await expect(review.getByRole("list", { name: "Removals" }).getByRole("listitem")).toHaveText(["read_invoices on Organization"]);
  await review.getByRole("button", { name: "Apply changes" }).click();
  await expect(review).toBeHidden();
  expect((await sandbox.token(token.id))!.access.map(String).sort()).toEqual(before);
});

test("what all databases have is shown as inherited in each", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => plain(token) && token.access.some(([database]) => database !== ""));
  const database = token.access.find(([database]) => database !== "")![0];
  await sandbox.change({ do: "add_access", token: token.id, database: "", access: ["read_branch"] });
  await openToken(page, token.id);
  const own = page.getByRole("group", { name: "All databases", exact: true }).getByRole("checkbox", { name: "read_branch", exact: true });
  await expect(own).toBeChecked();
  const inherited = page.getByRole("group", { name: database, exact: true }).getByRole("checkbox", { name: "read_branch", exact: true });
  await expect(inherited).toBeChecked();
  await expect(inherited).toBeDisabled();
  await expect(inherited).toHaveAccessibleDescription(/Granted on all databases/);
});

test("a database is added by name, searched within and folded away", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0);
  await openToken(page, token.id);
  await page.getByRole("combobox", { name: "Add a database" }).fill("ledg");
  await page.keyboard.press("Enter");
  const group = page.getByRole("group", { name: "ledger", exact: true });
  await expect(group.getByRole("button", { name: "ledger", exact: true })).toBeFocused();
  await page.getByRole("searchbox", { name: "Find a permission" }).fill("vschema");
  await expect(group.getByRole("checkbox", { name: "write_branch_vschema", exact: true })).toBeVisible();
  await expect(group.getByRole("checkbox", { name: "read_branch", exact: true })).toHaveCount(0);
  await page.getByRole("searchbox", { name: "Find a permission" }).fill("");
  await group.getByRole("checkbox", { name: /^Branches/ }).check();
  await expect(page.getByText(/^[2-9] unsaved changes$/)).toBeVisible();
  await group.getByRole("button", { name: "ledger", exact: true }).click();
  await expect(group.getByRole("checkbox", { name: "read_branch", exact: true })).toHaveCount(0);
  await expect(group.getByRole("button", { name: "ledger", exact: true })).toHaveAttribute("aria-expanded", "false");
  await page.getByRole("button", { name: "Discard changes" }).click();
  await expect(page.getByText("0 unsaved changes")).toBeVisible();
});

test("unsaved changes outlive a reload, and leaving the site asks first", async ({ page, sandbox }) => {
  const token = await sandbox.some(plain);
  await openToken(page, token.id);
  const box = page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "write_teams" });
  const was = await box.isChecked();
  await box.click();
  await expect(page.getByText("1 unsaved change")).toBeVisible();
  let asked = false;
  page.on("dialog", (dialog) => { asked = true; void dialog.accept(); });
  await page.reload();
  expect(asked).toBe(true);
  await expect(page.getByText("1 unsaved change")).toBeVisible();
  await expect(box).toBeChecked({ checked: !was });
  await page.getByRole("link", { name: "Settings" }).click();
  await page.goBack();
  await expect(page.getByText("1 unsaved change")).toBeVisible();
});

test("a first destructive permission is told before it is granted", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0);
  await openToken(page, token.id);
  await page.getByRole("group", { name: "All databases", exact: true }).getByRole("checkbox", { name: "delete_production_branch", exact: true }).check();
  await page.getByRole("button", { name: "Review changes" }).click();
  await expect(page.getByRole("dialog", { name: "Review changes" })).toContainText("New: it can delete something in production");
});

test("what somebody else changed meanwhile is shown before anything is sent", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0);
  await openToken(page, token.id);
  await page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "read_invoices" }).check();
  await page.getByRole("button", { name: "Review changes" }).click();
  await sandbox.change({ do: "add_access", token: token.id, database: "", access: ["read_audit_logs"] });
  const review = page.getByRole("dialog", { name: "Review changes" });
  await review.getByRole("button", { name: "Apply changes" }).click();
  await expect(review.getByRole("alert")).toContainText("Added: read_audit_logs on Organization.");
  expect(await sandbox.writes()).toEqual([]);
  await review.getByRole("button", { name: "Apply changes" }).click();
  await expect(review).toBeHidden();
  expect((await sandbox.token(token.id))!.access.map(String).sort()).toEqual([",read_audit_logs", ",read_invoices"]);
});

/** Applies two additions, of which the second one is refused. */
async function halfFails(page: Page, sandbox: Sandbox) {
  const token = await sandbox.some((token) => token.access.length === 0);
  await openToken(page, token.id);
  await page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "read_invoices" }).check();
  await page.getByRole("combobox", { name: "Add a database" }).fill("ledger");
  await page.keyboard.press("Enter");
  await page.getByRole("group", { name: "ledger", exact: true }).getByRole("checkbox", { name: "read_branch", exact: true }).check();
  await sandbox.fault({ method: "POST", path: "/access", skip: 1, status: 422, body: '{"code":"unprocessable","message":"Not today"}' });
  await page.getByRole("button", { name: "Review changes" }).click();
  const review = page.getByRole("dialog", { name: "Review changes" });
  await review.getByRole("button", { name: "Apply changes" }).click();
  return { token, review };
}

test("a change that half fails tells what was done and keeps the rest", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/422/);
  const { token, review } = await halfFails(page, sandbox);
  await expect(review.getByRole("alert")).toContainText("Not today");
  await expect(review.getByRole("region", { name: "Results" }).getByRole("listitem")).toHaveText([
    "Add read_invoices on the organization: done",
    "Add read_branch on ledger: failed",
  ]);
  await expect(review.getByRole("list", { name: "Additions" }).getByRole("listitem")).toHaveText(["read_branch on ledger"]);
  await accessible(page);
  await review.getByRole("button", { name: "Apply changes" }).click();
  await expect(review).toBeHidden();
  expect((await sandbox.token(token.id))!.access.map(String).sort()).toEqual([",read_invoices", "ledger,read_branch"]);
});

test("what was made of a change that half fails is undone alone, and what is left stays unsaved", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/422/);
  const { token, review } = await halfFails(page, sandbox);
  await review.getByRole("alert").getByRole("button", { name: "Undo what was made" }).press("Enter");
  await expect(review.getByRole("alert")).toHaveCount(0);
  await expect(review).toContainText("1 other unsaved change of this token stays unsaved");
  await expect(review.getByRole("list", { name: "Removals" }).getByRole("listitem")).toHaveText(["read_invoices on Organization"]);
  await expect(review.getByRole("list", { name: "Additions" }).getByRole("listitem")).toHaveCount(0);
  await expect(review.getByRole("button", { name: "Cancel" })).toBeFocused();
  await review.getByRole("button", { name: "Apply changes" }).click();
  await expect(review).toBeHidden();
  expect((await sandbox.token(token.id))!.access).toEqual([]);
  await expect(page.getByText("1 unsaved change", { exact: true })).toBeVisible();
  await expect(page.getByRole("group", { name: "ledger", exact: true }).getByRole("checkbox", { name: "read_branch", exact: true })).toBeChecked();
});

test("what another database of the name got is told until it is taken away there or wanted", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/403/);
  const token = await sandbox.some((token) => token.access.length === 0);
  await openToken(page, token.id);
  await page.getByRole("combobox", { name: "Add a database" }).fill("ledger");
  await page.keyboard.press("Enter");
  await page.getByRole("group", { name: "ledger", exact: true }).getByRole("checkbox", { name: "read_branch", exact: true }).check();
  await page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "read_invoices" }).check();
  await page.getByRole("button", { name: "Review changes" }).click();
  await sandbox.change({ do: "delete_database", name: "ledger" });
  await sandbox.change({ do: "add_database", name: "ledger" });
  const refused = { status: 403, body: '{"code":"forbidden","message":"No"}' };
  await sandbox.fault({ method: "GET", path: "/databases", times: 50, ...refused });
  const review = page.getByRole("dialog", { name: "Review changes" });
  await review.getByRole("button", { name: "Apply changes" }).click();
  const stray = (within: typeof review | ReturnType<typeof page.getByRole>) => within.getByRole("alert").filter({ hasText: "Another database of that name was changed" });
  await expect(stray(review)).toContainText("read_branch on ledger");
  // The name is not taken for that of the one that is gone again.
  await expect(review.getByRole("alert").filter({ hasText: "Some changes cannot be made" })).toBeVisible();
  await expect(review.getByRole("button", { name: "Apply changes" })).toHaveAccessibleDescription("None of these changes can be made. Leave them out.");
  await page.keyboard.press("Escape");
  await expect(stray(page.getByRole("main"))).toContainText("read_branch on ledger");
  await accessible(page);
  await stray(page.getByRole("main")).getByRole("button", { name: "Remove it there" }).click();
  await expect(review.getByRole("list", { name: "Removals" }).getByRole("listitem")).toHaveText(["read_branch on ledger"]);
  await review.getByRole("button", { name: "Leave them out" }).click();
  await review.getByRole("button", { name: "Apply changes" }).click();
  await expect(review).toBeHidden();
  await expect(stray(page.getByRole("main"))).toHaveCount(0);
  expect((await sandbox.token(token.id))!.access.map(String)).toEqual([",read_invoices"]);
});

test("what is taken back of a change that half failed is unsaved again", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/403/);
  const token = await sandbox.some((token) => token.access.length === 0);
  await sandbox.change({ do: "add_access", token: token.id, database: "", access: ["read_invoices"] });
  await openToken(page, token.id);
  await page.getByRole("button", { name: "All", exact: true }).click();
  const organization = page.getByRole("group", { name: "Organization", exact: true });
  await organization.getByRole("checkbox", { name: "read_invoices" }).uncheck();
  await organization.getByRole("checkbox", { name: "read_organization" }).check();
  await sandbox.fault({ method: "DELETE", path: "/access", times: 1, status: 403, body: '{"code":"forbidden","message":"No"}' });
  await page.getByRole("button", { name: "Review changes" }).click();
  const review = page.getByRole("dialog", { name: "Review changes" });
  await review.getByRole("button", { name: "Apply changes" }).click();
  await review.getByRole("button", { name: "Undo what was made" }).click();
  await expect(review).toContainText("1 other unsaved change of this token stays unsaved, and is not sent with it. What is undone is unsaved again as well.");
  await review.getByRole("button", { name: "Apply changes" }).click();
  await expect(review).toBeHidden();
  expect((await sandbox.token(token.id))!.access.map(String)).toEqual([",read_invoices"]);
  // The removal is not left alone: the token would have less than anybody wanted.
  await expect(page.getByText("2 unsaved changes", { exact: true })).toBeVisible();
  await expect(organization.getByRole("checkbox", { name: "read_organization" })).toBeChecked();
  await page.getByRole("button", { name: "Review changes" }).click();
  await review.getByRole("button", { name: "Apply changes" }).click();
  await expect(review).toBeHidden();
  expect((await sandbox.token(token.id))!.access.map(String)).toEqual([",read_organization"]);
});

test("a removal waits for an addition that has become impossible, until that is left out", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0);
  await sandbox.change({ do: "add_access", token: token.id, database: "ledger", access: ["read_branch"] });
  await sandbox.change({ do: "add_access", token: token.id, database: "", access: ["read_invoices"] });
  await openToken(page, token.id);
  await page.getByRole("button", { name: "All", exact: true }).click();
  await page.getByRole("group", { name: "ledger", exact: true }).getByRole("checkbox", { name: "delete_branch", exact: true }).check();
  await page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "read_invoices" }).uncheck();
  await page.getByRole("button", { name: "Review changes" }).click();
  await sandbox.change({ do: "delete_database", name: "ledger" });
  const review = page.getByRole("dialog", { name: "Review changes" });
  const applies = review.getByRole("button", { name: "Apply changes" });
  await applies.click();
  await expect(review.getByRole("alert").first()).toContainText("Nothing was sent");
  await expect(applies).toHaveAccessibleDescription(/An addition cannot be made/);
  await applies.click({ force: true });
  await review.getByRole("button", { name: "Leave them out" }).press("Enter");
  await expect(review.getByRole("list", { name: "Additions" }).getByRole("listitem")).toHaveCount(0);
  await expect(review.getByRole("button", { name: "Cancel" })).toBeFocused();
  expect((await sandbox.token(token.id))!.access.map(String).sort()).toEqual([",read_invoices", "ledger,read_branch"]);
  await applies.click();
  await expect(review).toBeHidden();
  expect((await sandbox.token(token.id))!.access.map(String)).toEqual(["ledger,read_branch"]);
});

test("the access of a deleted database is shown and explained", async ({ page, sandbox }) => {
  await sandbox.change({ do: "add_access", token: (await sandbox.tokens())[0].id, database: "orders", access: ["read_branch"] });
  await sandbox.change({ do: "delete_database", name: "orders" });
  await openToken(page, (await sandbox.tokens())[0].id);
  const group = page.getByRole("group", { name: "orders (deleted)", exact: true });
  const fold = group.getByRole("button", { name: "orders (deleted)", exact: true });
  if (await fold.getAttribute("aria-expanded") === "false") await fold.click();
  await expect(group.getByRole("checkbox", { name: "read_branch", exact: true })).toBeChecked();
  // What cannot be granted has no box: one sentence says why.
  await expect(group.getByRole("checkbox")).toHaveCount(1);
  await expect(group.getByText("This database was deleted.")).toHaveCount(1);
  await group.getByRole("button", { name: "Remove all 1" }).click();
  await expect(group.getByRole("checkbox", { name: "read_branch", exact: true })).not.toBeChecked();
  await expect(page.getByText("1 unsaved change", { exact: true })).toBeVisible();
  await expect(group.getByRole("button", { name: /^Remove all/ })).toHaveCount(0);
});

test("what a deleted database holds is locked as soon as another one is known to have its name", async ({ page, sandbox }) => {
  const { id } = await sandbox.some((token) => token.access.length === 0);
  await sandbox.change({ do: "add_access", token: id, database: "orders", access: ["read_branch"] });
  await sandbox.change({ do: "delete_database", name: "orders" });
  await sandbox.change({ do: "add_database", name: "orders" });
  let list = () => {};
  const listed = new Promise<void>((resolve) => { list = resolve; });
  await page.route("**/acme/databases?*", async (route) => { await listed; await route.continue(); });
  await openToken(page, id);
  const group = page.getByRole("group", { name: "orders (deleted)", exact: true });
  const box = group.getByRole("checkbox", { name: "read_branch", exact: true });
  await expect(box).toBeEnabled();
  list();
  await expect(group.getByText("Another database has this name now")).toBeVisible();
  await expect(group.getByRole("button", { name: /^Remove all/ })).toHaveCount(0);
  await box.click({ force: true });
  await expect(box).toBeChecked();
  await expect(page.getByText("1 unsaved change", { exact: true })).toHaveCount(0);
});

test("unknown permissions and resources are shown, kept and removable", async ({ page, sandbox }) => {
  await sandbox.reset({ nasty: true });
  const token = await sandbox.some((token) => token.access.some(([, permission]) => permission === "read_tea_leaves"));
  await openToken(page, token.id);
  const box = page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "read_tea_leaves" });
  await expect(box).toBeChecked();
  await expect(page.getByRole("group", { name: "blue (Cluster)", exact: true })).toBeVisible();
  await box.uncheck();
  await page.getByRole("button", { name: "Review changes" }).click();
  await page.getByRole("button", { name: "Apply changes" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  const access = (await sandbox.token(token.id))!.access.map(String);
  expect(access).not.toContain(",read_tea_leaves");
  expect(access).toContain("blue,resize_cluster");
});

test("a token is deleted only after its id was typed", async ({ page, sandbox }) => {
  const token = await sandbox.some(plain);
  await openToken(page, token.id);
  await page.getByRole("button", { name: "Delete token" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Delete token" });
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  const button = dialog.getByRole("button", { name: "Delete token" });
  await expect(button).toBeDisabled();
  await accessible(page);
  await dialog.getByRole("textbox", { name: "Type the token ID to confirm" }).fill(token.id);
  await page.keyboard.press("Enter");
  expect(await sandbox.writes()).toEqual([]);
  await button.click();
  await expect(page.getByRole("heading", { level: 1, name: "Service tokens" })).toBeVisible();
  await expect(page.getByText(`${token.id} was deleted`)).toBeVisible();
  expect(await sandbox.token(token.id)).toBeUndefined();
});

test("an answer that says deleted is not believed while the token is there", async ({ page, sandbox }) => {
  const token = await sandbox.some(plain);
  await openToken(page, token.id);
  await page.getByRole("button", { name: "Delete token" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Delete token" });
  await dialog.getByRole("textbox", { name: "Type the token ID to confirm" }).fill(token.id);
  // Something in front of the API answers in its place.
  await sandbox.fault({ method: "DELETE", path: token.id, gateway: true, status: 204 });
  await dialog.getByRole("button", { name: "Delete token" }).click();
  await expect(dialog.getByRole("alert")).toContainText("says that it was done, but it was not");
  expect(await sandbox.token(token.id)).toBeDefined();
  await dialog.getByRole("button", { name: "Delete token" }).click();
  await expect(page.getByText(`${token.id} was deleted`, { exact: true })).toBeVisible();
  expect(await sandbox.token(token.id)).toBeUndefined();
});

test("what cannot be read once more is deleted only when somebody says so again", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/403/);
  const token = await sandbox.some(plain);
  await openToken(page, token.id);
  await page.getByRole("button", { name: "Delete token" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Delete token" });
  await dialog.getByRole("textbox", { name: "Type the token ID to confirm" }).fill(token.id);
  await sandbox.fault({ method: "GET", path: `/service-tokens/${token.id}`, gateway: true, status: 403, body: "<!doctype html>" });
  await dialog.getByRole("button", { name: "Delete token" }).click();
  await expect(dialog.getByRole("alert")).toContainText("could not be read once more, and was not deleted");
  expect(await sandbox.token(token.id)).toBeDefined();
  await dialog.getByRole("button", { name: "Delete token" }).click();
  await expect(page.getByText(`${token.id} was deleted`, { exact: true })).toBeVisible();
  expect(await sandbox.token(token.id)).toBeUndefined();
});

test("a token that is gone already is deleted", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/404/);
  const token = await sandbox.some(plain);
  await openToken(page, token.id);
  await sandbox.change({ do: "delete_token", token: token.id });
  await page.getByRole("button", { name: "Delete token" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Delete token" });
  await dialog.getByRole("textbox", { name: "Type the token ID to confirm" }).fill(token.id);
  await dialog.getByRole("button", { name: "Delete token" }).click();
  await expect(page.getByText(`${token.id} was deleted already`)).toBeVisible();
});

test("rotation makes a second token with the same access", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => plain(token));
  await openToken(page, token.id);
  await page.getByRole("button", { name: "Rotate token" }).click();
  const form = page.getByRole("dialog", { name: "Rotate token" });
  await expect(form.getByRole("textbox", { name: "Name" })).toHaveValue(token.name!);
  await form.getByRole("button", { name: "Create token" }).click();
  const done = page.getByRole("dialog", { name: "Token created" });
  await expect(done.getByText(`${token.access.length} accesses copied`)).toBeVisible();
  expect((await sandbox.tokens()).filter((one) => one.name === token.name).length).toBeGreaterThan(1);
});

test("a token page on five hundred databases shows only what matters", async ({ page, sandbox }) => {
  await sandbox.reset({ databases: 500, accesses: 40 });
  const token = await sandbox.some((token) => token.access.length > 30);
  await openToken(page, token.id);
  expect(await page.getByRole("checkbox").count()).toBeLessThan(400);
  await page.getByRole("combobox", { name: "Add a database" }).fill("support-media");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: /^support-media/ }).first()).toBeVisible();
});

test("a review tells the operations that are gained, on how many databases, and what still holds", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0);
  await openToken(page, token.id);
  await page.getByRole("group", { name: "All databases", exact: true }).getByRole("checkbox", { name: "delete_branch", exact: true }).check();
  await page.getByRole("button", { name: "Review changes" }).click();
  const meaning = page.getByRole("dialog", { name: "Review changes" }).getByRole("region", { name: "What it can call" });
  await expect(meaning).toContainText(/1 permission is granted on all databases: \d+ databases today, and each created later\./);
  await expect(meaning.getByRole("heading", { name: /^Gains \d+ operations, \d+ of them destructive$/ })).toBeVisible();
  const destroys = meaning.getByRole("link", { name: /^Delete a branch on all databases \(\d+ today\)$/ });
  await expect(destroys).toBeVisible();
  const folded = meaning.getByRole("link", { name: /^Get a branch on all databases/ });
  await expect(folded).toBeHidden();
  await meaning.getByText(/more that delete nothing$/).click();
  await expect(folded).toBeVisible();
  await accessible(page);
  await destroys.click();
  await expect(page).toHaveURL(/\/who\?operation=delete_branch$/);
});

test("a removal that leaves an inherited permission says what still holds", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0);
  await sandbox.change({ do: "add_access", token: token.id, database: "", access: ["read_branch"] });
  await sandbox.change({ do: "add_access", token: token.id, database: "shop", access: ["read_branch"] });
  await openToken(page, token.id);
  await page.getByRole("group", { name: "All databases", exact: true }).getByRole("checkbox", { name: "read_branch", exact: true }).uncheck();
  await page.getByRole("button", { name: "Review changes" }).click();
  const meaning = page.getByRole("dialog", { name: "Review changes" }).getByRole("region", { name: "What it can call" });
  await expect(meaning).toContainText("Still granted directly: read_branch on shop.");
  await expect(meaning.getByRole("heading", { name: /^Loses \d+ operations/ })).toBeVisible();
});

test("whoever deletes the console's own token, or takes access from it, is warned", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.some(([database]) => database === ""));
  await sandbox.config({ findings: { consoleToken: token.id } });
  await openToken(page, token.id);
  const [, permission] = token.access.find(([database]) => database === "")!;
  await page.getByRole("group", { name: /^(Organization|All databases)$/ }).getByRole("checkbox", { name: permission, exact: true, checked: true }).first().uncheck();
  await page.getByRole("button", { name: "Review changes" }).click();
  const warning = page.getByRole("alert").filter({ hasText: "The console itself works with this token" });
  await expect(warning).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(warning).toHaveCount(0);
  for (const [button, next] of [["Delete token", "Rotate it"], ["Leaked?", "could not create the replacement"]]) {
    await page.getByRole("button", { name: button }).click();
    await expect(warning).toContainText(next);
    await page.keyboard.press("Escape");
  }
});

test("nothing is sent to a database that took the name of the one that was reviewed", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.some(([database]) => database !== ""));
  const [name, permission] = token.access.find(([database]) => database !== "")!;
  await openToken(page, token.id);
  await page.getByRole("group", { name, exact: true }).getByRole("checkbox", { name: permission, exact: true }).uncheck();
  await page.getByRole("button", { name: "Review changes" }).click();
  await sandbox.change({ do: "delete_database", name });
  await sandbox.change({ do: "add_database", name });
  const review = page.getByRole("dialog", { name: "Review changes" });
  await review.getByRole("button", { name: "Apply changes" }).click();
  await expect(review.getByRole("alert").filter({ hasText: "Nothing was sent" })).toBeVisible();
  expect(await sandbox.writes()).toEqual([]);
});

test("in a review what lets delete something is marked, and an empty list leaves the room to the other", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => plain(token) && token.access.every(([, permission]) => permission !== "delete_databases" && permission !== "read_invoices"));
  await openToken(page, token.id);
  const organization = page.getByRole("group", { name: "Organization", exact: true });
  await organization.getByRole("checkbox", { name: "read_invoices" }).check();
  await organization.getByRole("checkbox", { name: "delete_databases" }).check();
  await page.getByRole("button", { name: "Review changes" }).click();
  const review = page.getByRole("dialog", { name: "Review changes" });
  const added = review.getByRole("list", { name: "Additions" });
  const ground = (name: string) => added.getByRole("listitem").filter({ hasText: name }).evaluate((item) => getComputedStyle(item).backgroundColor);
  await expect(added.getByRole("listitem").filter({ hasText: "delete_databases" })).toContainText("destroys production");
  expect(await ground("delete_databases")).not.toBe(await ground("read_invoices"));
  const [list, commands] = [await added.boundingBox(), await review.getByRole("region", { name: "Commands" }).boundingBox()];
  expect(list!.width).toBeCloseTo(commands!.width, 0);
});
