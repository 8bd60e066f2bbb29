// Lists say what is known, what is not, and never one for the other.
import { type Page, accessible, expect, openToken, openTokens, test } from "../fixtures";

const HTML = "<!doctype html><title>Forbidden</title>";

test.beforeEach(({ allowed }) => { allowed.console.push(/Failed to load resource|ERR_/); });

test("whether tokens can destroy is not known where the list does not tell, and can be learned", async ({ page, sandbox }) => {
  await sandbox.change({ do: "accesses_in_list", are: "null" });
  await openTokens(page);
  await page.getByRole("button", { name: "Can destroy" }).click();
  await expect(page.getByText("0 of 40 tokens · 40 not known")).toBeVisible();
  await expect(page.getByText("No token matches")).toHaveCount(0);
  await expect(page.getByText("None is known to match")).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "Load the access of 40 tokens" }).click();
  await expect(page.getByText(/^[1-9]\d* of 40 tokens$/)).toBeVisible();
  const tokens = await sandbox.tokens();
  const rows = await page.getByRole("table").getByRole("link").allTextContents();
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.length).toBeLessThan(tokens.length);
});

test("what is not read is not none: while it is read, and where it cannot be", async ({ page, sandbox }) => {
  await sandbox.fault({ method: "GET", path: "/service-tokens", status: 500, body: HTML, times: 50, delay_ms: 1_500 });
  await page.goto("/acme/tokens");
  await expect(page.getByText("Loading tokens…")).toBeVisible();
  await expect(page.getByRole("alert")).toContainText("500");
  await expect(page.getByText("Tokens not loaded")).toBeVisible();
  await expect(page.getByText(/0 of 0/)).toHaveCount(0);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Access report" }).click();
  await expect(page.getByText("Access not loaded")).toBeVisible();
  await expect(page.getByText(/0 accesses/)).toHaveCount(0);
});

test("one token that cannot be read does not end the reading of the others, and is named", async ({ page, sandbox }) => {
  await sandbox.change({ do: "accesses_in_list", are: "null" });
  const [, , third] = await sandbox.tokens();
  const refused = { method: "GET", path: `/service-tokens/${third.id}/access`, status: 403, body: HTML };
  await sandbox.fault({ ...refused, times: 50 });
  await page.goto("/acme/access");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("Could not load the access of 1 token");
  await expect(alert).toContainText(third.id);
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await expect(page.getByText(/accesses · partial$/)).toBeVisible();
  const asked = (await sandbox.log()).filter((call) => call.path.includes("/access"));
  expect(new Set(asked.map((call) => call.path)).size).toBe(40);
  await sandbox.heal();
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText(/^[\d,]+ accesses$/)).toBeVisible();
  await expect(alert).toHaveCount(0);
});

test("a report that is refreshed while each token is asked becomes complete", async ({ page, sandbox }) => {
  await sandbox.change({ do: "accesses_in_list", are: "null" });
  await sandbox.change({ do: "latency", millis: 60 });
  await page.goto("/acme/access");
  await expect(page.getByRole("progressbar", { name: "Loading access" })).toBeVisible();
  await expect.poll(async () => (await sandbox.log()).filter((call) => call.path.includes("/access")).length).toBeGreaterThan(4);
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByText(/^[\d,]+ accesses$/)).toBeVisible();
  await expect(page.getByRole("progressbar")).toHaveCount(0);
});

test("what was stopped can be gone on with", async ({ page, sandbox }) => {
  await sandbox.change({ do: "accesses_in_list", are: "null" });
  await sandbox.change({ do: "latency", millis: 100 });
  await page.goto("/acme/access");
  await expect(page.getByRole("progressbar", { name: "Loading access" })).toBeVisible();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await page.getByRole("button", { name: /^Load the access of \d+ tokens$/ }).click();
  await expect(page.getByText(/^[\d,]+ accesses$/)).toBeVisible();
});

test("a token made or deleted while the list is refreshed is there or not, as it was done", async ({ page, sandbox }) => {
  await openTokens(page);
  const [doomed] = await sandbox.tokens();
  // The answer is made before anything else happens, and comes late.
  await sandbox.fault({ method: "GET", path: "/service-tokens?", after: true, delay_ms: 4_000 });
  await page.getByRole("button", { name: "Refresh" }).click();
  await page.getByRole("button", { name: "New token" }).click();
  const form = page.getByRole("dialog", { name: "New service token" });
  await form.getByRole("textbox", { name: "Name" }).fill("made-meanwhile");
  await form.getByRole("button", { name: "Create token" }).click();
  const made = page.getByRole("dialog", { name: "Token created" });
  await made.getByRole("button", { name: "Copy secret" }).click();
  await made.getByRole("button", { name: "Done" }).click();
  await page.getByRole("table").getByRole("link", { name: doomed.name ?? "Unnamed token", exact: true }).first().click();
  await page.getByRole("button", { name: "Delete token" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("textbox").fill(doomed.id);
  await dialog.getByRole("button", { name: "Delete token" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Service tokens");
  await expect(page.getByRole("progressbar")).toHaveCount(0, { timeout: 10_000 });
  await expect(page.getByText(/^40 of 40 tokens$/)).toBeVisible();
  await expect(page.getByRole("table").getByRole("link", { name: "made-meanwhile" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: doomed.id })).toHaveCount(0);
});

test("what is ticked and hidden is told, and what is deleted is not ticked", async ({ page, sandbox }) => {
  await openTokens(page);
  const tokens = await sandbox.tokens();
  const box = (id: string) => page.getByRole("row").filter({ hasText: id }).getByRole("checkbox");
  for (const token of tokens.slice(0, 5)) await box(token.id).check();
  const region = page.getByRole("region", { name: "Selection" });
  await expect(region.getByRole("status")).toHaveText("5 selected");
  const search = page.getByRole("searchbox", { name: "Search tokens" });
  await search.fill(tokens[0].id);
  await expect(region.getByRole("status")).toHaveText("5 selected · 4 of them hidden");
  // All that are shown, and nothing else.
  const all = page.getByRole("checkbox", { name: "Select all shown tokens" });
  await all.uncheck();
  await expect(region.getByRole("status")).toHaveText("4 selected · 4 of them hidden");
  await all.check();
  await accessible(page);
  await region.getByRole("button", { name: "Show hidden" }).click();
  await expect(region.getByRole("status")).toHaveText("5 selected");
  await expect(search).toHaveValue("");
  await sandbox.change({ do: "delete_token", token: tokens[1].id });
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByText("39 of 39 tokens")).toBeVisible();
  await expect(region.getByRole("status")).toHaveText("4 selected");
  await search.fill(tokens[0].id);
  await region.getByRole("button", { name: "Leave hidden out" }).click();
  await expect(region.getByRole("status")).toHaveText("1 selected");
  await region.getByRole("button", { name: "Clear selection" }).click();
  await expect(region).toHaveCount(0);
});

test("who copies access from a list that broke off is told that it is not whole", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 250 });
  await sandbox.fault({ method: "GET", path: "page=2&", status: 500, body: HTML, times: 50 });
  await page.goto("/acme/tokens");
  await expect(page.getByText("100 of 250 tokens · partial")).toBeVisible();
  await page.getByRole("button", { name: "New token" }).click();
  const from = page.getByRole("dialog", { name: "New service token" }).getByRole("combobox", { name: "Copy access from" });
  await expect(from).toHaveAccessibleDescription(/Only 100 tokens could be loaded/);
  await from.fill("nobody is called so");
  await expect(page.getByText("Nothing matches. Only 100 tokens could be loaded: others are not found here.")).toBeVisible();
});

test("half a character in a name leaves the list readable", async ({ page, sandbox }) => {
  const body = '{"type":"list","next_page":null,"data":[{"id":"one1","name":"a\\ud800b"},{"id":"two2","name":"c"}]}';
  await sandbox.fault({ method: "GET", path: "/service-tokens?", status: 200, body });
  await page.goto("/acme/tokens");
  await expect(page.getByText("2 of 2 tokens")).toBeVisible();
  await expect(page.getByRole("link", { name: "a\ufffdb" })).toBeVisible();
});

for (const odd of ["tokens/x%00", "tokens/..%2f..", "tokens/a%5Cb", "tokens/%2e%2e%2faccess"]) {
  test(`the address ${odd} leads nowhere and asks for nothing`, async ({ page, sandbox }) => {
    await page.goto(`/acme/${odd}`);
    await expect(page.getByRole("heading", { level: 1, name: "Page not found" })).toBeVisible();
    expect((await sandbox.log()).filter((call) => !/\/organizations(\?|$)/.test(call.path))).toEqual([]);
  });
}

for (const told of ["C", "en_US", "", "i", "en_US.UTF-8"]) {
  test(`a browser whose language is ${JSON.stringify(told)} shows times as people write them`, async ({ page }) => {
    await page.addInitScript((told) => {
      Object.defineProperty(navigator, "language", { get: () => told });
      Object.defineProperty(navigator, "languages", { get: () => [told] });
    }, told);
    await openTokens(page);
    await expect(page.getByRole("table").locator("time").first()).toHaveText(/^\d+ (second|minute|hour|day|month|year)s? ago$/);
  });
}

test("what expires this month, or between two days, is a press away, has an address and is exported", async ({ page, sandbox }) => {
  await openTokens(page);
  const total = (await sandbox.tokens()).length;
  // What the API tells, and when it told it.
  const { now, today, all } = await page.evaluate(async () => {
    const answer = await fetch("/api/v1/organizations/acme/service-tokens?page=1&per_page=100");
    const { data }: { data: { expires_at: string | null }[] } = await answer.json();
    const now = new Date(answer.headers.get("date") ?? "").toISOString();
    return { now, today: now.slice(0, 10), all: data.flatMap(({ expires_at }) => expires_at ?? []).map((at) => new Date(at).toISOString()) };
  });
  // What has ended today already does not end this month any more.
  const within = (until: string) => all.filter((at) => now < at && at.slice(0, 10) <= until).length;
  const month = page.getByRole("group", { name: "Filters" }).getByRole("button", { name: "Expires this month" });
  await month.click();
  await expect(month).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByText(`${within(`${today.slice(0, 7)}-31`)} of ${total} tokens`)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`ends=now\\.\\.${today.slice(0, 7)}-\\d\\d$`));
  await expect(month).toHaveAccessibleDescription(new RegExp(`^\\d+\\. From now to the end of ${today.slice(0, 7)}-\\d\\d in UTC\\. What has expired already is not counted\\.$`));

  const until = `${Number(today.slice(0, 4)) + 1}-12-31`;
  await page.getByRole("button", { name: "Expiry dates" }).click();
  await page.getByLabel("Expires until").fill(until);
  await expect(page.getByText(`${within(until)} of ${total} tokens`)).toBeVisible();
  await expect(month).toHaveAttribute("aria-pressed", "false");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Expiry dates" })).toBeFocused();
  await page.reload();
  const days = page.getByRole("group", { name: "Filters" }).getByRole("button", { name: `Expires from now to ${until}` });
  await expect(days).toHaveAttribute("aria-pressed", "true");

  await page.getByRole("button", { name: "Export" }).click();
  await expect(page.getByRole("dialog", { name: "Export" })).toContainText(`${within(until)} rows`);
  await page.keyboard.press("Escape");
  await days.click();
  await expect(page.getByText(`${total} of ${total} tokens`)).toBeVisible();
  await expect(page).toHaveURL(/\/acme\/tokens$/);
});

test.describe("coming back to the list", () => {
  const region = (page: Page) => page.getByRole("region", { name: "Service tokens, scrolls" });
  const scrolled = (page: Page) => region(page).evaluate((region) => Math.round(region.scrollTop));

  /** Opens a token far down a filtered list; its link and how far the list was scrolled. */
  async function openFarDown(page: Page) {
    await page.goto("/acme/tokens?filter=no_expiry&sort=name");
    await expect(page.getByText(/^\d+ of 900 tokens$/)).toBeVisible();
    await region(page).evaluate((region) => { region.scrollTop = 2_500; });
    await expect.poll(() => scrolled(page)).toBe(2_500);
    // A row in the middle of what is seen.
    const seen = () => region(page).evaluate((region) => {
      const { top, height } = region.getBoundingClientRect();
      const links = [...region.querySelectorAll("tbody a")];
      return links.find((link) => link.getBoundingClientRect().top > top + height / 2)?.getAttribute("href");
    });
    await expect.poll(seen).toBeTruthy();
    const link = region(page).locator(`a[href="${await seen()}"]`);
    await link.click();
    await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Service tokens");
    return link;
  }

  test.beforeEach(async ({ sandbox }) => { await sandbox.reset({ tokens: 900 }); });

  test("by the back button leads to the row", async ({ page }) => {
    const link = await openFarDown(page);
    await page.goBack();
    await expect(link).toBeFocused();
    expect(await scrolled(page)).toBe(2_500);
  });

  test("by the link keeps search, filters and order, and leads to the row", async ({ page }) => {
    const link = await openFarDown(page);
    await page.getByRole("main").getByRole("link", { name: "Service tokens", exact: true }).click();
    await expect(page).toHaveURL(/\/acme\/tokens\?filter=no_expiry&sort=name$/);
    await expect(link).toBeFocused();
    expect(await scrolled(page)).toBe(2_500);
  });

  test("after a deletion leads to where the token was", async ({ page, sandbox }) => {
    const link = await openFarDown(page);
    const id = decodeURIComponent(new URL(page.url()).pathname.split("/").pop()!);
    await page.getByRole("button", { name: "Delete token" }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByRole("textbox").fill(id);
    await dialog.getByRole("button", { name: "Delete token" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Service tokens");
    await expect(page).toHaveURL(/filter=no_expiry/);
    await expect(link).toHaveCount(0);
    await expect(region(page).locator("a:focus")).toHaveCount(1);
    expect(Math.abs(await scrolled(page) - 2_500)).toBeLessThan(60);
    expect(await sandbox.token(id)).toBeUndefined();
  });

  test("by a reload leads to the same rows", async ({ page }) => {
    await page.goto("/acme/tokens");
    await expect(page.getByText("900 of 900 tokens")).toBeVisible();
    await region(page).evaluate((region) => { region.scrollTop = 2_500; });
    await expect.poll(() => scrolled(page)).toBe(2_500);
    // The place is noted with the next frame.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await page.reload();
    await expect(page.getByText("900 of 900 tokens")).toBeVisible();
    await expect.poll(() => scrolled(page)).toBe(2_500);
  });

  test("by the navigation begins at the top", async ({ page }) => {
    await openFarDown(page);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click();
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Tokens" }).click();
    await expect(page.getByText("900 of 900 tokens")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
    expect(await scrolled(page)).toBe(0);
  });
});

test("a token that its page finds gone leaves the list", async ({ page, sandbox }) => {
  await openTokens(page);
  const [token] = await sandbox.tokens();
  await sandbox.change({ do: "delete_token", token: token.id });
  await page.getByRole("row").filter({ hasText: token.id }).getByRole("link").click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await page.goBack();
  await expect(page.getByText(/^39 of 39 tokens$/)).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: token.id })).toHaveCount(0);
});

test("the browser's own search finds every row of a list of 500", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 500 });
  await page.goto("/acme/tokens");
  await expect(page.getByText("500 of 500 tokens")).toBeVisible();
  await expect(page.getByRole("table").locator("tbody").getByRole("row")).toHaveCount(500);
  const last = (await sandbox.tokens()).pop()!;
  expect(await page.evaluate((id) => (window as any).find(id), last.id)).toBe(true);
});

test("a long wait for the rate limit says why", async ({ page, sandbox }) => {
  await sandbox.fault({ method: "GET", path: "/service-tokens", status: 429, headers: [["retry-after", "7"]], body: '{"code":"rate_limited","message":"Slow down"}' });
  await page.goto("/acme/tokens");
  const told = page.getByRole("status").filter({ hasText: "429" });
  await expect(told).toHaveText(/^PlanetScale's rate limit was reached \(429\)\. It continues by itself within \d seconds?\.$/);
  await expect(page.getByText(/^40 of 40 tokens$/)).toBeVisible({ timeout: 15_000 });
  await expect(told).toHaveCount(0);
});

test("a program that breaks says so, and unsaved changes are there after the reload", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/unreachable/);
  const token = await sandbox.some((token) => token.access.length === 0);
  await page.goto(`/acme/tokens/${token.id}`);
  const box = page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "read_invoices" });
  await box.check();
  await page.evaluate(() => { setTimeout(() => { throw new WebAssembly.RuntimeError("unreachable"); }); });
  const dialog = page.getByRole("alertdialog", { name: "Something went wrong in the console" });
  await expect(dialog).toContainText("Unsaved changes are kept");
  await accessible(page);
  await dialog.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByText("1 unsaved change", { exact: true }).or(page.getByText("1 unsaved changes"))).toBeVisible();
  await expect(box).toBeChecked();
});

test("what others' scripts fail with is not the console's", async ({ page, allowed }) => {
  allowed.console.push(/foreign/);
  await openTokens(page);
  await page.evaluate(() => {
    const told = new Promise((resolve) => window.addEventListener("error", () => setTimeout(resolve)));
    setTimeout(() => { const error = new Error("foreign"); error.stack = "chrome-extension://x/y.js:1"; throw error; });
    return told;
  });
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
});

test("a token with unsaved changes is marked in the list until they are given up", async ({ page, sandbox }) => {
  const token = await sandbox.some(({ name, access }) => !!name && access.length === 0);
  await openToken(page, token.id);
  await page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "read_invoices" }).check();
  await expect(page.getByText("1 unsaved change")).toBeVisible();
  const main = page.getByRole("navigation", { name: "Main" });
  await main.getByRole("link", { name: "Tokens" }).click();
  const row = page.getByRole("row").filter({ hasText: token.id });
  await expect(row.getByRole("cell", { name: "unsaved changes, 0" })).toBeVisible();
  await expect(page.getByRole("cell", { name: /unsaved changes/ })).toHaveCount(1);
  // Also after the page was loaded anew.
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await expect(row.getByRole("cell", { name: "unsaved changes, 0" })).toBeVisible();
  await row.getByRole("link").first().click();
  await page.getByRole("button", { name: "Discard changes" }).click();
  await expect(page.getByText("0 unsaved changes")).toBeVisible();
  await main.getByRole("link", { name: "Tokens" }).click();
  await expect(row).toBeVisible();
  await expect(page.getByRole("cell", { name: /unsaved changes/ })).toHaveCount(0);
});

test("last uses that do not move are told to whoever looks for unused tokens, and before a deletion", async ({ page, sandbox }) => {
  const note = page.getByText("Last uses may be reported late");
  await openTokens(page);
  const toggle = page.getByRole("button", { name: "Unused for 90 days" });
  await toggle.click();
  await expect(note, "a use of today shows that they are told").toHaveCount(0);

  // The API has told nothing of what was used since two days ago.
  await page.route("**/service-tokens?**", async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    for (const token of body.data) if (token.last_used_at > "2026-11-18T12:00:00Z") token.last_used_at = "2026-11-18T12:00:00.000Z";
    await route.fulfill({ response: answer, json: body });
  });
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(note).toBeVisible();
  await expect(page.getByText(/reports no use after .*18 Nov.* of any token/)).toBeVisible();
  await toggle.click();
  await expect(note).toHaveCount(0);
  const token = (await sandbox.tokens())[0];
  await page.getByRole("row").filter({ hasText: token.id }).getByRole("link").first().click();
  await page.getByRole("button", { name: "Delete token" }).click();
  await expect(page.getByRole("alertdialog", { name: "Delete token" })).toContainText("a token may be in use although it seems unused");
});

test("a list that is read anew shows what has changed in a row that stays where it is", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => !!token.name);
  await openTokens(page);
  const row = page.getByRole("row").filter({ hasText: token.id });
  await expect(row).toContainText(token.name!);
  await sandbox.change({ do: "rename_token", token: token.id, name: "another-name" });
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(row.getByRole("link")).toHaveText("another-name");
});

test("a report that is read anew shows the new name of a token", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => !!token.name && token.access.length > 0);
  await page.goto(`/acme/access?q=${token.id}`);
  const row = page.getByRole("row").filter({ hasText: token.id }).first();
  await expect(row).toContainText(token.name!);
  await sandbox.change({ do: "rename_token", token: token.id, name: "another-name" });
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(row.getByRole("link").first()).toHaveText("another-name");
});

test("a token's page that is opened by its address tells times by the server's clock", async ({ page, sandbox }) => {
  await openTokens(page);
  const token = (await sandbox.tokens())[0];
  const row = page.getByRole("row").filter({ hasText: token.id });
  const created = await row.locator("time").last().textContent();
  await page.clock.setFixedTime("2031-01-01T00:00:00Z");
  await openToken(page, token.id);
  await expect(page.getByRole("main").locator("time").filter({ hasText: created! }).first()).toBeVisible();
});

test("the access report is sorted by what a permission does, the gravest first", async ({ page, sandbox }) => {
  const held = new Set((await sandbox.tokens()).flatMap((token) => token.access.map(([, permission]) => permission)));
  expect(held.has("delete_production_branch") || held.has("delete_databases") || held.has("delete_database")).toBe(true);
  await page.goto("/acme/access");
  const table = page.getByRole("table", { name: "Access report" });
  await table.getByRole("button", { name: "Effect", exact: true }).click();
  await expect(page).toHaveURL(/sort=effect/);
  await expect(table.getByRole("columnheader", { name: "Effect" })).toHaveAttribute("aria-sort", "ascending");
  await expect(table.getByRole("row").nth(1)).toContainText("destroys production");
  await table.getByRole("button", { name: "Effect", exact: true }).click();
  await expect(page).toHaveURL(/sort=-effect/);
  await expect(table.getByRole("row").nth(1)).toContainText(/reads|unknown/);
});
