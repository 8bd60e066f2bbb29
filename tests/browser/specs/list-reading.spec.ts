// Lists are read at a glance, by keys alone, and in a narrow window.
import { type Page, accessible, expect, openTokens, test } from "../fixtures";

const table = (page: Page) => page.getByRole("table", { name: "Service tokens" });
const row = (page: Page, at: number) => table(page).getByRole("row").nth(at);
const LEVELS = ["no access", "unknown", "reads", "reads production", "changes", "changes production", "destroys", "destroys production"];

test("risk is a word in a column that sorts, the gravest first", async ({ page }) => {
  await openTokens(page);
  const header = page.getByRole("columnheader", { name: "Risk" });
  await header.getByRole("button").click();
  await expect(header).toHaveAttribute("aria-sort", "descending");
  await expect(page).toHaveURL(/sort=/);
  const levels = async () => (await table(page).getByRole("row").filter({ has: page.getByRole("rowheader") }).evaluateAll((rows) =>
    rows.map((one) => one.lastElementChild!.textContent!.replace("+ unknown", "").trim()))).map((word) => LEVELS.indexOf(word));
  await expect.poll(async () => (await levels())[0]).toBe(LEVELS.length - 1);
  const all = await levels();
  expect(all).not.toContain(-1);
  expect(all).toEqual([...all].sort((a, b) => b - a));
  await header.getByRole("button").click();
  await expect(header).toHaveAttribute("aria-sort", "ascending");
  await expect.poll(async () => (await levels())[0]).toBeLessThan(LEVELS.length - 1);
});

test("a risk that was not read is told as not read", async ({ page, sandbox }) => {
  await sandbox.change({ do: "accesses_in_list", are: "null" });
  await page.goto("/acme/tokens?sort=-risk");
  await expect(row(page, 1).getByRole("cell", { name: "not loaded" })).toHaveCount(2);
  await expect(page.getByRole("button", { name: "Can destroy" })).not.toHaveAttribute("aria-describedby");
});

test("a filter tells how many tokens it keeps", async ({ page }) => {
  await openTokens(page);
  const chip = page.getByRole("button", { name: "No expiry", exact: true });
  await expect(chip).toHaveAccessibleDescription(/^\d+$/);
  const count = await chip.evaluate((it) => document.getElementById(it.getAttribute("aria-describedby")!)!.textContent);
  await chip.click();
  await expect(page.getByText(`${count} of 40 tokens`)).toBeVisible();
});

test("filters of the report about the same thing widen it, as those of tokens do", async ({ page }) => {
  const count = async () => Number((await page.getByText(/^[\d,]+ access(es)?$/).innerText()).replace(/\D/g, ""));
  await page.goto("/acme/access?only=destroys");
  const destroys = await count();
  await page.getByRole("button", { name: "Unknown permission" }).click();
  await expect.poll(count).toBeGreaterThanOrEqual(destroys);
  await page.getByRole("button", { name: "Reaches production" }).click();
  await expect.poll(count).toBeLessThan(destroys);
});

test("the table is one stop for Tab, and keys move in it", async ({ page }) => {
  await openTokens(page);
  const header = page.getByRole("columnheader", { name: "Risk" }).getByRole("button");
  await header.focus();
  const link = (at: number) => row(page, at).getByRole("link");
  await page.keyboard.press("Tab");
  await expect(link(1)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(link(3)).toBeFocused();
  await page.keyboard.press("Space");
  await expect(row(page, 3).getByRole("checkbox")).toBeChecked();
  await expect(link(3)).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(row(page, 3).getByRole("checkbox")).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(row(page, 2).getByRole("checkbox")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("End");
  await expect(link(40)).toBeFocused();
  await expect(link(40)).toBeInViewport();
  // Tab leaves the table, and comes back to where it left.
  await page.keyboard.press("Tab");
  await expect(table(page).locator(":focus")).toHaveCount(0);
  await page.keyboard.press("Shift+Tab");
  await expect(link(40)).toBeFocused();
  await page.keyboard.press("Home");
  await expect(link(1)).toBeFocused();
  const name = await link(1).innerText();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name })).toBeFocused();
});

test("keys move to rows that are not in the page yet", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 1_500 });
  await page.goto("/acme/tokens");
  await expect(page.getByText("1500 of 1500 tokens")).toBeVisible({ timeout: 30_000 });
  await row(page, 1).getByRole("link").focus();
  const at = () => page.evaluate(() => document.activeElement?.closest("tr")?.getAttribute("aria-rowindex"));
  await page.keyboard.press("End");
  await expect.poll(at).toBe("1501");
  await page.keyboard.press("PageUp");
  await expect.poll(async () => Number(await at())).toBeLessThan(1_500);
  await expect(page.locator(":focus")).toBeInViewport();
  await page.keyboard.press("Home");
  await expect.poll(at).toBe("2");
});

for (const width of [390, 320]) {
  test(`rows are cards in a window of ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await openTokens(page);
    const region = page.getByRole("region", { name: "Service tokens, scrolls" });
    expect(await region.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
    const first = row(page, 1);
    const link = first.getByRole("link");
    await expect(link).toBeVisible();
    expect((await link.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    for (const what of ["risk", "expires", "last_used"]) await expect(first.locator(`[data-column=${what}]`)).toBeInViewport();
    const names = table(page).getByRole("link");
    expect(await names.evaluateAll((all) => all.filter((one) => one.scrollHeight > one.clientHeight + 1).map((one) => one.textContent))).toEqual([]);
    await accessible(page);
    // They are sorted as ever.
    await page.getByRole("columnheader", { name: "Risk" }).getByRole("button").click();
    await expect(page.getByRole("columnheader", { name: "Risk" })).toHaveAttribute("aria-sort", "descending");
  });

  test(`accesses are cards in a window of ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto("/acme/access");
    const first = page.getByRole("table", { name: "Access report" }).getByRole("row").nth(1);
    for (const what of ["token", "permission", "resource", "effect"]) await expect(first.locator(`[data-column=${what}]`)).toBeInViewport();
    const region = page.getByRole("region", { name: "Access report, scrolls" });
    expect(await region.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
  });
}

for (const width of [1024, 1280, 1440, 1920]) {
  test(`nothing but a name is cut in a window of ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await openTokens(page);
    // What reaches into a cell's padding is cut too, which its scroll width does not tell: the words themselves are measured.
    const cut = () => table(page).locator(":is(thead th, tbody td):not([data-column=name])").evaluateAll((cells) =>
      cells.filter((cell) => {
        const [own, words] = [getComputedStyle(cell), document.createRange()];
        words.selectNodeContents(cell.querySelector(".sort > span") ?? cell);
        const room = cell.getBoundingClientRect().width - parseFloat(own.paddingInlineStart) - parseFloat(own.paddingInlineEnd);
        const isBroken = cell.tagName === "TH" && words.getClientRects().length > cell.textContent!.trim().split(" ").length;
        return cell.textContent && !cell.querySelector("input") && (isBroken || words.getBoundingClientRect().width > room + 0.5);
      }).map((cell) => cell.textContent));
    await expect.poll(cut).toEqual([]);
  });
}

for (const [what, path, name] of [
  ["findings", "/acme/findings", "Findings"],
  ["tokens that can", "/acme/who?permission=delete_branch", "Tokens that can"],
] as const) {
  test(`${what} are cards in a narrow window, and nothing is out of sight`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto(path);
    const table = page.getByRole("table", { name });
    const first = table.getByRole("row").nth(1);
    await expect(first.getByRole("link").first()).toBeVisible();
    const region = page.getByRole("region", { name: `${name}, scrolls` });
    expect(await region.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
    if (what === "findings") {
      const fix = first.locator(".fixes").getByRole("button").or(first.locator(".fixes").getByRole("link")).first();
      const [own, cell] = [(await fix.boundingBox())!, (await first.locator("[data-column=fix]").boundingBox())!];
      expect(own.height).toBeGreaterThanOrEqual(44);
      expect(own.y + own.height).toBeLessThanOrEqual(cell.y + cell.height + 1);
    }
    await accessible(page);
  });
}
