// What screen readers are told without being asked: what changes, at most one message a second.
import type { Page } from "@playwright/test";
import { expect, openToken, openTokens, test } from "../fixtures";

/** How late a message may be at most, in milliseconds, before it is noted. */
const LATE = 400;

/** Notes when the text of a region that is spoken changes. */
async function listening(page: Page) {
  await page.evaluate(() => {
    const heard: [number, string][] = (window as any).heard = [];
    const live = (node: Node | null): Element | null => {
      const element = node instanceof Element ? node : node?.parentElement ?? null;
      const region = element?.closest("[aria-live], [role=status], [role=alert], [role=log]") ?? null;
      return region?.getAttribute("aria-live") === "off" ? null : region;
    };
    new MutationObserver((changes) => {
      const regions = new Set(changes.map((change) => live(change.target)).filter((region) => region !== null));
      for (const region of regions) if (region!.textContent) heard.push([performance.now(), region!.textContent]);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

const heard = (page: Page) => page.evaluate(() => (window as any).heard as [number, string][]);

async function never_hurried(page: Page, last: string) {
  await expect.poll(async () => (await heard(page)).at(-1)?.[1]).toContain(last);
  const all = await heard(page);
  // What is said a moment late, because the machine is busy, is nearer to what follows; it does not follow sooner.
  for (const [from, [first]] of all.entries()) {
    for (const [to, [last]] of all.entries()) {
      if (to > from) expect(last - first, JSON.stringify(all)).toBeGreaterThan((to - from) * 1_000 - LATE);
    }
  }
  return all;
}

test("a search that is typed is told at most once a second, and its end is told", async ({ page }) => {
  await openTokens(page);
  await listening(page);
  const search = page.getByRole("searchbox", { name: "Search tokens" });
  await search.pressSequentially("ci-deploy and then nothing", { delay: 120 });
  await never_hurried(page, "Tokens shown: 0");
  await page.getByRole("button", { name: "Clear search and filters" }).click();
  await never_hurried(page, "Tokens shown: 40");
});

test("boxes that are ticked quickly are told at most once a second", async ({ page, sandbox }) => {
  await openToken(page, (await sandbox.some((token) => token.access.length === 0)).id);
  await listening(page);
  const boxes = page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: /^(read|write)_/ });
  for (let at = 0; at < 8; at += 1) await boxes.nth(at).check();
  await expect(page.getByText("8 unsaved changes")).toBeVisible();
  const all = await never_hurried(page, "Changes not saved: 8");
  expect(all.length).toBeLessThan(8);
});

test("pages that come in are not told one by one, their end is", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 2_000 });
  await openTokensLater(page);
  await never_hurried(page, "Tokens shown: 2,000");
  expect((await heard(page)).length).toBeLessThanOrEqual(2);
});

async function openTokensLater(page: Page) {
  await page.goto("/settings");
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await listening(page);
  await page.getByRole("link", { name: "Tokens", exact: true }).click();
  await expect(page.getByText("2000 of 2000 tokens")).toBeVisible({ timeout: 20_000 });
}

test("what was done is told where it is seen", async ({ page, sandbox }) => {
  await openToken(page, (await sandbox.some((token) => token.access.length === 0)).id);
  await page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "read_invoices" }).check();
  await page.getByRole("button", { name: "Review changes" }).click();
  await listening(page);
  await page.getByRole("button", { name: "Apply changes" }).click();
  await expect.poll(async () => (await heard(page)).map(([, text]) => text).join(" | ")).toContain("1 change applied");
});
