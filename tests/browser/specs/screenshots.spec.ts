// Pictures for the README: SCREENSHOTS=1.
import { openToken, openTokens, test } from "../fixtures";

test("pictures", async ({ page, sandbox }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await sandbox.reset({ tokens: 40 });
  await openTokens(page);
  await page.screenshot({ path: "../../docs/images/tokens.png" });
  const token = await sandbox.some((token) => token.name === "ci-deploy" || token.access.length > 8);
  await openToken(page, token.id);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await page.waitForTimeout(300);
  await page.screenshot({ path: "../../docs/images/token-dark.png" });
});
