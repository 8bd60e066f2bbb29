// A real sign-in: oauth2-proxy in front of nginx, or asked by nginx, with dex as the identity provider.
import { type Locator, type Page } from "@playwright/test";
import { expect, raw, test as base } from "./fixtures";
import { dex, freePort, oauth2Proxy } from "./servers";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DEPLOY } from "./servers";

const CONFIG = JSON.parse(readFileSync(join(DEPLOY, "oauth2-proxy/config.json"), "utf8"));

interface Way { address: string; issuer: string }

const KINDS = ["front", "asked", "caddied"] as const;
type Kind = (typeof KINDS)[number];

const test = base.extend<{}, { ways: (kind: Kind) => Promise<Way> }>({
  ways: [async ({ deployment }, use) => {
    const made = new Map<Kind, Promise<Way>>();
    const start = async (kind: Kind): Promise<Way> => {
      const [port, proxy] = [await freePort(), await freePort()];
      const address = `http://localhost:${port}`;
      const people = deployment.keep(await dex(address));
      if (kind === "front") {
        const server = await deployment.nginx({ config: CONFIG });
        deployment.keep(await oauth2Proxy(port, "front", address, people.issuer, `http://127.0.0.1:${server.port}`));
      } else {
        deployment.keep(await oauth2Proxy(proxy, "auth-request", address, people.issuer));
        const choice = { config: CONFIG, port, oauth2Proxy: `127.0.0.1:${proxy}`, environment: { SSL_CERT_FILE: deployment.upstream.ca } };
        await (kind === "asked" ? deployment.nginx(choice) : deployment.caddy(choice));
      }
      return { address, issuer: people.issuer };
    };
    await use((kind) => {
      const way = made.get(kind) ?? start(kind);
      made.set(kind, way);
      return way;
    });
  }, { scope: "worker", timeout: 60_000 }],
  baseURL: async ({}, use) => { await use("http://localhost"); },
});

/** At the identity provider's page. */
async function signIn(page: Page, way: Way, who: "ada" | "grace") {
  await page.waitForURL((url) => url.origin === way.issuer);
  await page.getByRole("textbox", { name: /email/i }).fill(`${who}@example.com`);
  await page.getByLabel("Password").fill("password");
  await page.getByRole("button", { name: "Login" }).click();
  await page.waitForURL((url) => url.origin === way.address);
}

/** In the tab that "Sign in again" opens; it comes to the same address, and this page stays as it is. */
async function signInAgain(page: Page, where: Locator, way: Way, who: "ada" | "grace", path: string) {
  const [other] = await Promise.all([page.waitForEvent("popup"), where.getByRole("link", { name: "Sign in again" }).click()]);
  await signIn(other, way, who);
  await expect(other).toHaveURL(`${way.address}${path}`);
  await expect(other.getByRole("banner")).toContainText(who);
  await other.close();
}

const invoices = (page: Page) => page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "read_invoices" });

for (const kind of KINDS) {
  test.describe(kind, () => {
    test.beforeEach(({ allowed }) => { allowed.console.push(/request to/, /401/, /ERR_/, /dex|5556|theme|favicon/i); });

    test("signing in leads to the address that was asked for, and shows who it is", async ({ page, sandbox, ways }) => {
      const way = await ways(kind);
      await page.goto(`${way.address}/acme/tokens?q=deploy`);
      await signIn(page, way, "ada");
      await expect(page).toHaveURL(`${way.address}/acme/tokens?q=deploy`);
      await expect(page.getByText(/of 40 tokens$/)).toBeVisible();
      await expect(page.getByRole("banner")).toContainText("ada@example.com");
      await page.getByRole("banner").getByRole("link", { name: "Sign out" }).click();
      await expect(page.getByRole("button", { name: "Login" })).toBeVisible();
      expect(new URL(page.url()).origin).toBe(way.issuer);
      void sandbox;
    });

    test("an ended session is 401 to a call, whatever it is", async ({ sandbox, deployment, ways }) => {
      const way = await ways(kind);
      for (const [method, path] of [["GET", "/service-tokens"], ["POST", "/service-tokens"], ["DELETE", "/service-tokens/abc"]] as const) {
        const answer = await raw(way.address, method, `/api/v1/organizations/acme${path}`, { accept: "application/json", "x-requested-with": "XMLHttpRequest", "content-type": "application/json", "sec-fetch-site": "same-origin" });
        expect([answer.status, answer.headers["x-console-upstream"]], `${method} ${path}`).toEqual([401, undefined]);
      }
      expect(deployment.arrived).toEqual([]);
      void sandbox;
    });

    test("after an ended session the same page comes back with its unsaved changes", async ({ page, context, sandbox, ways }) => {
      const way = await ways(kind);
      const token = await sandbox.some((token) => token.access.length === 0);
      await page.goto(`${way.address}/acme/tokens/${token.id}`);
      await signIn(page, way, "ada");
      await invoices(page).check();
      await expect(page.getByText(/^1 unsaved change/)).toBeVisible();
      await context.clearCookies();
      await page.getByRole("button", { name: "Review changes" }).click();
      const review = page.getByRole("dialog", { name: "Review changes" });
      await review.getByRole("button", { name: "Apply changes" }).click();
      await expect(review.getByRole("alert")).toContainText("signed out");
      expect(await sandbox.writes()).toEqual([]);
      await signInAgain(page, review, way, "ada", `/acme/tokens/${token.id}`);
      await review.getByRole("button", { name: "Apply changes" }).click();
      await expect(page.getByText("0 unsaved changes")).toBeVisible();
      expect((await sandbox.token(token.id))!.access).toEqual([["", "read_invoices"]]);
    });

    test("somebody else signing in keeps the unsaved changes and is told so", async ({ page, context, sandbox, ways }) => {
      const way = await ways(kind);
      const token = await sandbox.some((token) => token.access.length === 0);
      await page.goto(`${way.address}/acme/tokens/${token.id}`);
      await signIn(page, way, "ada");
      await expect(page.getByRole("banner")).toContainText("ada@example.com");
      await invoices(page).check();
      await expect(page.getByText(/^1 unsaved change/)).toBeVisible();
      await context.clearCookies();
      await page.getByRole("button", { name: "Review changes" }).click();
      const review = page.getByRole("dialog", { name: "Review changes" });
      await review.getByRole("button", { name: "Apply changes" }).click();
      await signInAgain(page, review, way, "grace", `/acme/tokens/${token.id}`);
      await expect(page.getByRole("status").filter({ hasText: "Signed in as grace@example.com" })).toContainText("ada@example.com");
      await expect(invoices(page)).toBeChecked();
    });
  });
}

test("a program that is redirected to a sign-in is told on the page", async ({ page, context, sandbox, ways, allowed }) => {
  const asked = await ways("asked");
  allowed.console.push(/./);
  await page.goto(`${asked.address}/acme/tokens`);
  await signIn(page, asked, "ada");
  await expect(page.getByText(/of 40 tokens$/)).toBeVisible();
  // The page is still there, its program is asked for anew with no session.
  await page.route(/_bg\.wasm$/, async (route) => { await context.clearCookies(); await route.continue(); });
  await page.route((url) => url.origin === asked.address && url.pathname === "/acme/tokens", async (route, request) => {
    if (request.isNavigationRequest() && (await context.cookies()).length === 0) await route.abort(); else await route.continue();
  });
  await page.evaluate(() => sessionStorage.setItem("stc:reloaded", String(Date.now())));
  await page.reload();
  await expect(page.getByRole("alert")).toContainText("The console could not be loaded");
  await expect(page.getByRole("alert")).toContainText("the sign-in has ended");
  void sandbox;
});
