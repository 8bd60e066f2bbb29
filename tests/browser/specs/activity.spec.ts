// What the audit log tells of tokens: how far back, of whom, and what is not known.
import { readFile } from "node:fs/promises";
import { type Page } from "@playwright/test";
import { accessible, expect, openToken, test } from "../fixtures";

const LOG = "/audit-log";

const table = (page: Page) => page.getByRole("table", { name: "Events" });
const rows = (page: Page) => table(page).getByRole("row");
const status = (page: Page) => page.getByRole("status").filter({ hasText: /event/i });
/** How many events are shown, of how many. */
async function counts(page: Page) {
  const [, shown, all] = (await status(page).textContent())!.match(/^([\d,]+) of ([\d,]+) event/)!;
  return [Number(shown), Number(all)];
}

async function open(page: Page, query = "") {
  await page.goto(`/acme/activity${query}`);
  await expect(status(page)).toContainText("complete");
}

test("what is done to a token is told, by whom and from where, the newest first", async ({ page, sandbox }) => {
  const token = await sandbox.some((one) => !!one.name);
  await openToken(page, token.id);
  await page.getByRole("button", { name: "All", exact: true }).click();
  const box = page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "read_invoices" });
  const had = await box.isChecked();
  await box.click();
  await page.getByRole("button", { name: "Review changes" }).click();
  await page.getByRole("dialog", { name: "Review changes" }).getByRole("button", { name: "Apply changes" }).click();
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Activity" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Activity" })).toBeFocused();
  await expect(status(page)).toContainText("complete: all of the 15 days that PlanetScale keeps");
  const first = rows(page).nth(1);
  await expect(first).toContainText(had ? "Access removed" : "Access granted");
  await expect(first).toContainText("read_invoices");
  await expect(first).toContainText("Sandbox admin");
  await expect(first).toContainText("203.0.113.24");
  await accessible(page);
  await first.getByRole("link", { name: token.name! }).click();
  await expect(page.getByRole("heading", { level: 1, name: token.name! })).toBeVisible();
  const asked = (await sandbox.log()).map((call) => call.path).filter((path) => path.includes(LOG));
  // The token's page asked for leaks alone.
  expect(asked).toEqual([expect.stringContaining("token_leaked"), expect.stringMatching(/audit-log\?limit=100$/)]);
});

test("a page leads to the next by its cursor", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 400, accesses: 1 });
  await open(page);
  const paths = (await sandbox.log()).map((call) => call.path).filter((path) => path.includes(LOG));
  expect(paths.length).toBeGreaterThan(1);
  expect(new Set(paths).size).toBe(paths.length);
  for (const path of paths.slice(1)) expect(path).toMatch(/\?limit=100&starting_after=evacme\d+$/);
});

test("search and filters narrow the events, and the address keeps them", async ({ page }) => {
  await open(page);
  const [all, total] = await counts(page);
  expect(all).toBe(total);
  const filters = page.getByRole("group", { name: "Filters" });
  await filters.getByRole("button", { name: "By tokens" }).click();
  await expect(page).toHaveURL(/activity\?by=tokens$/);
  await expect(rows(page).nth(1)).toContainText("the token itself");
  expect((await counts(page))[0]).toBeLessThan(all);
  await filters.getByRole("button", { name: "By tokens" }).click();
  await filters.getByRole("button", { name: "Deleted" }).click();
  await filters.getByRole("button", { name: "Created" }).click();
  await page.getByRole("searchbox", { name: "Search events" }).fill("old-importer okafor");
  await expect(page).toHaveURL(/\?q=old-importer%20okafor&events=created,deleted$/);
  await expect(rows(page)).toHaveCount(2);
  // A token that is no more is told by its name and its ID, and leads nowhere.
  await expect(rows(page).nth(1)).toContainText("old-importer (goneacme)");
  await expect(rows(page).nth(1).getByRole("link")).toHaveCount(0);
  await page.reload();
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole("searchbox", { name: "Search events" }).fill("nothing is called so");
  await expect(page.getByRole("heading", { name: "No event matches" })).toBeVisible();
  await page.getByRole("button", { name: "Show all events" }).click();
  await expect.poll(() => counts(page)).toEqual([total, total]);
});

test("one token's events are those that name its ID", async ({ page, sandbox }) => {
  const token = await sandbox.some((one) => !!one.name);
  await sandbox.change({ do: "act", token: token.id, action: "branch.created" });
  await sandbox.advance(60_000);
  await sandbox.change({ do: "leak_token", token: token.id });
  await open(page, `?token=${token.id}&sort=when`);
  await expect(page.getByText(`Only events that name`)).toContainText(token.id);
  const last = rows(page).last();
  await expect(last).toContainText("Leaked");
  await expect(last).toContainText("Secret scanning");
  await expect(rows(page).nth(-2)).toContainText("branch.created");
  await expect(rows(page).nth(-2)).toContainText("the token itself");
  await page.getByRole("button", { name: "Show all events" }).click();
  await expect(page).toHaveURL(/activity\?sort=when$/);
});

test("a token's own page tells that it leaked, and the log is read when somebody opens it", async ({ page, sandbox }) => {
  const token = await sandbox.some((one) => !!one.name);
  await sandbox.change({ do: "leak_token", token: token.id });
  await page.goto(`/acme/tokens/${token.id}`);
  await expect(page.getByText("This token leaked")).toBeVisible();
  await page.getByRole("button", { name: "Rotate token" }).click();
  const form = page.getByRole("dialog", { name: "Rotate token" });
  await expect(form.getByText("Until the old token is deleted, whoever found its secret can use it.")).toBeVisible();
  await form.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("alert").filter({ hasText: "This token leaked" }).getByRole("button", { name: "Delete and replace" }).click();
  const deletion = page.getByRole("alertdialog", { name: "Leaked: delete it first" });
  await deletion.getByRole("button", { name: "Cancel" }).click();
  await sandbox.change({ do: "act", token: token.id, action: "backup.created" });
  await page.getByRole("link", { name: "Activity of this token" }).click();
  await expect(rows(page).filter({ hasText: "Leaked" })).toHaveCount(1);
  await expect(rows(page).filter({ hasText: "backup.created" })).not.toHaveCount(0);
});

test("a log that may not be read is not nothing", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/404/);
  await sandbox.change({ do: "credential", is: "without-audit-log" });
  await page.goto("/acme/activity");
  await expect(page.getByRole("heading", { name: "The audit log may not be read" })).toBeVisible();
  await expect(page.getByText("read_audit_logs").first()).toBeVisible();
  await expect(status(page)).toHaveText("Events not known: read_audit_logs is missing");
  await expect(table(page)).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "No token events" })).toHaveCount(0);
  await accessible(page);
  await sandbox.change({ do: "credential", is: "admin" });
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(status(page)).toContainText("complete");
});

test("what breaks off says how far back it reaches, and goes on from there", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/500/);
  await sandbox.reset({ tokens: 400, accesses: 1 });
  await sandbox.fault({ method: "GET", path: "starting_after", status: 500, body: "{}", times: 1 });
  await page.goto("/acme/activity");
  await expect(status(page)).toContainText(/partial: since \d+ Nov 2026/);
  await expect(page.getByRole("alert").filter({ hasText: "The audit log was not loaded to its end" })).toBeVisible();
  const before = (await sandbox.log()).filter((call) => call.path.endsWith("audit-log?limit=100")).length;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(status(page)).toContainText("complete");
  expect((await sandbox.log()).filter((call) => call.path.endsWith("audit-log?limit=100")).length).toBe(before);
});

test("reading stops, and older events are loaded when somebody wants them", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 400, accesses: 1 });
  await sandbox.fault({ method: "GET", path: "starting_after", hang: true, times: 1 });
  await page.goto("/acme/activity");
  await expect(page.getByRole("progressbar", { name: "Loading the audit log" })).toBeVisible();
  await expect(status(page)).toContainText("partial: loading");
  await expect(page.getByRole("progressbar", { name: "Loading the service tokens" })).toHaveCount(0);
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(status(page)).toContainText("partial: since");
  await page.getByRole("button", { name: "Load older events" }).click();
  await expect(status(page)).toContainText("complete");
});

test("events are exported with what is missing of them", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/500/);
  await sandbox.reset({ tokens: 400, accesses: 1 });
  await sandbox.fault({ method: "GET", path: "starting_after", status: 500, body: "{}", times: 1 });
  await page.goto("/acme/activity?by=tokens");
  await expect(status(page)).toContainText("partial: since");
  const [shown] = await counts(page);
  await page.getByRole("button", { name: "Export" }).click();
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.getByRole("radio", { name: "JSON" }).check({ force: true });
  const saving = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download" }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^acme-activity-2026-11-20T\d{6}Z\.json$/);
  const told = JSON.parse(await readFile((await file.path())!, "utf8"));
  expect(told).toMatchObject({ schema: "service-token-console/activity/1", complete: false, count: shown, filters: "by=tokens" });
  expect(told.missing).toMatch(/^The audit log was loaded back to /);
  expect(told.totals).toMatchObject({ rows: shown, by_tokens: shown });
  expect(told.rows[0]).toMatchObject({ actor_type: "ServiceToken", kind: "other" });
});

test("the events of another organization are its own", async ({ page }) => {
  await open(page);
  await page.getByRole("combobox", { name: "Organization" }).selectOption("globex");
  await expect(page).toHaveURL(/globex\/activity$/);
  await expect(rows(page).filter({ hasText: "goneglobex" }).first()).toBeVisible();
});
