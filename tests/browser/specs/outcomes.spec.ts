// What a proxy may answer in place of the API, for each kind of call, and what the console says then.
import { type Locator, type Page } from "@playwright/test";
import { type Sandbox, expect, openToken, openTokens, test } from "../fixtures";

const HTML = "<!doctype html><title>Sign in</title><h1>Sign in</h1>";
const REFUSED = JSON.stringify({ code: "unauthorized", message: "bad token" });
const SIGNED_OUT = "You are signed out";

/** `signIn` tells whether signing in again may help, by method where that differs. */
interface Outcome { name: string; fault: object; says: string | RegExp; signIn: boolean | Record<string, boolean> }

const OUTCOMES: Outcome[] = [
  { name: "302 to the same origin", fault: { gateway: true, status: 302, headers: [["location", "/oauth2/sign_in"]] }, says: SIGNED_OUT, signIn: true },
  { name: "302 to another origin", fault: { gateway: true, status: 302, headers: [["location", "http://127.0.0.1:9/login"]] }, says: SIGNED_OUT, signIn: true },
  { name: "401 with {}", fault: { gateway: true, status: 401, body: "{}" }, says: SIGNED_OUT, signIn: true },
  { name: "401 with a page", fault: { gateway: true, status: 401, body: HTML }, says: SIGNED_OUT, signIn: true },
  { name: "401 of PlanetScale", fault: { status: 401, body: REFUSED }, says: "PlanetScale refused the console's token", signIn: false },
  { name: "403 of PlanetScale", fault: { status: 403, body: JSON.stringify({ code: "forbidden", message: "not allowed" }) }, says: /credential|not allowed|lacks/i, signIn: false },
  { name: "403 with a page", fault: { gateway: true, status: 403, body: HTML }, says: /list of allowed calls/, signIn: { GET: true, POST: true, DELETE: false } },
  { name: "200 with a page", fault: { gateway: true, status: 200, body: HTML }, says: /Something other than PlanetScale's API answered at .*: a web page/, signIn: true },
  { name: "200 with JSON of another shape", fault: { gateway: true, status: 200, body: '{"hello":"there"}' }, says: /Something other than PlanetScale's API answered|cannot be read/, signIn: false },
  { name: "no answer", fault: { gateway: true, broken: true, status: 200, body: "{}" }, says: /could not be reached|broke off|answer/i, signIn: false },
];

/** Does the call and says where its outcome is told. */
const CALLS: Record<string, { path: string; act: (page: Page, sandbox: Sandbox) => Promise<() => Promise<Locator>> }> = {
  GET: {
    path: "/service-tokens?",
    act: async (page) => async () => { await page.goto("/acme/tokens"); return page.getByRole("main"); },
  },
  POST: {
    path: "/service-tokens",
    act: async (page) => {
      await openTokens(page);
      await page.getByRole("button", { name: "New token" }).click();
      const form = page.getByRole("dialog", { name: "New service token" });
      return async () => { await form.getByRole("button", { name: "Create token" }).click(); return form; };
    },
  },
  DELETE: {
    path: "/service-tokens/",
    act: async (page, sandbox) => {
      const token = await sandbox.some((token) => token.access.length === 0);
      await openToken(page, token.id);
      await page.getByRole("button", { name: "Delete token" }).click();
      const dialog = page.getByRole("alertdialog", { name: "Delete token" });
      await dialog.getByRole("textbox", { name: "Type the token ID to confirm" }).fill(token.id);
      return async () => { await dialog.getByRole("button", { name: "Delete token" }).click(); return dialog; };
    },
  },
};

for (const [method, { path, act }] of Object.entries(CALLS)) {
  for (const outcome of OUTCOMES) {
    test(`${method}: ${outcome.name}`, async ({ page, sandbox, allowed }) => {
      allowed.console.push(/Failed to load resource|ERR_/, /request to http:..127.0.0.1:9.login/);
      test.setTimeout(60_000);
      const go = await act(page, sandbox);
      await sandbox.fault({ method, path, times: 20, ...outcome.fault });
      const place = await go();
      const alert = place.getByRole("alert").first();
      // Reading is tried again for a while.
      await expect(alert).toContainText(outcome.says, { timeout: 40_000 });
      await expect(alert.getByRole("link", { name: "Sign in again" })).toHaveCount((typeof outcome.signIn === "boolean" ? outcome.signIn : outcome.signIn[method]) ? 1 : 0);
      await expect(alert, "no source of a page is shown").not.toContainText("<");
      expect((await sandbox.tokens()).length, "nothing was done").toBe(40);
    });
  }

  test(`${method}: without a network it says so, and never that the sign-in ended`, async ({ page, sandbox, context, allowed }) => {
    allowed.console.push(/Failed to load resource|ERR_/);
    await openTokens(page);
    const go = await act(page, sandbox);
    if (method === "GET") {
      await context.setOffline(true);
      await page.getByRole("button", { name: "Refresh" }).click();
      await expect(page.getByRole("alert").first()).toContainText("offline");
    } else {
      await context.setOffline(true);
      await expect((await go()).getByRole("alert").first()).toContainText("offline");
    }
    await context.setOffline(false);
  });
}
