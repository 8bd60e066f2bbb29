// A token whose secret somebody else has is deleted first, then replaced.
import { type Page, accessible, expect, openToken, test, withSlowClock } from "../fixtures";

/** The dialog that deletes a leaked token, with its ID typed: one press is left. */
async function confirming(page: Page, id: string) {
  await openToken(page, id);
  await page.getByRole("button", { name: "Leaked?" }).click();
  const leaked = page.getByRole("alertdialog", { name: "Leaked: delete it first" });
  await leaked.getByRole("textbox", { name: "Type the token ID to confirm" }).fill(id);
  return leaked;
}

test("a leaked token is deleted, and a token with its access takes its place", async ({ page, sandbox, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  const old = await sandbox.some((token) => !!token.name && token.access.some(([, permission]) => permission === "delete_production_branch"));
  await openToken(page, old.id);
  await page.getByRole("button", { name: "Leaked?" }).click();
  const leaked = page.getByRole("alertdialog", { name: "Leaked: delete it first" });
  await expect(leaked.getByRole("listitem").first()).toContainText("Deletes or overwrites production data");
  await expect(leaked).toContainText(/It was (last|never) used/);
  await accessible(page);
  await leaked.getByRole("textbox", { name: "Type the token ID to confirm" }).fill(old.id);
  await leaked.getByRole("button", { name: "Delete token" }).click();
  const form = page.getByRole("dialog", { name: "Replace the leaked token" });
  await expect(form.getByRole("textbox", { name: "Name" })).toHaveValue(old.name!);
  await expect(form.getByRole("region", { name: "What this token will be able to do" })).toContainText("Deletes or overwrites production data");
  expect(await sandbox.token(old.id)).toBeUndefined();
  await page.keyboard.press("Escape");
  await expect(form.getByText("Leave without creating the token?")).toBeVisible();
  await form.getByRole("button", { name: "Create token" }).click();
  const done = page.getByRole("dialog", { name: "Token created" });
  await expect(done).toContainText("granted and confirmed");
  await expect(done).toContainText(/did (nothing|\d+ things?) that the audit log tells/);
  await expect(done.getByRole("link", { name: "Activity of this token" })).toHaveAttribute("href", `acme/activity?token=${old.id}`);
  await expect(done.getByRole("button", { name: "Delete the old token" })).toHaveCount(0);
  const id = await done.getByRole("textbox", { name: "Token ID" }).inputValue();
  const order = (all: [string, string][]) => all.map(String).sort();
  expect(order((await sandbox.token(id))!.access)).toEqual(order(old.access));
});

/** Deletes a token that leaked, and makes another one in its place. */
async function replace(page: import("@playwright/test").Page, id: string) {
  await openToken(page, id);
  await page.getByRole("button", { name: "Leaked?" }).click();
  const leaked = page.getByRole("alertdialog", { name: "Leaked: delete it first" });
  await leaked.getByRole("textbox", { name: "Type the token ID to confirm" }).fill(id);
  await leaked.getByRole("button", { name: "Delete token" }).click();
  await page.getByRole("dialog", { name: "Replace the leaked token" }).getByRole("button", { name: "Create token" }).click();
  return page.getByRole("dialog", { name: "Token created" });
}

test("the last step tells what the leaked token did since the leak and before it", async ({ page, sandbox, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  const old = await sandbox.some((token) => !!token.name && token.access.length > 0);
  const act = (action: string) => sandbox.change({ do: "act", token: old.id, action });
  await act("branch.created");
  await sandbox.advance(60_000);
  await sandbox.change({ do: "leak_token", token: old.id });
  await sandbox.advance(60_000);
  await act("branch_password.created");
  await act("database.deleted");
  const done = await replace(page, old.id);
  await expect(done).toContainText(/Since then .*did 2 things, and before \d+ things?\./);
  await expect(done.getByRole("listitem").filter({ hasText: "database.deleted" }).last()).toBeVisible();
  await expect(done.getByRole("listitem").filter({ hasText: "branch.created" })).toHaveCount(0);
  await accessible(page);
  await done.getByRole("button", { name: "Copy secret" }).click();
  await done.getByRole("link", { name: "Activity of this token" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Activity" })).toBeVisible();
  const events = page.getByRole("table", { name: "Events" });
  await expect(events.getByRole("row").nth(1)).toContainText("Deleted");
  await expect(events.getByRole("row").filter({ hasText: "Secret scanning" })).toHaveCount(1);
});

test("what a leaked token did is not called nothing where the log may not be read", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/404/);
  await sandbox.change({ do: "credential", is: "without-audit-log" });
  const old = await sandbox.some((token) => !!token.name && token.access.length > 0);
  const done = await replace(page, old.id);
  await expect(done).toContainText("What it did is not known: the console's token is missing read_audit_logs");
  await expect(done).not.toContainText("did nothing");
});

test("nothing is replaced where the deletion fails", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/500/);
  const old = await sandbox.some((token) => !!token.name && token.access.length > 0);
  await openToken(page, old.id);
  await page.getByRole("button", { name: "Leaked?" }).click();
  const leaked = page.getByRole("alertdialog", { name: "Leaked: delete it first" });
  await sandbox.fault({ method: "DELETE", path: `/service-tokens/${old.id}`, status: 422, body: '{"code":"unprocessable","message":"Not today"}' });
  allowed.console.push(/422/);
  await leaked.getByRole("textbox", { name: "Type the token ID to confirm" }).fill(old.id);
  await leaked.getByRole("button", { name: "Delete token" }).click();
  await expect(leaked.getByRole("alert")).toContainText("Not today");
  await expect(page.getByRole("dialog", { name: "Replace the leaked token" })).toHaveCount(0);
  expect(await sandbox.token(old.id)).toBeDefined();
});

test("what a deleted token could do is kept until another one can", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/Failed to load resource/);
  const old = await sandbox.some((token) => !!token.name && token.access.length > 0);
  const leaked = await confirming(page, old.id);
  await leaked.getByRole("button", { name: "Delete token" }).click();
  const form = page.getByRole("dialog", { name: "Replace the leaked token" });
  await sandbox.fault({ method: "POST", path: "/access", status: 403, times: 500, body: '{"code":"forbidden","message":"Not today"}' });
  await form.getByRole("button", { name: "Create token" }).click();
  const done = page.getByRole("dialog", { name: "Token created" });
  await expect(done.getByText("could not be granted").or(done.getByText("was not granted")).first()).toBeVisible();
  await done.getByRole("button", { name: "Copy secret" }).click();
  await done.getByRole("button", { name: "Done" }).click();
  const kept = page.getByRole("alert").filter({ hasText: "known to this tab alone" });
  await expect(kept).toContainText("lacks some of what it held");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click();
  await expect(kept).toBeVisible();
  await kept.getByRole("button", { name: "Give the access up" }).click();
  await expect(kept).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(kept).toBeVisible();
  await sandbox.heal();
  await kept.getByRole("button", { name: "Grant what is missing" }).click();
  await expect(kept).toHaveCount(0);
  const made = (await sandbox.tokens()).find((token) => token.name === old.name)!;
  const order = (all: [string, string][]) => all.map(String).sort();
  await expect.poll(async () => order((await sandbox.token(made.id))!.access)).toEqual(order(old.access));
});

test("an old token is not told to be replaced while the new one lacks access", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/Failed to load resource/);
  const old = await sandbox.some((token) => !!token.name && token.access.length > 0);
  await openToken(page, old.id);
  await sandbox.fault({ method: "POST", path: "/access", status: 403, times: 500, body: '{"code":"forbidden","message":"Not today"}' });
  await page.getByRole("button", { name: "Rotate token" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Create token" }).click();
  const done = page.getByRole("dialog", { name: "Token created" });
  await expect(done).toContainText("The new token does not have all access of the old one");
  await expect(done.getByRole("button", { name: "Delete the old token" })).toHaveCount(0);
  await done.getByRole("button", { name: "Copy secret" }).click();
  await done.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "was created to replace this one, and lacks" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Delete this token" })).toHaveCount(0);
  await page.getByRole("button", { name: "Delete token" }).click();
  await expect(page.getByRole("alertdialog", { name: "Delete token" })).toContainText("nobody can read what is missing");
});

test("access that changed while somebody looked is read before the token is deleted, and is what its replacement gets", async ({ page, sandbox }) => {
  const old = await sandbox.some((token) => !!token.name && token.access.filter(([on]) => on === "").length > 1);
  const leaked = await confirming(page, old.id);
  // Meanwhile a colleague takes one permission away and gives another.
  const [, taken] = old.access.find(([on]) => on === "")!;
  const given = ["write_teams", "read_invoices"].find((name) => !old.access.some(([, permission]) => permission === name))!;
  await sandbox.change({ do: "remove_access", token: old.id, database: "", access: [taken] });
  await sandbox.change({ do: "add_access", token: old.id, database: "", access: [given] });
  await leaked.getByRole("button", { name: "Delete token" }).click();
  await expect(leaked.getByRole("alert")).toContainText("Somebody gave it 1 access and took 1 access away");
  await accessible(page);
  expect(await sandbox.token(old.id)).toBeDefined();
  const now = (await sandbox.token(old.id))!.access;
  await leaked.getByRole("button", { name: "Delete token" }).click();
  const form = page.getByRole("dialog", { name: "Replace the leaked token" });
  await form.getByRole("button", { name: "Create token" }).click();
  const done = page.getByRole("dialog", { name: "Token created" });
  await expect(done).toContainText("granted and confirmed");
  const made = await done.getByRole("textbox", { name: "Token ID" }).inputValue();
  const order = (all: [string, string][]) => all.map(String).sort();
  expect(order((await sandbox.token(made))!.access)).toEqual(order(now));
});

test("a replacement that another tab made is told, and nobody is told that there is none", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/404/);
  const there = new Set(["", ...await sandbox.databases()]);
  const old = await sandbox.some((token) => !!token.name && token.access.length > 0 && token.access.every(([on]) => there.has(on)));
  const leaked = await confirming(page, old.id);
  await sandbox.change({ do: "delete_token", token: old.id });
  const created = await fetch(`${sandbox.address}/api/v1/organizations/acme/service-tokens`, {
    method: "POST", headers: { "content-type": "application/json", "x-requested-with": "test" }, body: JSON.stringify({ name: old.name }),
  });
  const { id } = await created.json() as { id: string };
  for (const [database, permission] of old.access) await sandbox.change({ do: "add_access", token: id, database, access: [permission] });
  await leaked.getByRole("button", { name: "Delete token" }).click();
  const form = page.getByRole("dialog", { name: "Replace the leaked token" });
  await expect(form).toContainText("1 newer token has its name and this access");
  await expect(form.getByRole("link", { name: id })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(form.getByText("a notice on each page leads back here")).toBeVisible();
  await form.getByRole("button", { name: "Leave and discard" }).click();
  await expect(page.getByRole("link", { name: id }).first()).toBeVisible();
});

test("a token that cannot be read can be deleted all the same, knowingly", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/Failed to load resource/);
  const old = await sandbox.some((token) => !!token.name);
  await sandbox.fault({ method: "GET", path: `/service-tokens/${old.id}`, status: 403, times: 500, body: '{"code":"forbidden","message":"Not you"}' });
  await page.goto(`/acme/tokens/${old.id}`);
  await expect(page.getByRole("heading", { name: "Loading the token failed" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Leaked?" })).toBeDisabled();
  await page.getByRole("button", { name: "Delete token" }).click();
  const deletion = page.getByRole("alertdialog", { name: "Delete token" });
  await expect(deletion).toContainText("What it can do is not known");
  await deletion.getByRole("textbox", { name: "Type the token ID to confirm" }).fill(old.id);
  await deletion.getByRole("button", { name: "Delete token" }).click();
  await expect(deletion.getByRole("alert")).toContainText("could not be read once more");
  expect(await sandbox.token(old.id)).toBeDefined();
  await deletion.getByRole("button", { name: "Delete token" }).click();
  await expect(deletion).toHaveCount(0);
  expect(await sandbox.token(old.id)).toBeUndefined();
});

test("access whose new token was deleted again can be given to another one", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/Failed to load resource/);
  const there = new Set(["", ...await sandbox.databases()]);
  const old = await sandbox.some((token) => !!token.name && token.access.length > 0 && token.access.every(([on]) => there.has(on)));
  const leaked = await confirming(page, old.id);
  await leaked.getByRole("button", { name: "Delete token" }).click();
  const form = page.getByRole("dialog", { name: "Replace the leaked token" });
  await sandbox.fault({ method: "POST", path: "/access", status: 403, times: 500, body: '{"code":"forbidden","message":"Not today"}' });
  await form.getByRole("button", { name: "Create token" }).click();
  const done = page.getByRole("dialog", { name: "Token created" });
  await expect(done.getByText("could not be granted").or(done.getByText("was not granted")).first()).toBeVisible();
  const made = await done.getByRole("textbox", { name: "Token ID" }).inputValue();
  await done.getByRole("button", { name: "Copy secret" }).click();
  await done.getByRole("button", { name: "Done" }).click();
  await sandbox.heal();
  await sandbox.change({ do: "delete_token", token: made });
  await page.getByRole("button", { name: "Refresh" }).click();
  const kept = page.getByRole("alert").filter({ hasText: "known to this tab alone" });
  await expect(kept).toContainText("no token has taken over");
  await kept.getByRole("button", { name: "Create the replacement" }).click();
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(done).toContainText("granted and confirmed");
});

test("a deletion that nobody could confirm is not told to be done", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/Failed to load resource/);
  const old = await sandbox.some((token) => !!token.name && token.access.length > 0);
  const leaked = await confirming(page, old.id);
  // The API accepts it, does nothing, and cannot be read afterwards.
  await sandbox.fault({ method: "DELETE", path: `/service-tokens/${old.id}`, status: 204, body: "", times: 1 });
  await page.route(`**/service-tokens/${old.id}`, async (route) => {
    const written = (await sandbox.writes()).length > 0;
    if (route.request().method() === "GET" && written) await route.fulfill({ status: 403, contentType: "application/json", body: '{"code":"forbidden","message":"Not now"}' });
    else await route.continue();
  });
  await leaked.getByRole("button", { name: "Delete token" }).click();
  await expect(leaked.getByRole("alert")).toContainText("the list of tokens still has it");
  await expect(page.getByRole("dialog", { name: "Replace the leaked token" })).toHaveCount(0);
  await page.unroute(`**/service-tokens/${old.id}`);
  await leaked.getByRole("button", { name: "Delete token" }).click();
  await expect(page.getByRole("dialog", { name: "Replace the leaked token" })).toBeVisible();
  expect(await sandbox.token(old.id)).toBeUndefined();
});

test("a database that was made anew gets nothing of what its namesake had", async ({ page, sandbox, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  const old = await sandbox.some((token) => !!token.name && token.access.length > 3 && token.access.some(([database]) => database !== ""));
  const name = old.access.map(([database]) => database).find((database) => database !== "")!;
  const leaked = await confirming(page, old.id);
  await leaked.getByRole("button", { name: "Delete token" }).click();
  const form = page.getByRole("dialog", { name: "Replace the leaked token" });
  await expect(form).toBeVisible();
  await sandbox.change({ do: "delete_database", name });
  await sandbox.change({ do: "add_database", name });
  await form.getByRole("button", { name: "Create token" }).click();
  const done = page.getByRole("dialog", { name: "Token created" });
  await expect(done).toContainText("Nothing can be granted on a deleted database.");
  const id = await done.getByRole("textbox", { name: "Token ID" }).inputValue();
  const granted = (await sandbox.token(id))!.access.filter(([database]) => database === name);
  expect(granted, "the new database").toEqual([]);
});

test("where the audit log cannot be read, a token's page says that nobody looked for leaks", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/status of 403/);
  const { id } = await sandbox.some((token) => token.access.length > 0);
  await openToken(page, id);
  const told = page.getByText("Leaks not checked: the audit log could not be read");
  await expect(page.getByText("What this token can do")).toBeVisible();
  await expect(told).toHaveCount(0);
  await sandbox.fault({ method: "GET", path: "/audit-log", status: 403, body: '{"code":"forbidden","message":"Not yours"}', times: 9 });
  await page.reload();
  await expect(told).toBeVisible();
});

test("a hand that presses again, as a deletion takes its time, makes no token that nobody looked at", async ({ page, sandbox }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await withSlowClock(page);
  const old = await sandbox.some((token) => token.access.length > 2);
  await page.route(`**/service-tokens/${old.id}`, async (route) => {
    if (route.request().method() === "DELETE") await new Promise((resolve) => setTimeout(resolve, 900));
    await route.continue();
  });
  await openToken(page, old.id);
  await page.getByRole("button", { name: "Leaked?" }).click();
  const leaked = page.getByRole("alertdialog", { name: "Leaked: delete it first" });
  await leaked.getByRole("textbox", { name: "Type the token ID to confirm" }).fill(old.id);
  const form = page.getByRole("dialog", { name: "Replace the leaked token" });
  const button = (await leaked.getByRole("button", { name: "Delete token" }).boundingBox())!;
  const [x, y] = [button.x + button.width / 2, button.y + button.height / 2];
  await page.mouse.click(x, y);
  await expect(form).toBeVisible();
  const create = (await form.getByRole("button", { name: "Create token" }).boundingBox())!;
  expect(x > create.x && x < create.x + create.width && y > create.y && y < create.y + create.height).toBe(true);
  await page.mouse.click(x, y);
  await expect(form).toBeVisible();
  expect((await sandbox.writes()).map((call) => call.method)).toEqual(["DELETE"]);
});
