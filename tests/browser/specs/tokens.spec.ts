import { accessible, expect, openTokens, test } from "../fixtures";

test("every token is listed, with its facts", async ({ page, sandbox }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "acme" }).click();
  await expect(page).toHaveTitle("Service tokens · acme · Service token console");
  const table = page.getByRole("table", { name: "Service tokens" });
  await expect(table.getByRole("columnheader")).toHaveText(["Name", "ID", "Accesses", "Last used", "Expires", "Created", "Created by", "Risk"]);
  const first = (await sandbox.tokens())[0];
  const row = table.getByRole("row").filter({ hasText: first.id });
  await expect(row.getByRole("link", { name: first.name ?? "Unnamed token" })).toHaveAttribute("href", `acme/tokens/${first.id}`);
  await expect(row.getByRole("checkbox", { name: `Select ${first.name ?? "Unnamed token"}` })).toBeVisible();
  await expect(page.getByText("40 of 40 tokens")).toBeVisible();
  await accessible(page);
});

test("more than a page of tokens is read whole, each once", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 1234 });
  await page.goto("/acme/tokens");
  await expect(page.getByText("1234 of 1234 tokens")).toBeVisible();
  const table = page.getByRole("table", { name: "Service tokens" });
  await expect(table).toHaveAttribute("aria-rowcount", "1235");
  expect(await table.getByRole("row").count()).toBeLessThan(80);
  const paths = (await sandbox.log()).map((call) => call.path).filter((path) => path.includes("service-tokens"));
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths.length).toBe(13);
});

test("a list without totals is read to its end", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 260 });
  await sandbox.change({ do: "total_count", told: false });
  await page.goto("/acme/tokens");
  await expect(page.getByText("260 of 260 tokens")).toBeVisible();
  await sandbox.change({ do: "total_count", told: true });
});

test("search, filters and sort are in the address, and the address brings them back", async ({ page, sandbox }) => {
  await openTokens(page);
  const some = await sandbox.some((token) => !!token.name && token.name.includes("ci-deploy"));
  await page.getByRole("searchbox", { name: "Search tokens" }).fill("CI-Deploy");
  const rows = page.getByRole("table", { name: "Service tokens" }).getByRole("row");
  await expect(rows.filter({ hasText: some.id })).toBeVisible();
  await expect(page).toHaveURL(/q=CI-Deploy/);
  await page.getByRole("searchbox", { name: "Search tokens" }).fill("");
  const filters = page.getByRole("group", { name: "Filters" });
  await expect(filters.getByRole("button")).toHaveText(["Expired", "Expires within 30 days", "No expiry", "Never used", "Unused for 90 days", "Can destroy", "Expires this month"]);
  await filters.getByRole("button", { name: "Expired" }).click();
  await expect(filters.getByRole("button", { name: "Expired" })).toHaveAttribute("aria-pressed", "true");
  await expect(page).toHaveURL(/filter=expired/);
  await page.getByRole("columnheader", { name: "Name" }).getByRole("button").click();
  await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");
  const shown = await page.getByText(/ of 40 tokens/).textContent();
  const names = await rows.locator("th[scope=row]").allTextContents();
  await page.reload();
  await expect(page.getByText(shown!)).toBeVisible();
  expect(await rows.locator("th[scope=row]").allTextContents()).toEqual(names);
  await expect(page.getByRole("button", { name: "Expired", exact: true })).toHaveAttribute("aria-pressed", "true");
});

test("filters are one step back, not many", async ({ page, sandbox }) => {
  await openTokens(page);
  const token = (await sandbox.tokens())[0];
  await page.getByRole("searchbox", { name: "Search tokens" }).fill(token.id);
  await expect(page.getByText("1 of 40 tokens")).toBeVisible();
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(token.name ?? "Unnamed token");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await page.goBack();
  await expect(page.getByText("1 of 40 tokens")).toBeVisible();
  await page.goBack();
  await expect(page).not.toHaveURL(/acme/);
});

test("an empty organization tells what would be there, and the first step", async ({ page, sandbox }) => {
  await sandbox.change({ do: "clear" });
  await page.goto("/acme/tokens");
  await expect(page.getByText("No service tokens yet")).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "Create the first token" }).click();
  await expect(page.getByRole("dialog", { name: "New service token" })).toBeVisible();
});

test("the server's clock decides what is expired", async ({ page }) => {
  await page.clock.setFixedTime(new Date("2031-01-01T00:00:00Z"));
  await page.goto("/acme/tokens?filter=expired");
  await expect(page.getByText(/^4 of 40 tokens$/)).toBeVisible();
});

test("nasty names are shown as they are and break nothing", async ({ page, sandbox }) => {
  await sandbox.reset({ nasty: true });
  await openTokens(page);
  await page.getByRole("searchbox", { name: "Search tokens" }).fill("<script>");
  await expect(page.getByRole("link", { name: "<script>alert(1)</script>" })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search tokens" }).fill("unicode strasse");
  await expect(page.getByRole("link", { name: "Ünïcödé Straße" })).toBeVisible();
});

test("what was searched is in the address, however soon one leaves, and goes nowhere else", async ({ page }) => {
  await page.clock.install();
  await openTokens(page);
  const search = page.getByRole("searchbox", { name: "Search tokens" });
  // Both in one turn of the browser.
  const leave = () => search.evaluate((input: HTMLInputElement) => {
    input.value = "ci";
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    document.querySelector<HTMLElement>("nav a[href$=access]")!.click();
  });
  await leave();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Access report");
  await expect(page).toHaveURL(/\/acme\/access$/);
  await expect(page.getByRole("searchbox", { name: "Search access" })).toHaveValue("");
  await page.goBack();
  await expect(search).toHaveValue("ci");
  await expect(page).toHaveURL(/\/acme\/tokens\?q=ci$/);
  await page.reload();
  await expect(search).toHaveValue("ci");
  // The same with the back button, which leads to the report.
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Access report" }).click();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Tokens" }).click();
  await search.evaluate((input: HTMLInputElement) => {
    input.value = "deploy";
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    history.back();
  });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Access report");
  // Long after a search that nobody left would be in the address.
  await page.clock.fastForward(5_000);
  await expect(page).toHaveURL(/\/acme\/access$/);
  await expect(page.getByRole("searchbox", { name: "Search access" })).toHaveValue("");
});

test("another organization is a choice away, and its tokens are its own", async ({ page }) => {
  await openTokens(page);
  await page.getByRole("combobox", { name: "Organization" }).selectOption("globex");
  await expect(page).toHaveURL(/\/globex\/tokens$/);
  await expect(page.getByText("3 of 3 tokens")).toBeVisible();
  await page.goBack();
  await expect(page.getByText("40 of 40 tokens")).toBeVisible();
});

test("an address that leads nowhere says so", async ({ page }) => {
  await page.goto("/acme/nonsense");
  await expect(page.getByRole("heading", { level: 1, name: "Page not found" })).toBeVisible();
  await accessible(page);
});

test("the skip link leads past the navigation", async ({ page }) => {
  await openTokens(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});
