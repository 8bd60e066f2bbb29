// How the console starts: what is asked for before the program runs, and what is kept of the last visit for that.
import { expect, openTokens, test } from "../fixtures";

const LIST = /\/service-tokens\?page=1&per_page=100$/;
const KEY = "stc:api";

test("a later visit asks for the tokens without waiting for the configuration, and only once", async ({ page, sandbox }) => {
  await openTokens(page);
  expect(await page.evaluate((key) => localStorage.getItem(key), KEY)).toBe('["api/v1",true]');
  await sandbox.reset();
  let release = () => {};
  const held = new Promise<void>((resolve) => { release = resolve; });
  await page.route("**/config.json", async (route) => { await held; await route.continue(); });
  const asked = page.waitForRequest(LIST);
  await page.goto("/acme/tokens", { waitUntil: "commit" });
  await asked;
  release();
  await expect(page.getByText("40 of 40 tokens", { exact: true })).toBeVisible();
  const calls = (await sandbox.log()).map((call) => call.path);
  expect(calls.filter((path) => LIST.test(path))).toHaveLength(1);
  expect(calls.filter((path) => path.endsWith("/organizations?page=1&per_page=100"))).toHaveLength(1);
});

for (const [name, kept] of [
  ["another address of the API", '["elsewhere/v1",true]'],
  ["another server", '["https://elsewhere.example/v1",true]'],
  ["nothing that makes sense", '{"'],
] as const) {
  test(`what is kept of the last visit may be wrong: ${name}`, async ({ page, allowed }) => {
    allowed.console.push(/404/);
    await page.addInitScript(([key, kept]) => {
      if (!sessionStorage.getItem("kept")) localStorage.setItem(key!, kept!);
      sessionStorage.setItem("kept", "once");
    }, [KEY, kept]);
    await openTokens(page);
    expect(await page.evaluate((key) => localStorage.getItem(key), KEY)).toBe('["api/v1",true]');
  });
}

test("the chosen look is there before anything is drawn", async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem("stc:theme", "dark"));
  let release = () => {};
  const held = new Promise<void>((resolve) => { release = resolve; });
  await page.route(/_bg\.wasm$/, async (route) => { await held; await route.continue(); });
  await page.goto("/acme/tokens", { waitUntil: "commit" });
  await expect(page.getByText("Starting…")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  release();
  await expect(page.getByText("40 of 40 tokens", { exact: true })).toBeVisible();
});
