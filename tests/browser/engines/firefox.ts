// Firefox, by WebDriver BiDi.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer, { type ElementHandle } from "puppeteer-core";
import type { Engine } from "./engine";
import { CENTER, FIND, type Sought, WATCH, plain, settled } from "./finder";

export async function firefox(): Promise<Engine> {
  const kept = mkdtempSync(join(tmpdir(), "firefox-"));
  const browser = await puppeteer.launch({
    browser: "firefox", executablePath: process.env.FIREFOX!, headless: true, userDataDir: join(kept, "profile"),
    env: { ...process.env, HOME: kept },
    extraPrefsFirefox: { "browser.download.folderList": 2, "browser.download.dir": kept, "intl.accept_languages": "en-GB", "dom.disable_beforeunload": false, "dom.require_user_interaction_for_beforeunload": false },
  });
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  await page.evaluateOnNewDocument(WATCH);
  let asked = 0;
  page.on("dialog", (dialog) => { asked += 1; void dialog.accept(); });
  const element = async (sought: Sought): Promise<ElementHandle> => {
    const found = (await page.evaluateHandle(FIND, plain(sought))).asElement();
    if (!found) throw new Error(`not found: ${JSON.stringify(plain(sought))}`);
    return found as ElementHandle;
  };
  return {
    version: await browser.version(),
    asked: () => asked,
    open: async (address) => { await page.goto(address); },
    evaluate: (work, ...given) => page.evaluate(work as any, ...given) as any,
    click: (sought) => settled(async () => {
      const found = await element(sought);
      await found.evaluate(CENTER);
      await found.click();
    }),
    write: async (sought, text) => {
      const field = await element(sought);
      await field.evaluate((one: any) => { one.focus(); one.select(); });
      await page.keyboard.press("Backspace");
      await field.type(text);
    },
    press: (key) => page.keyboard.press(key),
    reload: async () => { await page.reload(); },
    back: async () => { await page.goBack(); },
    close: async () => { await browser.close(); rmSync(kept, { recursive: true, force: true }); },
  };
}
