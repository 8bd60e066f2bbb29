// Pictures of every page in every state, in .run/screenshots, and those of the README in docs/images.
import type { Page } from "@playwright/test";
import { NOW, expect, openToken, openTokens, startSandbox, test } from "../fixtures";
import { LOOKS, STATES, forty, open, settled } from "../states";

const STILL = { animations: "disabled", caret: "initial" } as const;

/** The caret cannot be hidden in forced colours, so it is always there, and does not blink. */
async function still(page: Page) {
  await settled(page);
  await page.evaluate(() => {
    // The policy forbids a style element, not this.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { caret-animation: manual !important; }");
    document.adoptedStyleSheets = [sheet];
  });
  await settled(page);
}

const WIDTHS = { 320: 640, 768: 1024, 1280: 800, 3840: 2160 };

for (const state of STATES) {
  test(state.name, async ({ page, sandbox, allowed }) => {
    test.setTimeout(120_000);
    await open(state, page, sandbox, allowed);
    for (const { name, media } of LOOKS) {
      await page.emulateMedia({ ...media, reducedMotion: "reduce" });
      for (const [width, height] of Object.entries(WIDTHS)) {
        await page.setViewportSize({ width: Number(width), height });
        await still(page);
        await page.screenshot({ path: `../../.run/screenshots/${state.name}-${name}-${width.padStart(4, "0")}.png`, ...STILL });
      }
    }
  });
}

test("pictures of the README", async ({ page, sandbox }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.clock.setFixedTime(NOW);
  const picture = async (name: string) => {
    await still(page);
    await page.screenshot({ path: `../../docs/images/${name}.png`, ...STILL });
  };
  await openTokens(page);
  await picture("tokens");
  const token = await sandbox.some((token) => token.name === "ci-deploy");
  await page.emulateMedia({ colorScheme: "dark" });
  await openToken(page, token.id);
  const organization = page.getByRole("group", { name: "Organization", exact: true });
  await organization.getByRole("checkbox", { name: "read_audit_logs" }).click();
  await organization.getByRole("checkbox", { name: "delete_databases" }).click();
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.mouse.move(0, 0);
  await picture("token-dark");
  await page.emulateMedia({ colorScheme: "light" });
  page.on("dialog", (dialog) => void dialog.accept());
  await openToken(page, (await forty(sandbox)).id);
  await expect(page.getByText("Access on 40 of 500 databases")).toBeVisible();
  await picture("databases");
});

test("pictures of the documentation", async ({ browser }) => {
  test.setTimeout(240_000);
  const { sandbox, stop } = await startSandbox("--story");
  try {
    await sandbox.reset();
    for (const colorScheme of ["light", "dark"] as const) {
      const context = await browser.newContext({ baseURL: sandbox.address, colorScheme, reducedMotion: "reduce", viewport: { width: 1280, height: 800 } });
      const page = await context.newPage();
      await page.clock.setFixedTime(NOW);
      const picture = async (name: string) => {
        await page.mouse.move(0, 0);
        await still(page);
        await page.screenshot({ path: `../../docs/images/${name}-${colorScheme}.png`, ...STILL });
      };
      const pages: [string, string, () => Promise<void>][] = [
        ["findings", "/northwind/findings", () => expect(page.getByRole("table", { name: "Findings" }).getByRole("row").nth(3)).toBeVisible()],
        ["matrix", "/northwind/access?view=matrix", () => expect(page.getByRole("gridcell").first()).toBeVisible()],
        ["who", "/northwind/who?permission=*&on=db%3Aorders", () => expect(page.getByRole("table", { name: "Tokens that can" }).getByRole("row").nth(2)).toBeVisible()],
      ];
      for (const [name, address, shown] of pages) {
        await page.goto(address);
        await shown();
        await picture(name);
      }
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto("/northwind/findings");
      await expect(page.getByRole("table", { name: "Findings" }).getByRole("row").nth(3)).toBeVisible();
      await picture("findings-phone");
      await context.close();
    }
  } finally {
    stop();
  }
});
