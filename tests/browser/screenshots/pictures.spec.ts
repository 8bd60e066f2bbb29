// Pictures of every page in every state, in .run/screenshots, and those of the README in docs/images.
import { openToken, openTokens, test } from "../fixtures";
import { LOOKS, STATES, open, settled } from "../states";

const WIDTHS = { 320: 640, 768: 1024, 1280: 800, 3840: 2160 };

for (const state of STATES) {
  test(state.name, async ({ page, sandbox, allowed }) => {
    test.setTimeout(120_000);
    await open(state, page, sandbox, allowed);
    for (const { name, media } of LOOKS) {
      await page.emulateMedia({ ...media, reducedMotion: "reduce" });
      for (const [width, height] of Object.entries(WIDTHS)) {
        await page.setViewportSize({ width: Number(width), height });
        await settled(page);
        await page.screenshot({ path: `../../.run/screenshots/${state.name}-${name}-${width.padStart(4, "0")}.png`, animations: "disabled", caret: "hide" });
      }
    }
  });
}

test("pictures of the README", async ({ page, sandbox }) => {
  await openTokens(page);
  await page.screenshot({ path: "../../docs/images/tokens.png", animations: "disabled", caret: "hide" });
  const token = await sandbox.some((token) => token.name === "ci-deploy" || token.access.length > 8);
  await page.emulateMedia({ colorScheme: "dark" });
  await openToken(page, token.id);
  await page.screenshot({ path: "../../docs/images/token-dark.png", animations: "disabled", caret: "hide" });
});
