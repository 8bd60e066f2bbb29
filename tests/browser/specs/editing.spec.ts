// What is changed on a token's page is told as it is, and none of it is lost.
import { type Page } from "@playwright/test";
import { type Sandbox, expect, openToken, test } from "../fixtures";

const PAGE = "<!doctype html><title>Blocked</title><h1>Request blocked</h1><p>Incident ID: 77-1234</p>";

test.beforeEach(({ allowed }) => { allowed.console.push(/Failed to load resource|ERR_/); });

const group = (page: Page, name: string) => page.getByRole("group", { name, exact: true });
const box = (page: Page, on: string, permission: string) => group(page, on).getByRole("checkbox", { name: permission, exact: true });
const reviewOf = (page: Page) => page.getByRole("dialog", { name: "Review changes" });
const message = (page: Page) => page.getByRole("status").filter({ has: page.getByRole("button", { name: "Dismiss" }) });
const access = async (sandbox: Sandbox, id: string) => (await sandbox.token(id))!.access.map(String).sort();

/** The token's page, with the list behind it. */
async function openFromList(page: Page, id: string) {
  await page.goto(`/acme/tokens?q=${id}`);
  await page.getByRole("table", { name: "Service tokens" }).getByRole("link").first().click();
  await expect(page.getByText("0 unsaved changes")).toBeVisible();
}

async function review(page: Page) {
  await page.getByRole("button", { name: "Review changes" }).click();
  return reviewOf(page);
}

async function apply(page: Page) {
  await (await review(page)).getByRole("button", { name: "Apply changes" }).click();
}

const empty = (sandbox: Sandbox) => sandbox.some((token) => token.access.length === 0);

test.describe("a change whose answer was lost or refused", () => {
  const answers: Record<string, object> = {
    "500": { status: 500, body: "{}" },
    "403 with a page": { status: 403, body: PAGE },
    "401": { gateway: true, status: 401, body: "{}" },
    "a page with 200": { status: 200, body: PAGE },
    "another shape": { status: 200, body: '{"data":{}}' },
    "an empty list": { status: 200, body: "[]" },
    "nothing": { status: 200, body: "" },
    "a cut connection": { broken: true },
  };
  for (const [name, answer] of Object.entries(answers)) {
    test(`${name}: done is told as done`, async ({ page, sandbox }) => {
      const { id } = await empty(sandbox);
      await openToken(page, id);
      await box(page, "Organization", "read_invoices").check();
      if (name === "401") {
        // The proxy refuses what it had passed on: the access is there by then.
        await page.route(/\/access$/, async (route) => {
          if (route.request().method() !== "POST") return route.continue();
          await route.fetch();
          await route.fulfill({ status: 401, contentType: "application/json", body: "{}" });
        });
      } else {
        await sandbox.fault({ method: "POST", path: "/access", after: true, ...answer });
      }
      await apply(page);
      await expect(reviewOf(page)).toBeHidden();
      await expect(message(page)).toContainText("1 change applied");
      await expect(message(page).getByRole("button", { name: "Undo" })).toBeVisible();
      await expect(page.getByText("0 unsaved changes")).toBeVisible();
      expect(await access(sandbox, id)).toEqual([",read_invoices"]);
    });

    if (name === "401" || name === "a cut connection") continue;
    test(`${name}: not done is told as not done, stays staged and can be tried again`, async ({ page, sandbox }) => {
      const { id } = await empty(sandbox);
      await openToken(page, id);
      await box(page, "Organization", "read_invoices").check();
      await sandbox.fault({ method: "POST", path: "/access", ...answer });
      await apply(page);
      const dialog = reviewOf(page);
      await expect(dialog.getByRole("alert")).toContainText("0 changes were made, 1 is left");
      await expect(dialog.getByRole("alert")).not.toContainText("<");
      await expect(dialog.getByRole("list", { name: "Additions" }).getByRole("listitem")).toHaveText(["read_invoices on Organization"]);
      await dialog.getByRole("button", { name: "Apply changes" }).click();
      await expect(dialog).toBeHidden();
      expect(await access(sandbox, id)).toEqual([",read_invoices"]);
    });
  }
});

/** Holds every addition of access back until what is given is called. */
async function holdAdditions(page: Page): Promise<() => void> {
  let release = () => {};
  const gate = new Promise<void>((resolve) => { release = resolve; });
  await page.route("**/access", async (route) => {
    if (route.request().method() === "POST") await gate;
    await route.continue();
  });
  return release;
}

test("a refusal by a page while reading goes through is a firewall's: method, path and reference are told", async ({ page, sandbox }) => {
  const { id } = await empty(sandbox);
  await openToken(page, id);
  await box(page, "Organization", "read_invoices").check();
  await sandbox.fault({ gateway: true, method: "POST", path: "/access", status: 403, body: PAGE });
  await apply(page);
  const alert = reviewOf(page).getByRole("alert");
  await expect(alert).toContainText(`POST organizations/acme/service-tokens/${id}/access`);
  await expect(alert).toContainText("77-1234");
  await expect(alert.getByRole("link", { name: "Sign in again" })).toHaveCount(0);
});

for (const status of [405, 411, 501, 204]) {
  test(`a proxy that ${status === 204 ? "drops the body of DELETE" : `answers DELETE with ${status}`} is told as such`, async ({ page, sandbox }) => {
    const { id } = await empty(sandbox);
    await sandbox.change({ do: "add_access", token: id, database: "", access: ["read_invoices"] });
    await openToken(page, id);
    await box(page, "Organization", "read_invoices").uncheck();
    await sandbox.fault({ method: "DELETE", path: "/access", status, body: status === 204 ? undefined : PAGE });
    await apply(page);
    await expect(reviewOf(page).getByRole("alert")).toContainText(/proxy in front[\s\S]*DELETE/);
    await expect(reviewOf(page).getByRole("alert")).toContainText("body");
    await expect(reviewOf(page).getByRole("list", { name: "Removals" }).getByRole("listitem")).toHaveText(["read_invoices on Organization"]);
  });
}

test("access on a deleted database that cannot be removed is no missing permission", async ({ page, sandbox }) => {
  const { id } = await empty(sandbox);
  await sandbox.change({ do: "add_access", token: id, database: "orders", access: ["read_branch"] });
  await sandbox.change({ do: "delete_database", name: "orders" });
  await openToken(page, id);
  await box(page, "orders (deleted)", "read_branch").uncheck();
  await sandbox.fault({ method: "DELETE", path: "/access", status: 404, body: '{"code":"not_found","message":"Not Found"}' });
  await apply(page);
  const alert = reviewOf(page).getByRole("alert");
  await expect(alert).toContainText("was deleted");
  await expect(alert).not.toContainText("write_service_tokens");
});

test("leaving the page while a change is made: it goes on to its end, and is told where one is by then", async ({ page, sandbox }) => {
  const { id, name } = await sandbox.some((token) => token.access.length === 0 && !!token.name);
  await openFromList(page, id);
  await box(page, "Organization", "read_invoices").check();
  await box(page, "Organization", "write_teams").check();
  for (const database of ["ledger", "shop"]) {
    await page.getByRole("combobox", { name: "Add a database" }).fill(database);
    await page.keyboard.press("Enter");
    await box(page, database, "read_branch").check();
  }
  const release = await holdAdditions(page);
  await apply(page);
  await expect(reviewOf(page).getByRole("progressbar", { name: "Applying changes" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Service tokens" })).toBeVisible();
  release();
  await expect(message(page)).toContainText(/4 changes applied to/, { timeout: 15_000 });
  await expect(message(page)).toContainText(name!);
  expect((await access(sandbox, id)).length).toBe(4);
  // Undo leads back to the token's page, with the way back under review.
  await message(page).getByRole("button", { name: "Undo" }).click();
  await expect(page).toHaveURL(new RegExp(`/acme/tokens/${id}`));
  await expect(reviewOf(page).getByRole("list", { name: "Removals" }).getByRole("listitem")).toHaveCount(4);
  await reviewOf(page).getByRole("button", { name: "Apply changes" }).click();
  await expect(reviewOf(page)).toBeHidden();
  expect(await access(sandbox, id)).toEqual([]);
});

test("a change that fails after its page was left is told with a way to what is left", async ({ page, sandbox }) => {
  const { id } = await empty(sandbox);
  await openFromList(page, id);
  await box(page, "Organization", "read_invoices").check();
  await sandbox.fault({ method: "POST", path: "/access", status: 422, body: '{"code":"unprocessable","message":"Not today"}' });
  const release = await holdAdditions(page);
  await apply(page);
  await expect(reviewOf(page).getByRole("progressbar")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Service tokens" })).toBeVisible();
  release();
  await expect(message(page)).toContainText("0 changes were made, 1 is left", { timeout: 15_000 });
  await message(page).getByRole("button", { name: "Look at what is left" }).click();
  await expect(reviewOf(page).getByRole("alert")).toContainText("Not today");
  await reviewOf(page).getByRole("button", { name: "Apply changes" }).click();
  await expect(reviewOf(page)).toBeHidden();
  expect(await access(sandbox, id)).toEqual([",read_invoices"]);
});

test("Undo after another page was opened leads back, and keeps apart what else is staged", async ({ page, sandbox }) => {
  const { id } = await empty(sandbox);
  await openToken(page, id);
  await box(page, "Organization", "read_invoices").check();
  await apply(page);
  await expect(message(page)).toContainText("1 change applied");
  await box(page, "Organization", "write_teams").check();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click();
  await message(page).getByRole("button", { name: "Undo" }).click();
  const dialog = reviewOf(page);
  await expect(dialog).toContainText("1 other unsaved change of this token stays unsaved");
  await expect(dialog.getByRole("list", { name: "Removals" }).getByRole("listitem")).toHaveText(["read_invoices on Organization"]);
  await expect(dialog.getByRole("list", { name: "Additions" }).getByRole("listitem")).toHaveCount(0);
  await dialog.getByRole("button", { name: "Apply changes" }).click();
  await expect(dialog).toBeHidden();
  expect(await access(sandbox, id)).toEqual([]);
  await expect(page.getByText("1 unsaved change", { exact: true })).toBeVisible();
  await expect(box(page, "Organization", "write_teams")).toBeChecked();
});

test("discarded changes come back with one button", async ({ page, sandbox }) => {
  const { id } = await empty(sandbox);
  await openToken(page, id);
  await group(page, "Organization").getByRole("checkbox", { name: "All permissions on Organization" }).check();
  await expect(page.getByText("16 unsaved changes")).toBeVisible();
  await page.getByRole("button", { name: "Discard changes" }).click();
  await expect(page.getByText("0 unsaved changes")).toBeVisible();
  await expect(message(page)).toContainText("Discarded 16 changes");
  await message(page).getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("16 unsaved changes")).toBeVisible();
});

test("a change that is made in another tab first is nobody else's", async ({ page, context, sandbox }) => {
  const { id } = await empty(sandbox);
  await openToken(page, id);
  const other = await context.newPage();
  await openToken(other, id);
  for (const tab of [page, other]) await box(tab, "Organization", "read_invoices").check();
  await apply(other);
  await expect(message(other)).toContainText("1 change applied");
  await apply(page);
  await expect(reviewOf(page)).toBeHidden();
  await expect(message(page)).toContainText("Already so");
  expect(await page.getByText("Somebody else").allTextContents()).toEqual([]);
  await expect(page.getByText("0 unsaved changes")).toBeVisible();
});

test("another change that is made in another tab first is told as one's own", async ({ page, context, sandbox }) => {
  const { id } = await empty(sandbox);
  await openToken(page, id);
  const other = await context.newPage();
  await openToken(other, id);
  await box(page, "Organization", "read_invoices").check();
  await box(other, "Organization", "write_teams").check();
  await apply(other);
  await expect(message(other)).toContainText("1 change applied");
  await apply(page);
  await expect(reviewOf(page)).toContainText("You changed this token's access in another tab");
  await expect(reviewOf(page)).toContainText("added write_teams on Organization");
  expect(await page.getByText("Somebody else").allTextContents()).toEqual([]);
  await reviewOf(page).getByRole("button", { name: "Apply changes" }).click();
  await expect(reviewOf(page)).toBeHidden();
  expect(await access(sandbox, id)).toEqual([",read_invoices", ",write_teams"]);
});

test("the conflict tells what a token can do now, not what it could before", async ({ page, sandbox }) => {
  const { id } = await empty(sandbox);
  await sandbox.change({ do: "add_access", token: id, database: "", access: ["delete_databases"] });
  await openToken(page, id);
  await expect(page.getByText("Organization-wide: can delete any of")).toBeVisible();
  await box(page, "Organization", "delete_databases").uncheck();
  const dialog = await review(page);
  await expect(dialog).toContainText("It can no longer delete something in production");
  await sandbox.change({ do: "add_access", token: id, database: "media", access: ["delete_database"] });
  await dialog.getByRole("button", { name: "Apply changes" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Added: delete_database on media.");
  await expect(dialog).not.toContainText("It can no longer delete something");
});

test("a deletion whose answer was lost is told as done, and never as somebody else's", async ({ page, sandbox }) => {
  const { id } = await empty(sandbox);
  await openToken(page, id);
  await page.getByRole("button", { name: "Delete token" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Delete token" });
  await dialog.getByRole("textbox", { name: "Type the token ID to confirm" }).fill(id);
  await sandbox.fault({ method: "DELETE", path: id, after: true, status: 502, headers: [["retry-after", "0"]], body: PAGE });
  await dialog.getByRole("button", { name: "Delete token" }).click();
  await expect(page.getByText(`${id} was deleted`)).toBeVisible();
  await expect(page.getByText("already gone")).toHaveCount(0);
});

test("closing the tab asks while another token has unsaved changes", async ({ page, sandbox }) => {
  const { id } = await empty(sandbox);
  await openToken(page, id);
  await box(page, "Organization", "read_invoices").check();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Tokens" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Service tokens" })).toBeVisible();
  let asked = 0;
  page.on("dialog", (dialog) => { asked += 1; void dialog.accept(); });
  await page.reload();
  expect(asked).toBe(1);
  // Also after a reload, which has not opened the token yet.
  await expect(page.getByText(/of 40 tokens$/)).toBeVisible();
  await page.getByRole("button", { name: "Refresh" }).click();
  await page.reload();
  expect(asked).toBe(2);
});

test.describe("a browser that keeps nothing", () => {
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; });
  });

  test("says so, and keeps unsaved changes while the tab is open", async ({ page, sandbox }) => {
    const { id } = await empty(sandbox);
    await openToken(page, id);
    await box(page, "Organization", "read_invoices").check();
    await expect(page.getByRole("alert")).toContainText("This browser does not keep your unsaved changes");
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Tokens" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Service tokens" })).toBeVisible();
    let asked = false;
    page.on("dialog", (dialog) => { asked = true; void dialog.dismiss(); });
    await page.evaluate(() => setTimeout(() => location.reload()));
    await expect.poll(() => asked).toBe(true);
    await page.goBack();
    await expect(page.getByText("1 unsaved change", { exact: true })).toBeVisible();
  });

  test("is not loaded anew when somebody else signs in", async ({ page, context, sandbox }) => {
    await sandbox.config({ identityUrl: "/oauth2/userinfo" });
    const { id } = await empty(sandbox);
    await openToken(page, id);
    await expect(page.getByRole("banner")).toContainText("ada@example.com");
    await box(page, "Organization", "read_invoices").check();
    await sandbox.session({ user: "grace@example.com" });
    const other = await context.newPage();
    await other.goto("/acme/tokens");
    await expect(other.getByRole("banner")).toContainText("grace@example.com");
    await expect(page.getByRole("banner")).toContainText("grace@example.com");
    await expect(page.getByRole("status").filter({ hasText: "Signed in as grace@example.com" })).toContainText("was not reloaded");
    await expect(page.getByText("1 unsaved change", { exact: true })).toBeVisible();
  });
});

test("names are the API's names, whatever is changed, and a group's box says what a search leaves it", async ({ page, sandbox }) => {
  const { id } = await empty(sandbox);
  await openToken(page, id);
  const invoices = box(page, "Organization", "read_invoices");
  await invoices.check();
  await expect(invoices).toHaveAccessibleName("read_invoices");
  await expect(invoices).toHaveAccessibleDescription(/Changed, not saved/);
  expect(await group(page, "Organization").ariaSnapshot()).not.toContain("read_ ");
  await page.getByRole("searchbox", { name: "Find a permission" }).fill("oauth");
  const all = group(page, "Organization").getByRole("checkbox", { name: "All 4 found permissions on Organization", exact: true });
  await all.check();
  await expect(page.getByText("5 unsaved changes")).toBeVisible();
  await page.getByRole("searchbox", { name: "Find a permission" }).fill("");
  await expect(group(page, "Organization").getByRole("checkbox", { name: "All permissions on Organization", exact: true })).toBeVisible();
});

test("after applying, the page stays where it is and the token stays in sight", async ({ page, sandbox }) => {
  const { id, name } = await sandbox.some((token) => token.access.length > 8 && !!token.name);
  await openToken(page, id);
  const boxes = page.getByRole("group").filter({ has: page.getByRole("button", { expanded: true }) }).last().getByRole("checkbox", { name: /^[a-z_]+$/, disabled: false });
  await expect(boxes.last()).toBeVisible();
  // Below it there is enough that the page can be scrolled when the bar has left its end.
  const free = page.locator(`[id="${await boxes.nth(Math.floor((await boxes.count()) / 2)).getAttribute("id")}"]`);
  await free.evaluate((box) => box.scrollIntoView({ block: "center" }));
  await free.click();
  await expect(page.getByText("1 unsaved change", { exact: true })).toBeVisible();
  await expect(page.getByText(name!).last()).toBeInViewport();
  // What is above may tell one line more by then.
  const place = () => free.evaluate((box) => box.getBoundingClientRect().top);
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(500);
  const before = await place();
  await page.keyboard.press("Control+Enter");
  await reviewOf(page).getByRole("button", { name: "Apply" }).click();
  await expect(message(page)).toContainText("1 change applied");
  await expect(page.getByText("0 unsaved changes")).toBeVisible();
  await expect(page.getByRole("button", { name: "Review changes" })).toHaveCount(0);
  await expect(free).toBeFocused();
  await expect.poll(async () => Math.abs(await place() - before)).toBeLessThan(3);
  await free.click();
  await expect(await review(page)).toContainText(`${name}`);
  await expect(reviewOf(page)).toContainText(id);
});

for (const [width, height, zoom] of [[320, 640, 1], [390, 844, 2]] as const) {
  test(`nothing scrolls sideways at ${width} px with text at ${zoom * 100} %`, async ({ page, sandbox }) => {
    await page.setViewportSize({ width, height });
    const { id } = await sandbox.some((token) => token.access.length > 8);
    await openToken(page, id);
    await page.evaluate((zoom) => { document.documentElement.style.fontSize = `${zoom * 100}%`; }, zoom);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
}
