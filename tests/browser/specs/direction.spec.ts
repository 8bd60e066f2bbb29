// Names of the other direction, and the whole page in the other direction.
import { type Locator, type Page } from "@playwright/test";
import { expect, openToken, openTokens, test } from "../fixtures";

const HEBREW = "מפתח 12 (ייצור)";
/** It turns around whatever follows, unless it is kept apart. */
const OVERRIDE = "\u202eevil";

/** Where the characters of an element's text are, without those of its children. */
const places = (element: Locator) => element.evaluate((own) => {
  const found: { text: string; left: number; top: number }[] = [];
  for (const node of own.childNodes) {
    if (node.nodeType !== Node.TEXT_NODE) continue;
    for (let at = 0; at < (node.textContent ?? "").length; at += 1) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const { left, top } = range.getBoundingClientRect();
      found.push({ text: node.textContent![at], left, top });
    }
  }
  return found;
});

for (const name of [HEBREW, OVERRIDE]) {
  test(`a sentence around ${JSON.stringify(name)} is read from left to right`, async ({ page, sandbox }) => {
    const token = await sandbox.some((token) => token.access.length === 0);
    await sandbox.change({ do: "rename_token", token: token.id, name });
    await openToken(page, token.id);
    await page.getByRole("button", { name: "Delete token" }).click();
    const sentence = page.getByRole("alertdialog", { name: "Delete token" }).locator(".lede");
    await expect(sentence).toHaveText(`Anything that uses ${name} stops working at once. This cannot be undone.`);
    const placed = await places(sentence);
    const pairs = placed.slice(1).map((one, at) => [placed[at], one]).filter(([a, b]) => a.top === b.top && a.text.trim() && b.text.trim());
    expect(pairs.length).toBeGreaterThan(30);
    for (const [a, b] of pairs) expect(b.left, `${a.text}${b.text}`).toBeGreaterThan(a.left);
  });
}

test("a name is written in its own direction, and its row keeps its order", async ({ page, sandbox }) => {
  const token = (await sandbox.tokens())[0];
  await sandbox.change({ do: "rename_token", token: token.id, name: HEBREW });
  await openTokens(page);
  const row = page.getByRole("row").filter({ hasText: token.id });
  const link = row.getByRole("link", { name: HEBREW, exact: true });
  expect(await link.evaluate((own) => getComputedStyle(own).direction)).toBe("rtl");
  expect(await link.evaluate((own) => getComputedStyle(own).textAlign), "it stays at the column's start").toBe("left");
  const cells = await row.locator("td, th").evaluateAll((all) => all.map((cell) => cell.getBoundingClientRect().left));
  expect(cells).toEqual([...cells].sort((a, b) => a - b));
  await link.click();
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText(HEBREW);
  expect(await heading.evaluate((own) => getComputedStyle(own).direction)).toBe("rtl");
});

async function mirrored(page: Page) {
  await page.evaluate(() => { document.documentElement.dir = "rtl"; });
  const brand = page.getByRole("link", { name: "Service token console" });
  const middle = page.viewportSize()!.width / 2;
  await expect.poll(async () => (await brand.boundingBox())!.x, "the banner has turned").toBeGreaterThan(middle / 2);
}

for (const width of [320, 1280]) {
  test(`written from right to left the pages hold, ${width} pixels wide`, async ({ page, sandbox }) => {
    await page.setViewportSize({ width, height: 800 });
    const token = await sandbox.some((token) => token.access.length > 8);
    for (const path of ["/acme/tokens", `/acme/tokens/${token.id}`, "/acme/access", "/settings"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await mirrored(page);
      const [clientWidth, scrollWidth] = await page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]);
      expect(scrollWidth, path).toBeLessThanOrEqual(clientWidth);
      const brand = (await page.getByRole("link", { name: "Service token console" }).boundingBox())!;
      expect(brand.x + brand.width, `${path}: the brand is at the start`).toBeGreaterThan(width * 0.6);
      const heading = (await page.getByRole("heading", { level: 1 }).boundingBox())!;
      expect(heading.x, path).toBeGreaterThanOrEqual(0);
      expect(heading.x + heading.width, path).toBeLessThanOrEqual(width);
    }
  });
}

test("written from right to left the table's columns run the other way", async ({ page }) => {
  await openTokens(page);
  await mirrored(page);
  const left = async (name: string) => (await page.getByRole("columnheader", { name, exact: true }).boundingBox())!.x;
  expect(await left("Name")).toBeGreaterThan(await left("ID"));
  expect(await left("ID")).toBeGreaterThan(await left("Accesses"));
});
