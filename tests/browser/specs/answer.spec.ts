// A token's page answers first what the token can do, shows what is granted, and changes it in few steps.
import type { Page } from "@playwright/test";
import { type Sandbox, accessible, expect, openToken, test } from "../fixtures";

const group = (page: Page, name: string) => page.getByRole("group", { name, exact: true });
const box = (page: Page, on: string, permission: string) => group(page, on).getByRole("checkbox", { name: permission, exact: true });
const answer = (page: Page) => page.getByRole("region", { name: "What this token can do" });
const shows = (page: Page, name: string) => group(page, "Show").getByRole("button", { name, exact: true });
const message = (page: Page) => page.getByRole("status").filter({ has: page.getByRole("button", { name: "Dismiss" }) });

/** A token that holds nothing but what is given. */
async function holding(sandbox: Sandbox, ...access: [string, string[]][]) {
  const token = await sandbox.some((token) => token.access.length === 0 && !!token.name);
  for (const [database, permissions] of access) await sandbox.change({ do: "add_access", token: token.id, database, access: permissions });
  return token;
}

test("what a token can do is told in lines, the gravest first, with whether it works", async ({ page, sandbox }) => {
  const token = await holding(sandbox, ["", ["delete_databases", "read_branch", "fly_away"]], ["shop", ["delete_branch"]], ["ledger", ["delete_branch"]]);
  await openToken(page, token.id, "");
  const lines = answer(page).getByRole("listitem");
  await expect(lines.nth(0)).toContainText("Deletes or overwrites production data on the organization (delete_databases)");
  await expect(lines.nth(1)).toContainText("Deletes or overwrites on 2 databases directly (delete_branch)");
  await expect(lines.nth(2)).toContainText("Reads on all databases (read_branch)");
  await expect(lines.nth(3)).toContainText("fly_away");
  await expect(answer(page)).toContainText("What an unknown permission lets the token do is not known.");
  await expect(answer(page)).toContainText(/Active · (expires .+, in .+|never expires)|Expired · ended .+ ago/);
  await expect(answer(page)).toContainText("Access on all databases");
  await accessible(page);
  // What is staged is not what it can do.
  await box(page, "Organization", "delete_databases").uncheck();
  await expect(lines.nth(0)).toContainText("delete_databases");
  await expect(answer(page)).toContainText("Unsaved changes are not part of this.");
});

test("no box moves when the databases are read", async ({ page, sandbox }) => {
  const token = await holding(sandbox, ["shop", ["read_branch"]]);
  let release = () => {};
  const held = new Promise<void>((resolve) => { release = resolve; });
  await page.route("**/databases?*", async (route) => { await held; await route.continue(); });
  await openToken(page, token.id);
  const one = box(page, "shop", "read_branch");
  await expect(one).toBeVisible();
  await expect(answer(page)).toContainText("Access on 1 database");
  await expect(answer(page)).not.toContainText("of 20 databases");
  const before = await one.boundingBox();
  release();
  await expect(answer(page)).toContainText("Access on 1 of 20 databases");
  expect(await one.boundingBox()).toEqual(before);
});

test("a token that holds nothing is said to do nothing, and starts on every box", async ({ page, sandbox }) => {
  const token = await holding(sandbox);
  await openToken(page, token.id, "");
  await expect(answer(page)).toContainText("Nothing: it holds no permission.");
  await expect(shows(page, "All")).toHaveAttribute("aria-pressed", "true");
  await expect(box(page, "Organization", "read_invoices")).toBeVisible();
});

test("databases that could not be read are not counted as none", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/Failed to load resource/);
  const token = await holding(sandbox, ["shop", ["read_branch"]]);
  await sandbox.fault({ method: "GET", path: "/databases", status: 404, body: '{"code":"not_found","message":"Not Found"}', times: 20 });
  await openToken(page, token.id, "");
  await expect(answer(page)).toContainText("Access on 1 database");
  await expect(answer(page)).toContainText("How many databases the organization has is not known.");
});

test("what is granted is shown first, every box is one press away, and the address says which", async ({ page, sandbox }) => {
  const token = await holding(sandbox, ["", ["read_invoices", "read_branch"]], ["shop", ["delete_branch"]]);
  await page.goto("/acme/tokens");
  await page.goto(`/acme/tokens/${token.id}`);
  await expect(shows(page, "Granted")).toHaveAttribute("aria-pressed", "true");
  await expect(box(page, "Organization", "read_invoices")).toBeChecked();
  await expect(box(page, "Organization", "write_teams")).toHaveCount(0);
  // Inherited is held, too.
  await expect(box(page, "shop", "read_branch")).toBeDisabled();
  await expect(box(page, "shop", "delete_branch")).toBeChecked();
  await shows(page, "All").click();
  await expect(page).toHaveURL(/\?show=all$/);
  await expect(box(page, "Organization", "write_teams")).not.toBeChecked();
  await box(page, "Organization", "write_teams").check();
  await shows(page, "Changed").click();
  await expect(page).toHaveURL(/\?show=changed$/);
  await expect(group(page, "Organization").getByRole("checkbox", { name: /^(read|write|delete)_/ })).toHaveCount(1);
  await expect(group(page, "shop")).toContainText("Nothing is changed here.");
  await page.goBack();
  await expect(page).toHaveURL(/\/acme\/tokens$/);
});

test("eighteen permissions are seen without scrolling far, each in a line of 36 pixels", async ({ page, sandbox }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const token = await sandbox.some((token) => token.access.length === 18);
  await openToken(page, token.id, "");
  const boxes = page.getByRole("checkbox", { name: /^[a-z]+(_[a-z]+)+$/ });
  await expect(boxes).toHaveCount(18);
  await expect.poll(async () => Math.max(...await boxes.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().bottom)))).toBeLessThan(1.3 * 900);
  const few = await holding(sandbox, ["shop", ["read_database", "read_branch", "read_comment"]]);
  await openToken(page, few.id, "");
  await expect(group(page, "shop").getByRole("checkbox", { name: /_/ })).toHaveCount(3);
  // A lone database has room for two beside each other.
  await page.setViewportSize({ width: 1280, height: 900 });
  const tops = await group(page, "shop").getByRole("checkbox", { name: /_/ }).evaluateAll((all) => [...new Set(all.map((one) => one.getBoundingClientRect().top))]);
  expect(tops.length).toBe(2);
  expect(Math.round(tops[1] - tops[0])).toBe(36);
});

test("what is searched for and not granted is said to be hidden", async ({ page, sandbox }) => {
  const token = await holding(sandbox, ["shop", ["read_backups"]]);
  await openToken(page, token.id, "");
  await page.getByRole("searchbox", { name: "Find a permission" }).fill("backup");
  await expect(group(page, "shop")).toContainText(/[1-9]\d* more in All/);
  const more = Number((await group(page, "shop").getByText(/more in All/).innerText()).split(" ")[0]);
  await shows(page, "All").click();
  await expect(group(page, "shop")).not.toContainText("more in All");
  await expect(group(page, "shop").getByRole("checkbox", { name: /^[a-z]+(_[a-z]+)+$/ })).toHaveCount(more + 1);
});

test("marks are loud only for what is held or about to be", async ({ page, sandbox }) => {
  const token = await holding(sandbox, ["shop", ["delete_branch"]]);
  await openToken(page, token.id);
  const ground = (permission: string) => box(page, "shop", permission).locator("xpath=..").getByText("destroys", { exact: false }).first()
    .evaluate((mark) => { const { backgroundColor, borderStyle } = getComputedStyle(mark.closest(".badge")!); return [backgroundColor, borderStyle]; });
  const clear = "rgba(0, 0, 0, 0)";
  expect((await ground("delete_branch"))[0]).not.toBe(clear);
  expect((await ground("delete_production_branch"))[0]).toBe(clear);
  await box(page, "shop", "delete_production_branch").check();
  expect((await ground("delete_production_branch"))[0]).not.toBe(clear);
  await expect(box(page, "shop", "delete_production_branch")).toHaveAccessibleDescription(/destroys production/);
});

test("a group is set to what fits, by the keys, with what it would change", async ({ page, sandbox }) => {
  const token = await holding(sandbox, ["shop", ["delete_branch", "read_branch"]]);
  await openToken(page, token.id, "");
  const button = group(page, "shop").getByRole("button", { name: "Set to", exact: true });
  await button.focus();
  await page.keyboard.press("ArrowDown");
  const menu = page.getByRole("menu", { name: "Set to" });
  const item = (name: string) => menu.getByRole("menuitem", { name, exact: true });
  await expect(item("None")).toBeFocused();
  await expect(item("None")).toHaveAccessibleDescription("adds 0, removes 2");
  await accessible(page);
  await page.keyboard.press("End");
  await expect(item("Everything")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(item("None")).toBeFocused();
  await page.keyboard.press("r");
  await expect(item("Read only")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).toHaveCount(0);
  await expect(button).toBeFocused();
  await expect(page.getByText("0 unsaved changes")).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.press("r");
  await page.keyboard.press("Enter");
  await expect(menu).toHaveCount(0);
  await expect(button).toBeFocused();
  await expect(box(page, "shop", "delete_branch")).not.toBeChecked();
  await expect(box(page, "shop", "read_backups")).toBeChecked();
  // Staged like ticks: nothing was sent.
  expect(await sandbox.writes()).toEqual([]);
  await button.click();
  await item("None").click();
  await expect(page.getByText("2 unsaved changes")).toBeVisible();
  await button.click();
  await expect(menu).toBeVisible();
  await page.getByRole("heading", { level: 1 }).click();
  await expect(menu).toHaveCount(0);
});

test("the review is one key and one link away, and there only when there is something to review", async ({ page, sandbox }) => {
  const token = await holding(sandbox, ["shop", ["read_branch"]]);
  await openToken(page, token.id);
  const review = page.getByRole("dialog", { name: "Review changes" });
  await expect(page.getByRole("button", { name: "Review changes" })).toHaveCount(0);
  await page.keyboard.press("Control+Enter");
  await expect(review).toHaveCount(0);
  await box(page, "shop", "read_backups").check();
  await page.keyboard.press("Control+Enter");
  await expect(review).toBeVisible();
  await review.getByRole("button", { name: "Cancel" }).click();
  await expect(box(page, "shop", "read_backups")).toBeFocused();
  await group(page, "shop").getByRole("link", { name: "Go to review" }).press("Enter");
  await expect(page.getByRole("button", { name: "Review changes" })).toBeFocused();
  await expect(page).toHaveURL(/show=all$/);
});

test("after applying, the focus is on what was changed, or on its group where its box is gone", async ({ page, sandbox }) => {
  const token = await holding(sandbox, ["", ["read_invoices"]], ["shop", ["read_branch", "read_backups"]]);
  await openToken(page, token.id, "");
  await box(page, "shop", "read_backups").uncheck();
  await page.keyboard.press("Control+Enter");
  const review = page.getByRole("dialog", { name: "Review changes" });
  await review.getByRole("button", { name: "Apply changes" }).click();
  await expect(message(page)).toContainText("1 change applied");
  await expect(review).toHaveCount(0);
  await expect(box(page, "shop", "read_backups")).toHaveCount(0);
  await expect(group(page, "shop").getByRole("button", { name: "shop", exact: true })).toBeFocused();
  await shows(page, "All").click();
  await box(page, "shop", "read_backups").check();
  await page.keyboard.press("Control+Enter");
  await review.getByRole("button", { name: "Apply changes" }).click();
  await expect(review).toHaveCount(0);
  await expect(box(page, "shop", "read_backups")).toBeFocused();
});

test("what is discarded leaves the focus where it was changed", async ({ page, sandbox }) => {
  const token = await holding(sandbox, ["shop", ["read_branch"]]);
  await openToken(page, token.id, "");
  await box(page, "shop", "read_branch").uncheck();
  await page.getByRole("button", { name: "Discard changes" }).click();
  await expect(message(page)).toContainText("Discarded 1 change");
  await expect(box(page, "shop", "read_branch")).toBeFocused();
  await expect(box(page, "shop", "read_branch")).toBeChecked();
  await message(page).getByRole("button", { name: "Undo" }).click();
  await expect(box(page, "shop", "read_branch")).not.toBeChecked();
});

test("whose boxes these are stays in sight", async ({ page, sandbox }) => {
  const token = await holding(sandbox, ["", ["read_invoices"]], ["shop", ["read_branch"]]);
  await openToken(page, token.id);
  const last = group(page, "shop").getByRole("checkbox", { name: /_/ }).last();
  await last.scrollIntoViewIfNeeded();
  await expect(page.getByRole("heading", { level: 1 })).not.toBeInViewport();
  await expect(page.getByText(token.name!, { exact: true }).last()).toBeInViewport();
  const heading = page.getByRole("heading", { level: 3, name: "shop", exact: true });
  await expect(heading).toBeInViewport();
  expect((await heading.boundingBox())!.y).toBeLessThan(200);
});

test("a database that is added comes with every box", async ({ page, sandbox }) => {
  const token = await holding(sandbox, ["shop", ["read_branch"]]);
  await openToken(page, token.id, "");
  await page.getByRole("combobox", { name: "Add a database" }).fill("ledger");
  await page.keyboard.press("Enter");
  await expect(group(page, "ledger").getByRole("button", { name: "ledger", exact: true })).toBeFocused();
  await box(page, "ledger", "create_branch").check();
  await expect(shows(page, "All")).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByText("1 unsaved change", { exact: true })).toBeVisible();
});

test("the same access on many databases is said, and each is a line with its risk", async ({ page, sandbox }) => {
  const names = (await sandbox.databases()).slice(0, 12);
  const token = await holding(sandbox, ...names.map((name): [string, string[]] => [name, ["read_branch", "delete_branch"]]));
  await sandbox.change({ do: "add_access", token: token.id, database: names[0], access: ["delete_production_branch"] });
  await openToken(page, token.id, "");
  await expect(answer(page)).toContainText("The same 2 permissions on 11 of the 12 databases");
  const line = group(page, names[0]);
  await expect(line.getByRole("button", { name: names[0], exact: true })).toHaveAttribute("aria-expanded", "false");
  await expect(line).toContainText(/3 of \d+/);
  await expect(line).toContainText("destroys production");
  await expect(group(page, names[1])).not.toContainText("production");
});

test("many databases are sorted by what the token may do there, and a tick moves none", async ({ page, sandbox }) => {
  const names = (await sandbox.databases()).sort().slice(0, 14);
  const token = await holding(sandbox, ...names.map((name): [string, string[]] => [name, ["read_branch"]]));
  const [first, last] = [names[1], names[names.length - 1]];
  await sandbox.change({ do: "add_access", token: token.id, database: last, access: ["delete_production_branch"] });
  await sandbox.change({ do: "add_access", token: token.id, database: first, access: ["delete_branch"] });
  await openToken(page, token.id, "");
  const headings = page.getByRole("region", { name: "Access" }).getByRole("heading", { level: 3 });
  await expect(headings).toHaveCount(16);
  const gravest = page.getByRole("button", { name: "Gravest first" });
  await gravest.click();
  await expect(page).toHaveURL(/sort=risk$/);
  await expect(headings.nth(2)).toHaveText(last);
  await expect(headings.nth(3)).toHaveText(first);
  await expect(group(page, last)).toContainText("destroys production");
  await page.reload();
  await expect(headings.nth(2)).toHaveText(last);
  await expect(gravest).toHaveAttribute("aria-pressed", "true");
  await headings.nth(4).getByRole("button").click();
  const name = await headings.nth(4).innerText();
  await shows(page, "All").click();
  await expect(page).toHaveURL(/show=all&sort=risk$/);
  await box(page, name, "delete_production_branch").check();
  await expect(page.getByText("1 unsaved change", { exact: true })).toBeVisible();
  await expect(headings.nth(2)).toHaveText(last);
  await gravest.click();
  await expect(headings.nth(2)).toHaveText(names[0]);
  await accessible(page);
});

test("no database's name is cut in its line, on a desk or on a phone", async ({ page, sandbox }) => {
  const names = (await sandbox.databases()).sort((a, b) => b.length - a.length).slice(0, 8);
  const token = await holding(sandbox, ...names.map((name): [string, string[]] => [name, ["read_branch", "delete_production_branch"]]));
  for (const width of [1440, 1280, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await openToken(page, token.id, "");
    for (const name of names) {
      const label = page.getByRole("heading", { level: 3, name, exact: true }).getByText(name, { exact: true });
      await expect(label).toBeVisible();
      await expect.poll(() => label.evaluate((one) => one.scrollWidth - one.clientWidth), `${name} at ${width}`).toBeLessThanOrEqual(0);
    }
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), `${width}`).toBeLessThanOrEqual(width);
  }
});
