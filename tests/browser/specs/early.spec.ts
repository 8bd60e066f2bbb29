// The list of tokens before the program is there, which a slow line or a slow machine makes wait.
import type { Page } from "@playwright/test";
import { accessible, expect, test } from "../fixtures";

const LIST = "**/api/v1/organizations/acme/service-tokens?page=1&per_page=100";
const table = (page: Page) => page.getByRole("table", { name: "Service tokens" });
const links = (page: Page) => table(page).getByRole("link");
const search = (page: Page) => page.getByRole("searchbox", { name: "Search tokens" });

/** Opens an address whose program comes only when it is let. */
async function held(page: Page, address = "/acme/tokens"): Promise<() => void> {
  let release = () => {};
  const wait = new Promise<void>((resolve) => { release = resolve; });
  await page.route(/_bg\.wasm$/, async (route) => { await wait; await route.continue(); });
  await page.goto(address, { waitUntil: "commit" });
  return release;
}

/** Long after what is known would have been shown. */
const wouldBeThere = (page: Page) => page.waitForTimeout(1_000);

/** Answers the question for tokens with such ones. */
async function answers(page: Page, tokens: object[] | string) {
  const body = typeof tokens === "string" ? tokens : JSON.stringify({ type: "list", next_page: null, data: tokens });
  await page.route(LIST, (route) => route.fulfill({ contentType: "application/json", body }));
}

const token = (id: string, more: object = {}) => ({ id, name: id, actor_display_name: "Ada", created_at: "2026-11-01T10:00:00.000Z", service_token_accesses: [], ...more });

/** Where things are, in pixels, and what they are called. */
function places(page: Page) {
  return page.evaluate(() => {
    const found = [...document.querySelectorAll(".banner, .nav, .nav a, h1, .page-actions .button, .search, .toggle, .toolbar-end .button, .table-region, thead .head, tbody tr:nth-child(-n + 5) > *, tbody a")];
    return found.map((one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      const label = one.matches(".banner, .nav, .search, .table-region, tbody *") ? "" : one.textContent!.trim();
      return [...[x, y, width, height].map(Math.round), label].join(" ");
    }).slice(0, 70);
  });
}

/** What the rows say that is known early: names, ids, creators. */
const said = (page: Page) => table(page).locator("tbody tr:not([aria-hidden])").evaluateAll((rows) => rows.map((row) => [1, 2, 7].map((at) => row.children[at]!.textContent)));

/** Nothing but that it starts is shown, however long it is waited for. */
async function onlyStarts(page: Page) {
  await wouldBeThere(page);
  await expect(page.getByText("Starting…")).toBeVisible();
  await expect(page.getByRole("table")).toHaveCount(0);
}

for (const [width, height, density] of [[1280, 800, ""], [1280, 800, "compact"], [375, 700, ""], [900, 420, ""]] as const) {
  test(`the first tokens are there before the program, where they stay: ${width} by ${height} ${density}`, async ({ page, sandbox }) => {
    await page.setViewportSize({ width, height });
    if (density) await page.addInitScript(() => localStorage.setItem("stc:density", "compact"));
    // One organization, which is named in the banner as before.
    await sandbox.config({ organizations: ["acme"] });
    const release = await held(page);
    await expect(links(page)).toHaveCount(25);
    await expect(page.getByRole("heading", { level: 1, name: "Service tokens" })).toBeVisible();
    const [early, names] = [await places(page), await links(page).allTextContents()];
    const told = await said(page);
    release();
    await expect(page.getByText("40 of 40 tokens", { exact: true })).toBeVisible();
    expect(await places(page)).toEqual(early);
    const now = await links(page).allTextContents();
    const seen = Math.min(now.length, names.length);
    expect(now.slice(0, seen)).toEqual(names.slice(0, seen));
    expect((await said(page)).slice(0, seen)).toEqual(told.slice(0, seen));
  });
}

test("what cannot be used yet is not offered, and what is there is accessible", async ({ page }) => {
  const release = await held(page);
  await expect(links(page)).toHaveCount(25);
  await expect(page.getByText("Starting…")).toBeVisible();
  for (const role of ["button", "searchbox", "checkbox", "combobox", "navigation"] as const) await expect(page.getByRole(role)).toHaveCount(0);
  const headers = ["Name", "ID", "Accesses", "Last used", "Expires", "Created", "Created by"];
  await expect(table(page).getByRole("columnheader")).toHaveText(headers);
  await accessible(page);
  release();
  await expect(search(page)).toBeVisible();
  await expect(table(page).getByRole("columnheader")).toHaveText(headers);
});

test("a token that is pressed early is shown once the program is there, without loading the page again", async ({ page }) => {
  const release = await held(page);
  await page.evaluate(() => { (window as any).same = true; });
  const name = await links(page).nth(2).textContent();
  await links(page).nth(2).click();
  await expect(page).toHaveURL(/\/acme\/tokens\/\w+$/);
  await expect(table(page)).toBeHidden();
  await expect(page.getByText("Starting…")).toBeVisible();
  release();
  await expect(page.getByRole("heading", { level: 1, name: name! })).toBeVisible();
  expect(await page.evaluate(() => (window as any).same)).toBe(true);
  await page.goBack();
  await expect(page.getByText("40 of 40 tokens", { exact: true })).toBeVisible();
});

test("the focus and the places on the page and in the table are kept when the program comes", async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 700 });
  const release = await held(page);
  await links(page).nth(7).focus();
  const href = await links(page).nth(7).getAttribute("href");
  const region = page.getByRole("region", { name: "Service tokens, scrolls" });
  await region.evaluate((one) => { one.scrollTop = 130; window.scrollTo(0, 70); });
  release();
  await expect(search(page)).toBeVisible();
  await expect(page.locator(":focus")).toHaveAttribute("href", href!);
  expect(await region.evaluate((one) => [one.scrollTop, window.scrollY])).toEqual([130, 70]);
});

for (const [what, address, layout] of [
  ["others than all", "/acme/tokens?q=ci", ""],
  ["other columns", "/acme/tokens", "-created_by"],
] as const) {
  test(`nothing is shown early to who wants to see ${what}`, async ({ page }) => {
    if (layout) await page.addInitScript((layout) => localStorage.setItem("stc:columns:tokens", layout), layout);
    const release = await held(page, address);
    await onlyStarts(page);
    release();
    await expect(table(page)).toBeVisible();
  });
}

test("names are shown as they are, the newest first", async ({ page }) => {
  await answers(page, [
    token("older", { created_at: "2026-10-01T10:00:00.000Z", name: "<b>bold</b> & \\\"}]\\\\" }),
    token("nameless", { created_at: "2026-11-02T10:00:00.000Z", name: null, actor_display_name: null }),
    token("newest", { created_at: "2026-11-03T10:00:00.000Z", service_token_accesses: [{ id: "a", access: "read_branch", resource_type: "Database", resource_id: "d", resource_name: "{[" }] }),
  ]);
  const release = await held(page);
  const names = ["newest", "Unnamed token", "<b>bold</b> & \\\"}]\\\\"];
  await expect(links(page)).toHaveText(names);
  release();
  await expect(search(page)).toBeVisible();
  await expect(links(page)).toHaveText(names);
});

for (const [what, tokens] of [
  ["an identifier that belongs into no address", [token("fine"), token("../../settings")]],
  ["something else than tokens", [null, 7]],
  ["no JSON", "<!doctype html><title>Sign in</title>"],
  ["a list that ends early", '{"data":[{"id":"a"'],
] as const) {
  test(`what is not as it should be is left to the program: ${what}`, async ({ page }) => {
    await answers(page, tokens as object[] | string);
    const release = await held(page);
    await onlyStarts(page);
    release();
    await expect(search(page)).toBeVisible();
  });
}

test("the first rows are there while the rest of their page is on its way", async ({ page }) => {
  // An answer whose second half comes when it is let.
  await page.addInitScript(() => {
    const own = window.fetch;
    window.fetch = async (...given) => {
      const answer = await own(...given);
      if (!String(given[0]).includes("/service-tokens?page=1&")) return answer;
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const half = Math.round(bytes.length * 0.75);
      const body = new ReadableStream({
        async start(controller) {
          controller.enqueue(bytes.slice(0, half));
          await new Promise((resolve) => { (window as any).release = resolve; });
          controller.enqueue(bytes.slice(half));
          controller.close();
        },
      });
      return new Response(body, { status: answer.status, headers: answer.headers });
    };
  });
  await page.goto("/acme/tokens");
  await expect(page.getByText("25 of 25 tokens · partial", { exact: true })).toBeVisible();
  await expect(search(page)).toBeVisible();
  // The server's clock is another one than the browser's, and is known by then.
  const first = await table(page).getByRole("row").nth(1).textContent();
  await page.evaluate(() => (window as any).release());
  await expect(page.getByText("40 of 40 tokens", { exact: true })).toBeVisible();
  expect(await table(page).getByRole("row").nth(1).textContent()).toBe(first);
});

test("a program that does not come is told, whatever is shown already", async ({ page, allowed }) => {
  allowed.console.push(/Failed to load resource/);
  let fail = () => {};
  const wait = new Promise<void>((resolve) => { fail = resolve; });
  await page.addInitScript(() => sessionStorage.setItem("stc:reloaded", String(Date.now())));
  await page.route(/_bg\.wasm$/, async (route) => { await wait; await route.abort(); });
  await page.goto("/acme/tokens", { waitUntil: "commit" });
  await expect(links(page)).toHaveCount(25);
  fail();
  await expect(page.getByRole("alert")).toContainText("The console could not be loaded");
  await expect(page.getByRole("table")).toHaveCount(0);
});

test("what is wrong with the program stays told when the tokens come", async ({ page, allowed }) => {
  allowed.console.push(/Failed to load resource/);
  await page.addInitScript(() => sessionStorage.setItem("stc:reloaded", String(Date.now())));
  let release = () => {};
  const wait = new Promise<void>((resolve) => { release = resolve; });
  await page.route(LIST, async (route) => { await wait; await route.continue(); });
  await page.route(/_bg\.wasm$/, (route) => route.abort());
  await page.goto("/acme/tokens", { waitUntil: "commit" });
  await expect(page.getByRole("alert")).toContainText("The console could not be loaded");
  const answered = page.waitForResponse(LIST);
  release();
  await answered;
  await wouldBeThere(page);
  await expect(page.getByRole("alert")).toContainText("The console could not be loaded");
  await expect(page.getByRole("table")).toHaveCount(0);
});
