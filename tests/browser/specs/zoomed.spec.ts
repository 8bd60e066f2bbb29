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
