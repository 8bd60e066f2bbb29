// What stands above a list: one row in a wide window, little of a phone; filters that tell how many they keep, and those that
// are words of the search.
import { type Page, accessible, expect, openTokens, test } from "../fixtures";

const chip = (page: Page, name: string) => page.getByRole("group", { name: "Filters" }).getByRole("button", { name, exact: true });
const middle = async (page: Page, role: "button" | "searchbox", name: string) => {
  const box = await page.getByRole(role, { name, exact: true }).boundingBox();
  return Math.round(box!.y + box!.height / 2);
};

for (const width of [1440, 1280]) {
  test(`at ${width} pixels the search, the filters and what is done with a list are in one row`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await openTokens(page);
    await expect(chip(page, "Can destroy")).toHaveAccessibleDescription(/^\d+/);
    const tokens = await middle(page, "searchbox", "Search tokens");
    for (const name of ["Expired", "Expires within 30 days", "No expiry", "Never used", "Unused for 90 days", "Can destroy"]) {
      const box = (await chip(page, name).boundingBox())!;
      expect(Math.abs(box.y + box.height / 2 - tokens), name).toBeLessThan(3);
      expect(box.x + box.width, name).toBeLessThan(width - 112);
    }
    for (const name of ["Expiry dates", "Columns", "Refresh"]) expect(Math.abs(await middle(page, "button", name) - tokens), name).toBeLessThan(3);
    expect((await page.getByRole("table").boundingBox())!.y).toBeLessThan(180);
    await page.goto("/acme/access");
    await expect(page.getByRole("table", { name: "Access report" })).toBeVisible();
    const report = await middle(page, "searchbox", "Search access");
    for (const name of ["Destroys", "Unknown permission", "More filters", "Search words", "Columns", "Refresh"]) {
      expect(Math.abs(await middle(page, "button", name) - report), name).toBeLessThan(3);
    }
    expect((await page.getByRole("table").boundingBox())!.y).toBeLessThan(180);
  });
}

test("a first tick moves no row, whatever the window", async ({ page }) => {
  for (const width of [1280, 1024, 768, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await openTokens(page);
    const table = page.getByRole("table");
    const before = (await table.boundingBox())!.y;
    await page.getByRole("checkbox", { name: /^Select (?!all)/ }).first().check();
    await expect(page.getByRole("region", { name: "Selection" })).toBeVisible();
    expect((await table.boundingBox())!.y, String(width)).toBe(before);
  }
});

test("on a phone the first token is in the upper third, and navigation is one row with the page's link in sight", async ({ page, sandbox }) => {
  await sandbox.config({ notice: "Production: handle with care, everything is real" });
  for (const [width, highest] of [[390, 300], [320, 380]] as const) {
    await page.setViewportSize({ width, height: 844 });
    await openTokens(page);
    expect((await page.getByRole("row").nth(1).boundingBox())!.y).toBeLessThan(highest);
    const links = page.getByRole("navigation", { name: "Main" }).getByRole("link");
    const heights = await links.evaluateAll((all) => new Set(all.map((one) => one.getBoundingClientRect().y)).size);
    expect(heights).toBe(1);
    const banner = page.getByRole("banner");
    const shown = await banner.getByRole("combobox", { name: "Organization" }).evaluate((one) => one.scrollWidth <= one.clientWidth && one.getBoundingClientRect().right <= innerWidth);
    expect(shown).toBe(true);
    expect((await banner.boundingBox())!.height).toBeLessThan(60);
    await page.goto("/acme/activity");
    await expect(links.filter({ hasText: "Activity" })).toBeInViewport({ ratio: 0.9 });
  }
});

test("filters of the report tell how many accesses each keeps, and nothing while that is not known", async ({ page, sandbox, allowed }) => {
  await page.goto("/acme/access");
  await expect(chip(page, "Destroys")).toHaveAccessibleDescription(/^\d/);
  const count = await chip(page, "Destroys").getAttribute("aria-describedby").then((id) => page.locator(`#${id}`).textContent());
  await chip(page, "Destroys").click();
  await expect(page.getByText(`${count} accesses`, { exact: true })).toBeVisible();
  allowed.console.push(/500/);
  await sandbox.reset({ tokens: 300 });
  await sandbox.fault({ method: "GET", path: "/service-tokens?page=3&", status: 500, times: 50 });
  await page.goto("/acme/access");
  await expect(page.getByRole("alert").first()).toBeVisible({ timeout: 30_000 });
  await expect(chip(page, "Destroys")).not.toHaveAttribute("aria-describedby");
});

test("more filters write the words that one would type, and show which are on", async ({ page }) => {
  await page.goto("/acme/access?q=ci%20area%3Atokens");
  const search = page.getByRole("searchbox", { name: "Search access" });
  const button = page.getByRole("button", { name: "More filters (1)" });
  await button.press("Enter");
  const panel = page.getByRole("group", { name: "More filters (1)" });
  await expect(panel.getByRole("combobox", { name: "Area of the permission" }).locator("option:checked")).toHaveText("Service tokens");
  await accessible(page);
  await panel.getByRole("combobox", { name: "Area of the permission" }).selectOption("Branches");
  await expect(search).toHaveValue("ci area:branches");
  await page.getByRole("combobox", { name: "Token created by" }).selectOption("Ada Okafor");
  await expect(search).toHaveValue('ci area:branches by:"Ada Okafor"');
  await page.getByRole("combobox", { name: "Token last used" }).selectOption("More than 90 days ago");
  await expect(page).toHaveURL(/used%3A%3E90d/);
  await expect(page.getByRole("button", { name: "More filters (3)" })).toBeVisible();
  await page.getByRole("combobox", { name: "Area of the permission" }).selectOption("Any");
  await expect(search).toHaveValue('ci by:"Ada Okafor" used:>90d');
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "More filters (2)" })).toBeFocused();
});

test("what mends a finding, where an event came from and a card's ID are in sight", async ({ page }) => {
  for (const width of [1024, 768]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto("/acme/findings");
    const fix = page.locator(".fixes > .button").first();
    await expect(fix).toBeVisible();
    const [right, cut] = await fix.evaluate((one) => [one.getBoundingClientRect().right, one.scrollWidth - one.clientWidth]);
    expect(right, String(width)).toBeLessThan(width - 16);
    expect(cut, String(width)).toBeLessThanOrEqual(0);
    // The head is one word, and what the gravest rests on is whole.
    const head = page.getByRole("columnheader", { name: "Severity" }).getByText("Severity");
    expect(await head.evaluate((one) => one.getBoundingClientRect().height), String(width)).toBeLessThan(20);
    const evidence = page.locator('[data-column="evidence"] > .cut').first();
    expect(await evidence.evaluate((one) => one.scrollHeight - one.clientHeight), String(width)).toBeLessThanOrEqual(1);
    expect(await fix.evaluate((one) => one.getBoundingClientRect().height), String(width)).toBeLessThan(40);
    // The last filter stands beside the one before it.
    const last = page.getByRole("group", { name: "Rules" }).getByRole("button").last();
    const [before, accepted] = [(await last.boundingBox())!, (await page.getByRole("button", { name: "Accepted", exact: true }).boundingBox())!];
    expect(accepted.y, String(width)).toBeLessThan(before.y + before.height);
  }
  await page.setViewportSize({ width: 390, height: 900 });
  // Where rows are cards, what sorts them is in sight, and no other header.
  await expect(page.getByRole("button", { name: "Since", exact: true })).toBeInViewport({ ratio: 1 });
  const label = page.getByRole("columnheader", { name: "Evidence", exact: true });
  expect(await label.evaluate((one) => getComputedStyle(one).clipPath)).toBe("inset(50%)");
  await page.goto("/acme/access");
  await expect(page.getByRole("row").nth(1).locator('[data-column="id"]')).toBeInViewport();
});
