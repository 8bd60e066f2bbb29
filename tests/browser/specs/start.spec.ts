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

for (const kind of ["token", "report"] as const) {
  test(`what a page is about is asked for before the program is there, and only once: ${kind}`, async ({ page, sandbox }) => {
    const token = (await sandbox.tokens())[0];
    const [address, path] = kind === "token"
      ? [`/acme/tokens/${token.id}`, `/api/v1/organizations/acme/service-tokens/${token.id}`]
      : ["/acme/access", "/api/v1/organizations/acme/service-tokens?page=1&per_page=100"];
    let release = () => {};
    const held = new Promise<void>((resolve) => { release = resolve; });
    await page.route("**/*.wasm", async (route) => { await held; await route.continue(); });
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url().replace(sandbox.address, "")));
    await page.goto(address, { waitUntil: "commit" });
    await expect.poll(() => asked).toContain(path);
    release();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(kind === "token" ? token.name ?? "Unnamed token" : "Access report");
    if (kind === "token") await expect.poll(() => asked.some((one) => one.includes("/databases?page=1&"))).toBe(true);
    else await expect(page.getByRole("table", { name: "Access report" })).toBeVisible();
    expect(asked.filter((one) => one === path)).toHaveLength(1);
  });
}

test("a token that is not there costs no more than being asked for", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/404/);
  await page.goto("/acme/tokens/none-such");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Token not found");
  // What is asked for next is the list, for whoever goes there.
  await page.getByRole("main").getByRole("link").first().click();
  await expect(page.getByText("40 of 40 tokens", { exact: true })).toBeVisible();
  const asked = (await sandbox.log()).map(({ path }) => path.replace(/^.*\/organizations/, "").replace(/\?.*/, ""));
  expect(asked.slice(0, -1).sort()).toEqual(["", "/acme/service-tokens/none-such"]);
  expect(asked.at(-1)).toBe("/acme/service-tokens");
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

test("a program that does not come is told, also when the tokens come after that", async ({ page, allowed }) => {
  allowed.console.push(/Failed to load resource/);
  await page.addInitScript(() => sessionStorage.setItem("stc:reloaded", String(Date.now())));
  let release = () => {};
  const held = new Promise<void>((resolve) => { release = resolve; });
  await page.route(LIST, async (route) => { await held; await route.continue(); });
  await page.route(/_bg\.wasm$/, (route) => route.abort());
  await page.goto("/acme/tokens", { waitUntil: "commit" });
  await expect(page.getByRole("alert")).toContainText("The console could not be loaded");
  const answered = page.waitForResponse(LIST);
  release();
  await (await answered).finished();
  await expect(page.getByRole("alert")).toContainText("The console could not be loaded");
  await expect(page.getByRole("table")).toHaveCount(0);
});

test("a page whose first script was replaced by a newer version says to reload", async ({ page, allowed }) => {
  allowed.console.push(/404|integrity|preload/);
  await page.route("**/boot*.js", (route) => route.fulfill({ status: 404, body: "gone" }));
  await page.goto("/acme/tokens");
  await expect(page.getByText("reload the page, as a newer version may have taken its place")).toBeVisible({ timeout: 15_000 });
});
