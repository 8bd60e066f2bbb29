// The access report in groups: by token, by resource, by permission; what is copied and exported stands in the same order.
import type { Page } from "@playwright/test";
import { accessible, copied, expect, test, type Token } from "../fixtures";

const by = (page: Page, what: string) => page.getByRole("group", { name: "Group by" }).getByRole("button", { name: what, exact: true });
const region = (page: Page, what: string) => page.getByRole("region", { name: `Access by ${what}`, exact: true });

/** Two tokens that hold the same permission on a database, found by their names. */
async function twins(sandbox: import("../fixtures").Sandbox): Promise<Token[]> {
  const all = (await sandbox.tokens()).filter((token) => token.access.length === 0).slice(0, 2);
  for (const [place, token] of all.entries()) {
    await sandbox.change({ do: "rename_token", token: token.id, name: `twin-${place + 1}` });
    await sandbox.change({ do: "add_access", token: token.id, database: "shop", access: ["delete_branch", "read_branch"] });
    await sandbox.change({ do: "add_access", token: token.id, database: "ledger", access: ["read_branch"] });
  }
  return all;
}

/** What is listed: each heading, and under it the words of each line. */
const listed = (page: Page, what: string) => region(page, what).evaluate((element) => {
  const words = (one: Element) => (one as HTMLElement).innerText.replace(/\s+/g, " ").trim();
  return [...element.querySelectorAll("h2, li")].map((one) => `${one.tagName === "LI" ? "  " : ""}${words(one)}`);
});

test("the report in groups is a list of headings and lines, for a link, and is copied as text", async ({ page, sandbox }) => {
  const [one, two] = await twins(sandbox);
  await page.goto("/acme/access?view=grouped&q=name%3Atwin");
  const holds = ["  ledger reads read_branch", "  shop destroys delete_branch reads read_branch"];
  await expect.poll(() => listed(page, "token")).toEqual([`twin-1 ${one.id}`, ...holds, `twin-2 ${two.id}`, ...holds]);
  await expect(region(page, "token").getByText("3 accesses", { exact: true })).toHaveCount(2);
  await expect(by(page, "Token")).toHaveAttribute("aria-pressed", "true");
  await by(page, "Resource").click();
  await expect(page).toHaveURL(/view=grouped&group=resource$/);
  const reads = (token: Token, name: string) => `  ${name} ${token.id} reads read_branch`;
  const both = (token: Token, name: string) => `  ${name} ${token.id} destroys delete_branch reads read_branch`;
  await expect.poll(() => listed(page, "resource")).toEqual(
    ["ledger", reads(one, "twin-1"), reads(two, "twin-2"), "shop", both(one, "twin-1"), both(two, "twin-2")]);
  await by(page, "Permission").click();
  await expect.poll(() => listed(page, "permission")).toEqual([
    "read_branch", `  twin-1 ${one.id} ledger, shop`, `  twin-2 ${two.id} ledger, shop`,
    "delete_branch", `  twin-1 ${one.id} shop`, `  twin-2 ${two.id} shop`]);
  await accessible(page);
  await page.getByRole("button", { name: "Copy list" }).click();
  await expect.poll(() => copied(page)).toBe(`read_branch (4 accesses)\n  twin-1  ${one.id}: ledger, shop\n  twin-2  ${two.id}: ledger, shop\n\n`
    + `delete_branch (2 accesses)\n  twin-1  ${one.id}: shop\n  twin-2  ${two.id}: shop\n`);
  await page.reload();
  await expect(by(page, "Permission")).toHaveAttribute("aria-pressed", "true");
  await expect(region(page, "permission").getByRole("heading", { level: 2 })).toHaveText(["read_branch", "delete_branch"]);
  await by(page, "Token").click();
  await expect(region(page, "token").getByRole("heading", { level: 2 })).toHaveCount(2);
  await page.getByRole("button", { name: "Copy list" }).click();
  await expect.poll(() => copied(page)).toBe(`twin-1  ${one.id} (3 accesses)\n  ledger: read_branch\n  shop: read_branch, delete_branch\n\n`
    + `twin-2  ${two.id} (3 accesses)\n  ledger: read_branch\n  shop: read_branch, delete_branch\n`);
});

test("a heading leads to the token, or to everybody who can do something there, or has that permission", async ({ page, sandbox }) => {
  const [one] = await twins(sandbox);
  const headings = (what: string) => region(page, what).getByRole("heading", { level: 2 });
  await page.goto("/acme/access?view=grouped&q=name%3Atwin");
  await headings("token").getByRole("link", { name: "twin-1" }).click();
  await expect(page).toHaveURL(new RegExp(`/acme/tokens/${one.id}`));
  await page.goto("/acme/access?view=grouped&group=resource&q=name%3Atwin");
  await headings("resource").getByRole("link", { name: "shop" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Who can" })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Resource" })).toHaveValue("shop");
  await page.goto("/acme/access?view=grouped&group=permission&q=name%3Atwin");
  await headings("permission").getByRole("link", { name: "delete_branch" }).click();
  await expect(page).toHaveURL(/\/acme\/who\?permission=delete_branch/);
});

test("what a database has from all databases is said in its line, and the gravest is marked", async ({ page, sandbox }) => {
  const [one] = await twins(sandbox);
  for (const database of await sandbox.databases()) await sandbox.change({ do: "add_access", token: one.id, database, access: ["read_branch"] });
  await page.route("**/service-tokens?*", async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    for (const token of body.data) {
      if (token.id !== one.id) continue;
      const everywhere = ["delete_production_branch", "read_branch"];
      token.service_token_accesses.push(...everywhere.map((access) => ({ id: `all-${access}`, access, resource_name: "acme", resource_id: "org", resource_type: "Organization" })));
    }
    await route.fulfill({ response: answer, json: body });
  });
  await page.goto("/acme/access?view=grouped&q=name%3Atwin-1");
  const shop = region(page, "token").getByRole("listitem").filter({ hasText: /^shop/ });
  await expect(shop).toContainText("and 1 permission through \"All databases\"");
  const head = region(page, "token").locator(".grouped-head");
  await expect(head.getByText("destroys production")).toBeVisible();
});

test("a long list is told in parts, says how much of it is there and shows more, all within a narrow window", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 1, databases: 1, accesses: 0 });
  await page.route("**/service-tokens?*", async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    const [one] = body.data;
    const access = [{ id: "a", access: "read_organization", resource_name: "acme", resource_id: "org", resource_type: "Organization" }];
    body.data = Array.from({ length: 2010 }, (_, place) => ({ ...one, id: `tok${place}`, name: `a-rather-long-name-that-does-not-end-soon-${place}`, service_token_accesses: access }));
    Object.assign(body, { next_page: null, last_page: 1, total_count: 2010 });
    await route.fulfill({ response: answer, json: body });
  });
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/acme/access?view=grouped&group=permission");
  await expect(page.getByText("The first 500 of 2,010 accesses are listed.")).toBeVisible({ timeout: 30_000 });
  const group = region(page, "permission");
  await expect(group.getByRole("heading", { level: 2 })).toHaveText(["read_organization"]);
  await expect(group.getByRole("list", { name: "\u2068read_organization\u2069, continued" }).first()).toBeAttached();
  await expect(group.getByRole("listitem")).toHaveCount(500);
  expect(await group.evaluate((element) => [element.scrollWidth - element.clientWidth, document.documentElement.scrollWidth])).toEqual([0, 320]);
  // What is copied does not depend on what is listed so far.
  await page.getByRole("button", { name: "Copy list" }).click();
  await expect.poll(async () => (await copied(page)).split("\n").length).toBe(2003);
  expect((await copied(page)).split("\n").slice(-2)).toEqual(["… more: search, filter or export to see the rest", ""]);
  const more = page.getByRole("button", { name: "List 500 more lines" });
  await more.press("Enter");
  await expect(page.getByText("The first 1,000 of 2,010 accesses are listed.")).toBeVisible({ timeout: 30_000 });
  await expect(more).toBeFocused();
  await expect(group.getByRole("listitem")).toHaveCount(1000);
  await page.getByRole("searchbox", { name: "Search access" }).fill("id:tok20");
  await expect(group.getByRole("listitem")).toHaveCount(21);
  await expect(more).toHaveCount(0);
});

test("what is exported stands in the order of the groups", async ({ page, sandbox }) => {
  await twins(sandbox);
  await page.goto("/acme/access?view=grouped&group=permission&q=name%3Atwin");
  await expect(region(page, "permission")).toBeVisible();
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.getByRole("radio", { name: "CSV" }).check();
  await dialog.getByRole("button", { name: "Copy", exact: true }).click();
  await expect.poll(() => copied(page)).toContain("delete_branch");
  const lines = (await copied(page)).split(/\r?\n/).filter((line) => line.includes("twin-"));
  expect(lines.map((line) => /twin-\d/.exec(line)![0] + (line.includes("delete_branch") ? " delete" : " read"))).toEqual(
    ["twin-1 read", "twin-1 read", "twin-2 read", "twin-2 read", "twin-1 delete", "twin-2 delete"]);
});
