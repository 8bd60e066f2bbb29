// The access report as a matrix: what it tells, how keys move in it, and that only what is seen is in the page.
import { accessible, expect, test } from "../fixtures";

const grid = (page: import("@playwright/test").Page) => page.getByRole("grid", { name: "Permission matrix" });

test("each cell tells the token, the permission, the resource and how it holds", async ({ page, sandbox }) => {
  const [token, everywhere] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  await sandbox.change({ do: "rename_token", token: token.id, name: "aa-first" });
  await sandbox.change({ do: "rename_token", token: everywhere.id, name: "aa-second" });
  await sandbox.change({ do: "add_access", token: token.id, database: "shop", access: ["read_branch"] });
  await sandbox.change({ do: "add_access", token: everywhere.id, database: "", access: ["read_branch"] });
  await sandbox.change({ do: "add_access", token: everywhere.id, database: "shop", access: ["read_branch"] });
  await page.goto("/acme/access");
  await page.getByRole("group", { name: "View" }).getByRole("button", { name: "Matrix" }).click();
  await expect(page).toHaveURL(/access\?view=matrix$/);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "42");
  await expect(grid(page)).toHaveAttribute("aria-colcount", /^(5\d)$/);
  await expect(grid(page).getByRole("rowheader", { name: "aa-first" }).getByRole("link")).toHaveAttribute("href", `acme/tokens/${token.id}`);
  await page.getByRole("combobox", { name: "Resource" }).fill("shop");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/on=db%3Ashop/);
  await page.goto("/acme/access?view=matrix&on=db%3Ashop&q=aa-");
  await page.getByRole("searchbox", { name: "Search access" }).fill("aa- read_branch");
  const cell = (name: string) => grid(page).getByRole("gridcell", { name });
  await grid(page).locator("..").evaluate((region) => region.scrollTo({ left: 10_000 }));
  await grid(page).locator("..").evaluate((region) => region.scrollTo({ left: 320 }));
  await expect(cell("aa-first, read_branch, shop: direct")).toBeVisible();
  await expect(cell("aa-second, read_branch, shop: both")).toBeVisible();
  await expect(cell("aa-first, create_branch, shop: not granted")).toBeVisible();
  await accessible(page);
});

test("the areas of permissions stand above them, and namesakes have their IDs", async ({ page, sandbox }) => {
  const [one, other] = await sandbox.tokens();
  for (const token of [one, other]) await sandbox.change({ do: "rename_token", token: token.id, name: "aa-twin" });
  await page.goto("/acme/access?view=matrix");
  for (const token of [one, other]) {
    const name = grid(page).getByRole("rowheader", { name: `aa-twin ${token.id}` });
    await expect(name.getByText(token.id)).toBeVisible();
    await name.getByRole("link").focus();
    await expect(name.getByRole("link")).toHaveAccessibleDescription(`aa-twin (${token.id})`);
  }
  await expect(grid(page).getByRole("rowheader").nth(3)).not.toHaveText(/\s/);
  // Whoever sees them sees the area above its permissions, whoever hears them is told it with each.
  const area = await grid(page).getByText("Service tokens", { exact: true }).boundingBox();
  const header = grid(page).getByRole("button", { name: "read_service_tokens" });
  const first = await header.boundingBox();
  if (!area || !first) throw new Error("it has no place");
  expect(Math.abs(area.x - first.x)).toBeLessThan(8);
  expect(area.y + area.height).toBeLessThanOrEqual(first.y + 1);
  await header.focus();
  await expect(header).toHaveAccessibleDescription(/Service tokens/);
  await page.getByRole("group", { name: "Columns" }).getByRole("button", { name: "Powers" }).click();
  await expect(grid(page).getByText("Service tokens", { exact: true })).toHaveCount(0);
});

test("of a resource that is not known nothing is told", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/Failed to load resource/);
  await page.goto("/acme/access?view=matrix&on=db%3Anowhere");
  await expect(page.getByRole("heading", { name: "No database of that name" })).toBeVisible();
  await expect(grid(page)).toHaveCount(0);
  await expect(page.getByRole("combobox", { name: "Resource" })).toHaveValue("nowhere");
  await page.getByRole("main").getByRole("button", { name: "All resources" }).click();
  await expect(grid(page)).toBeVisible();
  // Without the databases it is not known either, and the page says why.
  await sandbox.fault({ method: "GET", path: "/databases", status: 404, times: 50, body: '{"code":"not_found","message":"Not Found"}' });
  await page.goto("/acme/access?view=matrix&on=db%3Anowhere");
  await expect(page.getByRole("alert").filter({ hasText: "The databases could not be loaded" })).toBeVisible();
  await expect(grid(page)).toHaveCount(0);
  await page.goto("/acme/who?permission=delete_branch&on=db%3Anowhere");
  await expect(page.getByRole("alert").filter({ hasText: "The databases could not be loaded" })).toBeVisible();
  await expect(page.getByText("Loading")).toHaveCount(0);
  await sandbox.heal();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "No database of that name" })).toBeVisible();
  await page.getByRole("button", { name: "Anywhere" }).click();
  await expect(page.getByRole("table", { name: "Tokens that can" })).toBeVisible();
});

test("of a column that there is no more no token is shown or exported", async ({ page }) => {
  for (const query of ["columns=databases&has=db%3Anowhere", "has=read_brunch", "columns=powers&has=read_branch"]) {
    await page.goto(`/acme/access?view=matrix&${query}`);
    await expect(page.getByRole("heading", { name: "The matrix has no such column" })).toBeVisible();
    await expect(grid(page)).toHaveCount(0);
  }
  await page.getByRole("button", { name: "Export" }).click();
  await expect(page.getByRole("dialog", { name: "Export" })).toContainText("0 rows");
  await page.keyboard.press("Escape");
  await page.getByRole("main").getByRole("button", { name: "Show all tokens" }).click();
  await expect(grid(page)).toBeVisible();
});

test("keys move in the grid, and Enter opens the token", async ({ page }) => {
  await page.goto("/acme/access?view=matrix");
  const at = () => page.evaluate(() => (document.activeElement?.closest("[data-cell]") as HTMLElement | null)?.dataset.cell ?? "");
  await expect(grid(page).getByRole("gridcell", { name: /read_organization/ }).first()).toBeVisible();
  await grid(page).locator("[tabindex='0']").focus();
  await expect.poll(at).toBe("2 1");
  for (const [key, wanted] of [["ArrowRight", "2 2"], ["ArrowDown", "3 2"], ["End", /^3 5\d$|^3 49$/], ["Control+End", /^41 /], ["ArrowLeft", /^41 4\d$|^41 5\d$/], ["Home", "41 0"], ["Control+Home", "2 1"], ["ArrowUp", "1 1"], ["ArrowUp", "0 1"], ["PageDown", /^[1-9]\d* 1$/], ["Control+Home", "2 1"]] as const) {
    await page.keyboard.press(key);
    await expect.poll(at).toMatch(wanted instanceof RegExp ? wanted : new RegExp(`^${wanted}$`));
    await expect(page.locator(":focus")).toBeInViewport();
  }
  const href = await grid(page).locator("[data-cell='2 0'] a").getAttribute("href");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`${href}`));
});

test("a column's header narrows the tokens, and the address keeps it", async ({ page, sandbox }) => {
  await page.goto("/acme/access?view=matrix");
  const holding = (await sandbox.tokens()).filter((token) => token.access.some(([database, permission]) => database === "" && permission === "read_organization"));
  await grid(page).getByRole("columnheader", { name: "read_organization" }).getByRole("button").click();
  await expect(page).toHaveURL(/has=read_organization/);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(holding.length + 2));
  await page.reload();
  await expect(grid(page).getByRole("button", { name: "read_organization" })).toHaveAttribute("aria-pressed", "true");
  await grid(page).getByRole("button", { name: "read_organization" }).click();
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "42");
});

test("databases and powers are across as well", async ({ page }) => {
  await page.goto("/acme/access?view=matrix");
  await page.getByRole("group", { name: "Columns" }).getByRole("button", { name: "Databases" }).click();
  const heads = grid(page).getByRole("columnheader");
  await expect(heads.nth(1)).toHaveAccessibleName("Organization");
  await expect(heads.nth(2)).toHaveAccessibleName("All databases");
  await page.getByRole("group", { name: "Columns" }).getByRole("button", { name: "Powers" }).click();
  await expect(heads.nth(1)).toHaveAccessibleName("Delete something in production");
  await accessible(page);
});

test("only what is on the screen is in the page, in both directions", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 2000, databases: 60 });
  await page.goto("/acme/access?view=matrix&columns=databases");
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "2002", { timeout: 30_000 });
  const region = grid(page).locator("..");
  await expect.poll(() => grid(page).getByRole("gridcell").count()).toBeLessThan(2_500);
  await region.evaluate((own) => own.scrollTo({ top: 30_000, left: 500 }));
  await expect(grid(page).locator("tr[aria-rowindex='900']")).toBeAttached();
  await expect.poll(() => grid(page).getByRole("gridcell").count()).toBeLessThan(2_500);
  await expect(grid(page).locator("tr[aria-rowindex='3']")).toHaveCount(0);
});

test("words about one field narrow the rows, and are explained", async ({ page, sandbox }) => {
  const [token] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  await sandbox.change({ do: "add_access", token: token.id, database: "shop", access: ["delete_backups", "read_backups"] });
  await page.goto("/acme/access");
  await page.getByRole("searchbox", { name: "Search access" }).fill(`id:${token.id} perm:delete_* -via:all`);
  const rows = page.getByRole("table", { name: "Access report" }).getByRole("row");
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText("delete_backups");
  await page.reload();
  await expect(rows).toHaveCount(2);
  await page.getByRole("button", { name: "Search words" }).click();
  await expect(page.getByText("leaves out what has it")).toBeVisible();
  await accessible(page);
});

test("Enter opens the token at the box that the cell stands for", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0 && !!token.name);
  await sandbox.change({ do: "add_access", token: token.id, database: "shop", access: ["read_branch"] });
  const cell = (permission: string, place: string) => grid(page).getByRole("gridcell", { name: new RegExp(`${token.name}.*${permission}.*${place}`) }).first();
  const box = (group: string, permission: string) => page.getByRole("group", { name: group, exact: true }).getByRole("checkbox", { name: permission, exact: true });
  await page.goto(`/acme/access?view=matrix&q=id%3A${token.id}&on=db%3Ashop`);
  await cell("read_branch", "direct").click();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/acme/tokens/${token.id}\\?resource=[^&]+&permission=read_branch$`));
  await expect(box("shop", "read_branch")).toBeFocused();
  await expect(box("shop", "read_branch")).toBeInViewport();
  // What is not granted has its box as well.
  await page.goto(`/acme/access?view=matrix&q=id%3A${token.id}`);
  await cell("read_invoices", "not granted").click();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\?show=all&resource=organization&permission=read_invoices$/);
  await expect(box("Organization", "read_invoices")).toBeFocused();
  await expect(box("Organization", "read_invoices")).not.toBeChecked();
  await page.reload();
  await expect(box("Organization", "read_invoices")).toBeFocused();
});

test("back from a token that a cell led to is back at that cell", async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 600 });
  await page.goto("/acme/access?view=matrix");
  const at = () => page.evaluate(() => (document.activeElement?.closest("[data-cell]") as HTMLElement | null)?.dataset.cell ?? "");
  const region = grid(page).locator("..");
  const scrolled = () => region.evaluate(({ scrollTop, scrollLeft }) => [scrollTop, scrollLeft]);
  await grid(page).locator("[tabindex='0']").first().focus();
  await page.keyboard.press("Control+End");
  for (const key of ["ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowUp", "ArrowUp"]) await page.keyboard.press(key);
  await expect.poll(at).toMatch(/^39 \d+$/);
  const cell = await at();
  const place = await scrolled();
  expect(place.every((length) => length > 100)).toBe(true);
  const name = await page.locator(":focus").getAttribute("aria-label");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/acme\/tokens\//);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.goBack();
  await expect.poll(at).toBe(cell);
  await expect(page.locator(":focus")).toHaveAttribute("aria-label", name!);
  expect(await scrolled()).toEqual(place);
  // The same after the list was read again.
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Access report");
  await page.reload();
  await page.goBack();
  await expect.poll(at).toBe(cell);
  // Somebody who comes anew begins at the top.
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Tokens", exact: true }).click();
  await page.goto("/acme/access?view=matrix&columns=powers");
  await expect(grid(page)).toBeVisible();
  expect(await scrolled()).toEqual([0, 0]);
});

test("keys that come faster than the cells are made are all heard", async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 600 });
  await page.goto("/acme/access?view=matrix");
  const first = grid(page).locator("[tabindex='0']").first();
  await first.focus();
  // Each is pressed as soon as what the last one changed is in the page, before the next frame.
  await page.evaluate(async () => {
    const press = async (key: string, ctrlKey = false) => {
      document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, bubbles: true, cancelable: true }));
      for (let turn = 0; turn < 20; turn += 1) await null;
    };
    await press("End", true);
    for (const key of ["ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowUp", "ArrowUp"]) await press(key);
    for (let times = 0; times < 30; times += 1) await press("ArrowLeft");
  });
  const focused = page.locator(":focus");
  await expect.poll(async () => (await focused.count()) && focused.evaluate((own) => own.closest("[data-cell]")?.getAttribute("data-cell") ?? "")).toMatch(/^39 \d+$/);
  const columns = Number(await grid(page).getAttribute("aria-colcount"));
  await expect(focused).toHaveAttribute("aria-colindex", String(columns - 33));
});

test("a narrowed matrix says what it shows, and what is printed of it", async ({ page, sandbox }) => {
  const [one] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  await sandbox.change({ do: "add_access", token: one.id, database: "shop", access: ["delete_branch"] });
  const all = (await sandbox.tokens()).length;
  const told = page.getByRole("status").filter({ hasText: /of \d+ tokens\./ });
  const paper = page.getByText("The printable report takes over the search and the filters, not the column");
  await page.goto("/acme/access?view=matrix");
  await expect(grid(page)).toBeVisible();
  await expect(told).toHaveCount(0);
  await page.goto(`/acme/access?view=matrix&q=id%3A${one.id}`);
  await expect(told).toHaveText(new RegExp(`^1 of ${all} tokens\\. Search: \\W?id:${one.id}\\W?\\. No filters\\.$`));
  await expect(paper).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Printable report" })).toHaveAttribute("href", `acme/report/print?q=id%3A${one.id}`);
  await page.goto(`/acme/access?view=matrix&on=db%3Ashop&has=delete_branch&q=id%3A${one.id}`);
  await expect(told).toHaveText(new RegExp(`^1 of ${all} tokens\\. Search: .* No filters\\. On shop\\. Only tokens that hold delete_branch\\.$`));
  await expect(paper).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "Show all tokens" }).press("Enter");
  await expect(page).not.toHaveURL(/has=/);
  await expect(told).toHaveText(/No filters\. On shop\.$/);
});
