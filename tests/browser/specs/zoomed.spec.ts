// Text of twice the size, text with more space, and windows that are hardly higher than a bar.
import type { Page } from "@playwright/test";
import { expect, openToken, openTokens, test } from "../fixtures";

/** By how much the page is wider than its window, and what is. */
function wider(page: Page) {
  return page.evaluate(() => {
    const over = document.documentElement.scrollWidth - innerWidth;
    // What scrolls by itself may be wider inside.
    const scrolls = (it: Element | null): boolean => !!it && it !== document.body && (getComputedStyle(it).overflowX !== "visible" || scrolls(it.parentElement));
    const all = over > 0 ? [...document.querySelectorAll("body *")].filter((it) => it.getBoundingClientRect().right > innerWidth + 1 && !scrolls(it.parentElement)) : [];
    return { over, all: all.slice(0, 8).map((it) => `${it.tagName}.${it.className} ${Math.round(it.getBoundingClientRect().right)}`) };
  });
}

test("text of twice the size needs no sideways scroll on a phone", async ({ page, sandbox }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const twice = () => page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
  const token = await sandbox.some((token) => token.access.length > 0);
  await openTokens(page);
  await twice();
  expect(await wider(page)).toEqual({ over: 0, all: [] });
  await openToken(page, token.id);
  await twice();
  expect(await wider(page)).toEqual({ over: 0, all: [] });
});

test("text with more space needs no sideways scroll", async ({ page, sandbox }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const token = await sandbox.some((token) => token.access.length > 0);
  for (const open of [() => openTokens(page), () => openToken(page, token.id)]) {
    await open();
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }");
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    });
    expect(await wider(page)).toEqual({ over: 0, all: [] });
  }
});

test("with more space no column's head is cut", async ({ page }) => {
  await openTokens(page);
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
  const cut = () => page.getByRole("columnheader").getByRole("button").evaluateAll((all) =>
    all.filter((one) => [...one.querySelectorAll("span")].some((text) => text.scrollWidth > text.clientWidth)).map((one) => one.textContent));
  await expect.poll(cut).toEqual([]);
});

test("with more space nothing of a list is cut that is not cut without, and an edge follows the pointer", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openTokens(page);
  const cut = () => page.getByRole("row").locator("th, td, .cut, .mono").evaluateAll((all) =>
    all.filter((one) => one.textContent && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== "visible").map((one) => one.textContent));
  const before = await cut();
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
  await expect.poll(async () => (await cut()).filter((text) => !before.includes(text))).toEqual([]);
  const head = page.getByRole("columnheader", { name: "ID" });
  const at = (await head.boundingBox())!;
  await page.mouse.move(at.x + at.width - 3, at.y + 10);
  await page.mouse.down();
  await page.mouse.move(at.x + at.width + 57, at.y + 10, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => Math.abs((await head.boundingBox())!.width - at.width - 60)).toBeLessThan(10);
  // As soon as its style is gone, so is the room.
  await page.evaluate(() => { document.adoptedStyleSheets = []; });
  await expect(page.locator("html")).not.toHaveAttribute("data-wider");
});

test("what has the focus is in sight in a window of 320 by 256", async ({ page, sandbox }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  const token = await sandbox.some((token) => token.access.length > 0);
  await openToken(page, token.id);
  await page.getByRole("heading", { level: 1 }).focus();
  const hidden: string[] = [];
  for (let pressed = 0; pressed < 40; pressed += 1) {
    await page.keyboard.press("Tab");
    const covered = await page.evaluate(() => {
      const it = document.activeElement as HTMLElement;
      const { left, top, width, height } = it.getBoundingClientRect();
      const seen = [0.1, 0.5, 0.9].some((part) => {
        const found = document.elementFromPoint(left + width / 2, top + height * part);
        return !!found && (it.contains(found) || found.contains(it) || !!(it as HTMLInputElement).labels?.[0]?.contains(found));
      });
      return seen ? "" : `${it.tagName} ${it.getAttribute("aria-label") ?? it.textContent} at ${top}`;
    });
    if (covered) hidden.push(covered);
  }
  expect(hidden).toEqual([]);
});

test("in a low window the heads of the matrix scroll away, and lie over no cell that has the focus", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await page.goto("/acme/access?view=matrix");
  const grid = page.getByRole("grid", { name: "Permission matrix" });
  await expect(grid).toHaveAttribute("aria-rowcount", "42");
  await grid.getByRole("gridcell").nth(60).focus();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"]) {
    await page.keyboard.press(key);
    await expect.poll(() => page.evaluate(() => {
      const cell = document.activeElement!;
      const box = cell.getBoundingClientRect();
      return cell.matches("[data-cell]") && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === cell;
    })).toBe(true);
  }
});

test("on a phone a box is as high as a finger, and the first tick moves nothing", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openTokens(page);
  const box = page.getByRole("checkbox", { name: /^Select (?!all)/ }).first();
  const hit = (x: number, y: number) => box.evaluate((own, [x, y]) => {
    const { left, top, width, height } = own.getBoundingClientRect();
    return document.elementFromPoint(left + width / 2 + x, top + height / 2 + y) === own;
  }, [x, y]);
  for (const [x, y] of [[-20, -20], [20, 20], [-20, 20], [20, -20]]) expect(await hit(x, y), `${x} ${y}`).toBe(true);
  const before = await box.boundingBox();
  await box.check();
  await expect(page.getByRole("region", { name: "Selection" })).toBeInViewport();
  expect(await box.boundingBox()).toEqual(before);
  const all = (await page.getByRole("checkbox", { name: "Select all shown tokens" }).locator("..").boundingBox())!;
  expect(Math.min(all.width, all.height)).toBeGreaterThanOrEqual(44);
});

test("the box of a whole group stands above those of its permissions", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.some(([resource]) => resource.startsWith("organization")) || token.access.length > 3);
  await openToken(page, token.id);
  const group = page.getByRole("group").filter({ has: page.getByRole("button", { expanded: true }) }).first();
  const left = async (name: RegExp) => (await group.getByRole("checkbox", { name }).first().boundingBox())!.x;
  const whole = await left(/^All permissions on /);
  expect(Math.abs(whole - await left(/^(?!All )/))).toBeLessThan(160);
  expect(whole).toBeLessThan((await group.getByRole("button").first().boundingBox())!.x);
});

test("on a phone on its side what is unsaved stays in sight, and covers nothing that has the focus", async ({ page, sandbox }) => {
  await page.setViewportSize({ width: 844, height: 390 });
  const token = await sandbox.some((token) => token.access.length === 0);
  await openToken(page, token.id);
  await page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "write_teams", exact: true }).check();
  await expect(page.getByRole("button", { name: "Review changes" })).toBeInViewport({ ratio: 1 });
  for (let pressed = 0; pressed < 20; pressed += 1) {
    await page.keyboard.press("Tab");
    const covered = await page.evaluate(() => {
      const own = document.activeElement as HTMLElement;
      const { left, top, width, height } = own.getBoundingClientRect();
      const found = document.elementFromPoint(left + width / 2, top + height / 2);
      return !!found?.closest(".save-bar") && !own.closest(".save-bar") ? own.outerHTML.slice(0, 80) : "";
    });
    expect(covered).toBe("");
  }
});
