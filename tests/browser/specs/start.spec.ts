// How the console starts: what is asked for before the program runs, and what is kept of the last visit for that.
import { expect, openTokens, test } from "../fixtures";

const LIST = /\/service-tokens\?page=1&per_page=100$/;
const KEY = "stc:api";

test("the tokens are asked for without waiting for the configuration, and only once", async ({ page, sandbox }) => {
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

test("another address of the API is kept for the next visit", async ({ page }) => {
  await page.route("**/config.json", (route) => route.fulfill({ json: { apiBase: "elsewhere/v1" } }));
  await page.route("**/elsewhere/v1/**", (route) => route.continue({ url: route.request().url().replace("/elsewhere/", "/api/") }));
  await openTokens(page);
  expect(await page.evaluate((key) => localStorage.getItem(key), KEY)).toBe('["elsewhere/v1",true]');
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await openTokens(page);
  expect(asked.filter((path) => path.startsWith("/api/"))).toEqual([]);
  expect(asked.filter((path) => path.endsWith("/service-tokens"))).toEqual(["/elsewhere/v1/organizations/acme/service-tokens"]);
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
