// A rotation has a page of its own, which tells only what was seen.
import type { Page } from "@playwright/test";
import { type Sandbox, accessible, copied, expect, openToken, openTokens, test } from "../fixtures";

const rotation = (id: string) => `/acme/tokens/${id}/rotation`;
const step = (page: Page, name: string) => page.getByRole("list", { name: "Steps" }).locator("> li").filter({ has: page.getByRole("heading", { level: 3, name: new RegExp(`^${name}`) }) });
const steps = (page: Page) => page.getByRole("region", { name: "Steps" });

/** Another token with that name and access, as another browser's rotation makes it. */
async function replaced(sandbox: Sandbox) {
  const all = await sandbox.tokens();
  const there = new Set(["", ...await sandbox.databases()]);
  const old = all.find((token) => token.access.length > 1 && token.access.every(([on]) => there.has(on)) && all.filter((one) => one.name === token.name).length === 1)!;
  const created = await fetch(`${sandbox.address}/api/v1/organizations/acme/service-tokens`, {
    method: "POST", headers: { "content-type": "application/json", "x-requested-with": "test" }, body: JSON.stringify({ name: old.name }),
  });
  const made: { id: string } = await created.json() as { id: string };
  const byDatabase = new Map<string, string[]>();
  for (const [database, permission] of old.access) byDatabase.set(database, [...(byDatabase.get(database) ?? []), permission]);
  for (const [database, access] of byDatabase) await sandbox.change({ do: "add_access", token: made.id, database, access });
  return { old, made: (await sandbox.token(made.id))! };
}

test("a rotation that was begun here is followed to its end", async ({ page, sandbox, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  const old = await sandbox.some((token) => !!token.name && token.access.length > 1);
  await openTokens(page);
  await page.goto(rotation(old.id));
  await expect(page.getByRole("heading", { level: 1, name: `Rotation of ${old.name}`, exact: true })).toBeVisible();
  await expect(page).toHaveTitle(`Rotation of ${old.name} · acme · Service token console`);
  await expect(steps(page).getByRole("status")).toHaveText("No rotation is known");
  await accessible(page);
  await page.getByRole("button", { name: "Rotate token" }).click();
  await page.getByRole("dialog", { name: "Rotate token" }).getByRole("button", { name: "Create token" }).click();
  const created = page.getByRole("dialog", { name: "Token created" });
  const id = await created.getByRole("textbox", { name: "Token ID" }).inputValue();
  const secret = await created.getByRole("textbox", { name: "Token secret" }).inputValue();
  await created.getByRole("button", { name: "Copy secret" }).click();
  await expect.poll(() => copied(page)).toBe(secret);
  await created.getByRole("link", { name: "Follow the rotation on its page" }).click();
  await expect(created).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`${rotation(old.id)}$`));
  await expect(step(page, "Create the new token")).toContainText(id);
  await expect(steps(page).getByRole("status")).toHaveText("1 of 4 steps are done");
  await expect(step(page, "Hand over its secret")).toHaveAttribute("aria-current", "step");
  await expect(step(page, "Check that it is used")).toContainText("The same as the old one's");
  // A program uses the new token.
  await sandbox.change({ do: "use_token", token: id });
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(steps(page).getByRole("status")).toHaveText("3 of 4 steps are done");
  await expect(step(page, "Check that it is used").getByRole("heading")).toHaveText("Check that it is used (done)");
  await accessible(page);
  // The secret is nowhere.
  expect(await page.evaluate(() => JSON.stringify([location.href, { ...localStorage }, { ...sessionStorage }, history.state]))).not.toContain(secret);
  await step(page, "Delete the old token").getByRole("button", { name: "Delete token" }).click();
  const deletion = page.getByRole("alertdialog", { name: "Delete token" });
  await deletion.getByRole("textbox", { name: "Type the token ID to confirm" }).fill(old.id);
  await deletion.getByRole("button", { name: "Delete token" }).click();
  await expect(deletion).toHaveCount(0);
  await expect(steps(page).getByRole("status")).toHaveText("The rotation is complete");
  await expect(step(page, "Delete the old token")).toContainText("It was deleted.");
  expect(await sandbox.token(old.id)).toBeUndefined();
});

test("a token that is deleted while it is rotated gives the new one what was shown of it", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/status of 404/);
  const there = new Set(["", ...await sandbox.databases()]);
  const old = await sandbox.some((token) => token.access.length > 1 && token.access.every(([on]) => there.has(on)));
  await openToken(page, old.id);
  await page.getByRole("button", { name: "Rotate token" }).click();
  const form = page.getByRole("dialog", { name: "Rotate token" });
  await expect(form.getByText(`All ${old.access.length} permissions`)).toBeVisible();
  await sandbox.change({ do: "delete_token", token: old.id });
  await form.getByRole("button", { name: "Create token" }).click();
  const created = page.getByRole("dialog", { name: "Token created" });
  await expect(created).toContainText("The token to copy was not found any more, so the new one got the access that was shown of it.");
  const id = await created.getByRole("textbox", { name: "Token ID" }).inputValue();
  expect((await sandbox.token(id))!.access.map(String).sort()).toEqual(old.access.map(String).sort());
});

test("after a reload the list tells what it can, and the rest is not made up", async ({ page, sandbox, allowed }) => {
  // The token that somebody else deleted is looked for.
  allowed.console.push(/404/);
  const { old, made } = await replaced(sandbox);
  for (const id of [old.id, made.id]) {
    await page.goto(rotation(id));
    await expect(steps(page).getByRole("status")).toHaveText("1 of 4 steps are done");
    await expect(step(page, "Create the new token")).toContainText("This is a guess");
    await expect(step(page, "Create the new token")).toContainText(made.id);
    await expect(step(page, "Delete the old token")).toContainText(old.id);
  }
  await page.getByRole("link", { name: "Compare their access" }).click();
  await expect(page).toHaveURL(new RegExp(`compare\\?a=${old.id}&b=${made.id}$`));
  await expect(page.getByText("No difference", { exact: true })).toBeVisible();
  await page.goBack();
  await expect(step(page, "Delete the old token").getByRole("button", { name: "Delete token" })).toBeVisible();
  // Somebody else deletes the old one: the next look shows it.
  await sandbox.change({ do: "delete_token", token: old.id });
  await page.goto(rotation(old.id));
  await expect(page.getByRole("heading", { level: 2, name: "No such token now" })).toBeVisible();
  await page.goto(rotation(made.id));
  await expect(steps(page).getByRole("status")).toHaveText("No rotation is known");
});

test("access that differs is counted, and what is not loaded is not the same", async ({ page, sandbox }) => {
  const { old, made } = await replaced(sandbox);
  await page.goto(rotation(old.id));
  await expect(step(page, "Check that it is used")).toContainText("The same as the old one's");
  await sandbox.change({ do: "add_access", token: made.id, database: "", access: ["write_billing_information"] });
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(step(page, "Check that it is used")).toContainText("0 permissions only on the old one, 1 permission only on the new one");
});

test("a list that is not whole says nothing about a token that it lacks", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/500/);
  await sandbox.reset({ tokens: 350 });
  const last = (await sandbox.tokens()).at(-1)!;
  await sandbox.fault({ method: "GET", path: "page=3&", status: 500, body: "{}", times: 50 });
  await page.goto(rotation(last.id));
  await expect(page.getByRole("heading", { level: 2, name: "The token is not loaded" })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("heading", { level: 2, name: "No such token now" })).toHaveCount(0);
});

test("the old token's page leads to its rotation", async ({ page, sandbox }) => {
  const { old } = await replaced(sandbox);
  await openToken(page, old.id);
  // The whole list is what a guess stands on.
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Tokens" }).click();
  await expect(page.getByText(/^\d+ of \d+ tokens$/)).toBeVisible();
  await page.goBack();
  await page.getByRole("link", { name: "Open the rotation" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Rotation of ${old.name}`, exact: true })).toBeFocused();
});

test("a console that is read-only shows how far it is, and changes nothing", async ({ page, sandbox }) => {
  await sandbox.config({ organizations: ["acme"], readOnly: true });
  const { old } = await replaced(sandbox);
  await page.goto(rotation(old.id));
  await expect(step(page, "Delete the old token").getByRole("button", { name: "Delete token" })).toBeDisabled();
  await page.setViewportSize({ width: 320, height: 640 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test("the old token is not deleted while the new one lacks what it should have", async ({ page, sandbox }) => {
  const { old, made } = await replaced(sandbox);
  await sandbox.change({ do: "use_token", token: made.id });
  await page.goto(rotation(old.id));
  await expect(steps(page).getByRole("status")).toHaveText("3 of 4 steps are done");
  await step(page, "Delete the old token").getByRole("button", { name: "Delete token" }).click();
  const deletion = page.getByRole("alertdialog", { name: "Delete token" });
  await deletion.getByRole("textbox", { name: "Type the token ID to confirm" }).fill(old.id);
  const [database, permission] = made.access[0]!;
  await sandbox.change({ do: "remove_access", token: made.id, database, access: [permission] });
  await deletion.getByRole("button", { name: "Delete token" }).click();
  await expect(deletion.getByRole("alert").first()).toContainText("was not deleted");
  await expect(deletion).toContainText("which takes its place, lacks 1 of its accesses");
  expect(await sandbox.token(old.id)).toBeDefined();
  await deletion.getByRole("button", { name: "Cancel" }).click();
  await expect(step(page, "Check that it is used")).toContainText("1 permission only on the old one");
});

test("a new token that has expired takes over nothing", async ({ page, sandbox }) => {
  const old = await sandbox.some((token) => !!token.name && token.access.length > 1);
  await openTokens(page);
  await page.goto(rotation(old.id));
  await page.getByRole("button", { name: "Rotate token" }).click();
  const form = page.getByRole("dialog", { name: "Rotate token" });
  await form.getByRole("combobox", { name: "Expires" }).selectOption("1 hour");
  await form.getByRole("button", { name: "Create token" }).click();
  const created = page.getByRole("dialog", { name: "Token created" });
  const id = await created.getByRole("textbox", { name: "Token ID" }).inputValue();
  await created.getByRole("button", { name: "Copy secret" }).click();
  await created.getByRole("button", { name: "Done" }).click();
  await sandbox.change({ do: "use_token", token: id });
  await sandbox.change({ do: "expire_token", token: id });
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(step(page, "Create the new token")).toContainText("has expired, so no program can work with it");
  await expect(steps(page).getByRole("status")).toHaveText("0 of 4 steps are done");
  await step(page, "Delete the old token").getByRole("button", { name: "Delete token" }).click();
  await expect(page.getByRole("alertdialog", { name: "Delete token" })).toContainText("which takes its place, has expired");
});

test("two new tokens of one rotation are both told", async ({ page, sandbox }) => {
  const { old, made } = await replaced(sandbox);
  const created = await fetch(`${sandbox.address}/api/v1/organizations/acme/service-tokens`, {
    method: "POST", headers: { "content-type": "application/json", "x-requested-with": "test" }, body: JSON.stringify({ name: old.name }),
  });
  const { id } = await created.json() as { id: string };
  for (const [database, permission] of old.access) await sandbox.change({ do: "add_access", token: id, database, access: [permission] });
  await page.goto(rotation(old.id));
  const first = step(page, "Create the new token");
  await expect(first).toContainText("2 newer tokens have its name and this access");
  await expect(first.getByRole("link", { name: made.id })).toBeVisible();
  await expect(first.getByRole("link", { name: id })).toBeVisible();
});
