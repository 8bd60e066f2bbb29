// Dates and numbers are the reader's; the words, and what programs read, stay as they are.
import { readFileSync } from "node:fs";
import { expect, openToken, openTokens, test } from "../fixtures";

interface Reader { locale: string; ago: RegExp; exact: RegExp; thousands: RegExp }

const READERS: Reader[] = [
  { locale: "de-DE", ago: /^vor \d+ \p{L}+\.?$/u, exact: /^\d\d\.\d\d\.\d{4}, \d\d:\d\d:\d\d UTC$/, thousands: /^\d\.\d{3} accesses$/ },
  { locale: "ja", ago: /前$/, exact: /^\d{4}\/\d\d\/\d\d \d+:\d\d:\d\d UTC$/, thousands: /^\d,\d{3} accesses$/ },
  { locale: "ar-EG", ago: /^قبل /, exact: /^[\u200f٠-٩/]+.*UTC|[٠-٩]{4}/u, thousands: /^[٠-٩]٬[٠-٩]{3} accesses$/ },
  { locale: "en-US", ago: /^\d+ (sec\.|min\.|hr\.|days?|mo\.|yr\.) ago$/, exact: /^[A-Z][a-z]{2} \d+, \d{4}, \d+:\d\d:\d\d\s[AP]M UTC$/, thousands: /^\d,\d{3} accesses$/ },
];

for (const { locale, ago, exact, thousands } of READERS) {
  test.describe(locale, () => {
    test.use({ locale });

    test(`times and numbers are written as in ${locale}`, async ({ page, sandbox }) => {
      await sandbox.reset({ tokens: 400 });
      await page.goto("/acme/tokens");
      // The status is what programs and people look for in every locale.
      await expect(page.getByText("400 of 400 tokens", { exact: true })).toBeVisible();
      const time = page.getByRole("table").locator("time").first();
      await expect(time).toHaveText(ago);
      await time.focus();
      await expect(page.getByRole("tooltip")).toHaveText(exact);
      await expect(time).toHaveAttribute("lang", locale);
      await expect(time).toHaveAttribute("datetime", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
      await expect(page.locator("html")).toHaveAttribute("lang", "en");
      await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
      await page.getByRole("link", { name: "Access report" }).click();
      await expect(page.getByRole("status").filter({ hasText: "accesses" })).toHaveText(thousands);
    });
  });
}

test.describe("files", () => {
  test.use({ locale: "ar-EG" });

  test("hold the same times and digits whoever saves them", async ({ page }) => {
    await openTokens(page);
    await page.getByRole("button", { name: "Export" }).click();
    const dialog = page.getByRole("dialog", { name: "Export" });
    const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Download" }).click()]);
    const text = readFileSync((await download.path())!, "utf8");
    expect(text).toMatch(/,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z,/);
    expect(text).not.toMatch(/[٠-٩]/);
  });
});

test("a time that has the focus is copied as programs write it", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openTokens(page);
  const time = page.getByRole("table").locator("time").first();
  const iso = (await time.getAttribute("datetime"))!;
  await time.focus();
  await expect(page.getByRole("tooltip")).toHaveText(/UTC$/);
  await page.keyboard.press("Control+C");
  const search = page.getByRole("searchbox", { name: "Search tokens" });
  await search.focus();
  await page.keyboard.press("Control+V");
  await expect(search).toHaveValue(iso);
});

test("a browser without these formats shows plain times and digits", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 400 });
  await page.addInitScript(() => {
    for (const name of ["DateTimeFormat", "NumberFormat", "RelativeTimeFormat"]) delete (Intl as any)[name];
  });
  await page.goto("/acme/tokens");
  const time = page.getByRole("table").locator("time").first();
  await expect(time).toHaveText(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  await time.focus();
  await expect(page.getByRole("tooltip")).toHaveText(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  await page.getByRole("link", { name: "Access report" }).click();
  await expect(page.getByRole("status").filter({ hasText: "accesses" })).toHaveText(/^\d{4} accesses$/);
});

test("one of something is not told as many", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0);
  await openToken(page, token.id);
  await page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "read_invoices" }).check();
  await page.getByRole("button", { name: "Review changes" }).click();
  await page.getByRole("dialog", { name: "Review changes" }).getByRole("button", { name: "Apply changes" }).click();
  await expect(page.getByRole("status").filter({ hasText: "applied" })).toContainText("1 change applied");
});
