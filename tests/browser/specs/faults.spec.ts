import { accessible, expect, openToken, openTokens, startSandbox, test } from "../fixtures";

const HTML = "<!doctype html><title>Sign in</title><h1>Sign in</h1>";

test.beforeEach(({ allowed }) => { allowed.console.push(/Failed to load resource|ERR_/); });

for (const [name, session] of [["401", { state: "ended" }], ["a redirect", { state: "ended", redirects: true }]] as const) {
  test(`an ended sign-in (${name}) is told while loading, and nothing is lost`, async ({ page, sandbox }) => {
    await sandbox.config({ signInUrl: "/oauth2/start?rd={path}" });
    await sandbox.session(session);
    await page.goto("/acme/tokens?q=deploy");
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("You are signed out");
    await expect(alert.getByRole("link", { name: "Sign in again" })).toHaveAttribute("href", "/oauth2/start?rd=%2Facme%2Ftokens%3Fq%3Ddeploy");
    await accessible(page);
    await sandbox.session({ state: "active" });
    await alert.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByText(/of 40 tokens$/)).toBeVisible();
    await expect(page.getByRole("searchbox", { name: "Search tokens" })).toHaveValue("deploy");
  });
}

test("a sign-in that ends while changes are applied keeps what was not done", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0);
  await openToken(page, token.id);
  await page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "read_invoices" }).check();
  await page.getByRole("button", { name: "Review changes" }).click();
  await sandbox.session({ state: "ended" });
  const review = page.getByRole("dialog", { name: "Review changes" });
  await review.getByRole("button", { name: "Apply changes" }).click();
  await expect(review.getByRole("link", { name: "Sign in again" })).toBeVisible();
  await sandbox.session({ state: "active" });
  await review.getByRole("button", { name: "Apply changes" }).click();
  await expect(review).toBeHidden();
  expect((await sandbox.token(token.id))!.access).toEqual([["", "read_invoices"]]);
});

test("the console's own credential refused is not the reader's fault", async ({ page, sandbox }) => {
  await sandbox.change({ do: "credential", is: "wrong" });
  await page.goto("/acme/tokens");
  await expect(page.getByRole("alert").first()).toContainText("PlanetScale refused the console's token");
  await expect(page.getByRole("link", { name: "Sign in again" })).toHaveCount(0);
});

test("a credential that lacks a permission is told which one", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0);
  await openToken(page, token.id);
  await sandbox.change({ do: "credential", is: "read-only" });
  await page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "read_invoices" }).check();
  await page.getByRole("button", { name: "Review changes" }).click();
  const review = page.getByRole("dialog", { name: "Review changes" });
  await review.getByRole("button", { name: "Apply changes" }).click();
  await expect(review.getByRole("alert")).toContainText("write_service_tokens");
});

test("a page in place of the API is recognized", async ({ page, sandbox }) => {
  await sandbox.fault({ method: "GET", path: "/service-tokens", status: 200, body: HTML, times: 1 });
  await page.goto("/acme/tokens");
  await expect(page.getByRole("alert")).toContainText("Something other than PlanetScale's API answered");
  await expect(page.getByRole("alert")).not.toContainText("<");
  await expect(page.getByRole("alert").getByRole("link", { name: "Sign in again" })).toBeVisible();
  await page.getByRole("alert").getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("40 of 40 tokens", { exact: true })).toBeVisible();
});

test("a rate limit is waited out", async ({ page, sandbox }) => {
  await sandbox.fault({ method: "GET", path: "/service-tokens", status: 429, headers: [["retry-after", "1"]], body: '{"code":"rate_limited","message":"Slow down"}' });
  await openTokens(page);
  expect((await sandbox.log()).filter((call) => call.status === 429).length).toBe(1);
});

test("a server that fails once is asked again; one that keeps failing is reported", async ({ page, sandbox }) => {
  await sandbox.fault({ method: "GET", path: "/service-tokens", status: 502, headers: [["retry-after", "0"]], body: HTML, times: 2 });
  await openTokens(page);
  await sandbox.fault({ method: "GET", path: "/service-tokens", status: 500, body: HTML, times: 50 });
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByRole("alert")).toContainText("The server failed with status 500");
  await expect(page.getByText("40 of 40 tokens · partial")).toBeVisible();
  await sandbox.heal();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("40 of 40 tokens", { exact: true })).toBeVisible();
});

test("an answer of another shape is told by what is wrong with it", async ({ page, sandbox }) => {
  await sandbox.fault({ method: "GET", path: "/service-tokens", status: 200, body: '{"data":[{"id":""}]}' });
  await page.goto("/acme/tokens");
  await expect(page.getByRole("alert")).toContainText("a token has no usable id");
});

test("a list that breaks off after its first pages is partial", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 350 });
  await sandbox.fault({ method: "GET", path: "page=3&", status: 500, body: HTML, times: 50 });
  await page.goto("/acme/tokens");
  await expect(page.getByText("200 of 350 tokens · partial")).toBeVisible();
  await expect(page.getByRole("alert")).toContainText("Loaded the first 200 tokens only; there are 350");
  await expect(page.getByRole("alert")).toContainText("500");
});

test("a wrong configuration names the key, the value and what is allowed", async ({ page, sandbox }) => {
  await sandbox.config({ signInUrl: "javascript:alert(1)" });
  await page.goto("/");
  await expect(page.getByRole("alert")).toContainText('"signInUrl" is "javascript:alert(1)"');
  await expect(page.getByRole("alert")).toContainText("https://");
  await accessible(page);
});

test("without JavaScript the page says what is needed", async ({ browser, sandbox }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(sandbox.address);
  expect(await page.locator("noscript").textContent()).toContain("JavaScript is off");
  await context.close();
});

test("a missing program is told after one reload, never a white page", async ({ page, allowed }) => {
  allowed.console.push(/integrity/);
  let loads = 0;
  page.on("framenavigated", () => { loads += 1; });
  await page.route(/_bg\.wasm$/, (route) => route.fulfill({ status: 404, body: "gone" }));
  await page.goto("/acme/tokens");
  await expect(page.getByRole("alert")).toContainText("The console could not be loaded");
  expect(loads).toBe(2);
});

test("WebAssembly forbidden by the server's policy is told", async ({ page, allowed }) => {
  allowed.console.push(/content security policy|Content Security Policy/);
  await page.route((url) => url.pathname.endsWith("/acme/tokens"), async (route) => {
    const answer = await route.fetch();
    const headers = answer.headers();
    headers["content-security-policy"] = headers["content-security-policy"].replace("'wasm-unsafe-eval'", "");
    await route.fulfill({ response: answer, headers });
  });
  await page.goto("/acme/tokens");
  await expect(page.getByRole("alert")).toContainText("forbids WebAssembly");
});

for (const base of ["/console/", "/a/b/"]) {
  test(`one build serves under ${base}`, async ({ browser }) => {
    const { sandbox, stop } = await startSandbox("--base", base);
    try {
      const page = await browser.newPage();
      const addresses: string[] = [];
      page.on("request", (request) => addresses.push(new URL(request.url()).pathname));
      await page.goto(`${sandbox.address}${base}acme/tokens?filter=expired`);
      await expect(page.getByText("4 of 40 tokens")).toBeVisible();
      await page.getByRole("table").getByRole("link").first().click();
      await expect(page.getByText("0 unsaved changes")).toBeVisible();
      await page.reload();
      await expect(page.getByText("0 unsaved changes")).toBeVisible();
      expect(addresses.filter((path) => !path.startsWith(base))).toEqual([]);
      await page.goto(sandbox.address + base.slice(0, -1));
      await expect(page.getByRole("heading", { level: 1, name: "Organizations" })).toBeVisible();
      await page.close();
    } finally {
      stop();
    }
  });
}

test("nothing is asked of the API twice, although the first questions are asked before the program is there", async ({ page, sandbox }) => {
  await openTokens(page);
  const asked = (await sandbox.log()).map((call) => `${call.method} ${call.path}`);
  expect(asked.length).toBe(2);
  expect(new Set(asked).size).toBe(2);
});
