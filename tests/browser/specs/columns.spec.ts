import { accessible, expect, openTokens, test } from "../fixtures";

const header = (page: any, name: string) => page.getByRole("columnheader", { name, exact: true });

test("columns are hidden and shown, and stay so", async ({ page }) => {
  await openTokens(page);
  const table = page.getByRole("table", { name: "Service tokens" });
  await page.getByRole("button", { name: "Columns" }).click();
  const panel = page.getByRole("group", { name: "Columns" });
  await accessible(page);
  await panel.getByRole("checkbox", { name: "Created by" }).uncheck();
  await panel.getByRole("checkbox", { name: "ID" }).uncheck();
  await expect(header(page, "Created by")).toHaveCount(0);
  await expect(table.getByRole("columnheader")).toHaveText(["Name", "Accesses", "Last used", "Expires", "Created", "Risk"]);
  // The cells are those of the headers: box, name, accesses, last used, expires, created, risk.
  await expect(table.getByRole("row").nth(1).locator("th, td")).toHaveCount(7);
  await expect(panel.getByRole("checkbox", { name: "Name" })).toBeDisabled();
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Columns" })).toBeFocused();
  await page.reload();
  await expect(table.getByRole("columnheader")).toHaveText(["Name", "Accesses", "Last used", "Expires", "Created", "Risk"]);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("button", { name: "Reset columns" }).click();
  await expect(table.getByRole("columnheader")).toHaveCount(8);
  // A click elsewhere closes it.
  await page.getByRole("heading", { level: 1 }).click();
  await expect(panel).toHaveCount(0);
});

test("columns are widened with the keys", async ({ page }) => {
  await openTokens(page);
  const width = async () => (await header(page, "ID").boundingBox()).width;
  const before = await width();
  await page.getByRole("button", { name: "Columns" }).press("Enter");
  await page.getByRole("slider", { name: "Width of ID" }).focus();
  for (let key = 0; key < 8; key += 1) await page.keyboard.press("ArrowRight");
  await expect.poll(width).toBeGreaterThan(before + 60);
  await page.reload();
  await expect.poll(width).toBeGreaterThan(before + 60);
});

test("what is cut in a row is whole in a tip when its box or its link has the focus", async ({ page }) => {
  await openTokens(page);
  await page.getByRole("button", { name: "Columns" }).press("Enter");
  for (const name of ["Created by", "Name"]) await page.getByRole("slider", { name: `Width of ${name}` }).press("Home");
  await page.keyboard.press("Escape");
  const table = page.getByRole("table", { name: "Service tokens" });
  const cut = await table.locator("tbody tr").evaluateAll((rows) => rows.map((row) =>
    [...row.querySelectorAll("[data-tip-cut]")].filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)));
  const at = cut.findIndex((texts) => texts.length === 2);
  expect(at, "a row with a long name and a long creator").toBeGreaterThanOrEqual(0);
  const row = table.locator("tbody tr").nth(at);
  const tip = page.getByRole("tooltip");
  for (const part of [row.getByRole("checkbox"), row.getByRole("link")]) {
    await part.focus();
    await expect(tip).toHaveText(cut[at]!.join(" · "));
    await page.keyboard.press("Escape");
    await expect(tip).toHaveCount(0);
  }
});

for (const direction of ["ltr", "rtl"]) {
  test(`columns are widened at their edge (${direction})`, async ({ page }) => {
    await openTokens(page);
    await page.evaluate((direction) => { document.documentElement.dir = direction; }, direction);
    const head = header(page, "Last used");
    const box = await head.boundingBox();
    const edge = direction === "ltr" ? box!.x + box!.width - 3 : box!.x + 3;
    const way = direction === "ltr" ? 1 : -1;
    await page.mouse.move(edge, box!.y + box!.height / 2);
    await page.mouse.down();
    await page.mouse.move(edge + way * 40, box!.y + 10, { steps: 4 });
    await page.mouse.move(edge + way * 100, box!.y + 10, { steps: 4 });
    await page.mouse.up();
    const width = async () => (await head.boundingBox())!.width;
    await expect.poll(width).toBeGreaterThan(box!.width + 60);
    await expect(head, "the header was not clicked").not.toHaveAttribute("aria-sort", /./);
    // A double click gives it its own width again.
    const wide = await head.boundingBox();
    await page.mouse.dblclick(direction === "ltr" ? wide!.x + wide!.width - 3 : wide!.x + 3, box!.y + 10);
    await expect.poll(width).toBeLessThan(box!.width + 20);
  });
}

test("the access report has columns of its own", async ({ page }) => {
  await page.goto("/acme/access");
  const table = page.getByRole("table", { name: "Access report" });
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Effect" }).uncheck();
  await expect(table.getByRole("columnheader")).toHaveText(["Token", "ID", "Resource", "Permission"]);
  await openTokens(page);
  await expect(page.getByRole("table", { name: "Service tokens" }).getByRole("columnheader")).toHaveCount(8);
});
