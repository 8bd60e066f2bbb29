// What somebody meets who is here for the first time: each page tells what to do next, with the exact permission
// or setting that is missing.
import { readFileSync } from "node:fs";
import { type Locator, type Page } from "@playwright/test";
import { type Sandbox, accessible, expect, openToken, openTokens, test } from "../fixtures";

const HTML = "<!doctype html><title>Hello</title><h1>It works!</h1>";

test("an organization without tokens offers the first one", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 0 });
  await page.goto("/acme/tokens");
  await expect(page.getByText("No service tokens yet")).toBeVisible();
  await expect(page.getByText("0 of 0 tokens")).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "Create the first token" }).click();
  await expect(page.getByRole("dialog", { name: "New service token" })).toBeVisible();
});

test("a read-only console without tokens offers none, and says why", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 0 });
  await sandbox.config({ readOnly: true });
  await page.goto("/acme/tokens");
  await expect(page.getByText("This console is read-only. Create tokens in PlanetScale")).toBeVisible();
  await expect(page.getByRole("button", { name: "Create the first token" })).toHaveCount(0);
});

test("a report without access tells how access comes there; a search without result is undone in one click", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 3, accesses: 0 });
  await page.goto("/acme/access");
  await expect(page.getByText("No access yet")).toBeVisible();
  await page.getByRole("link", { name: "All service tokens" }).click();
  await expect(page.getByText("3 of 3 tokens")).toBeVisible();
  await sandbox.reset();
  await page.goto("/acme/access?q=nothing-is-called-so&only=unknown");
  await expect(page.getByText("No access matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear search and filters" }).click();
  await expect(page.getByRole("table", { name: "Access report" })).toBeVisible();
  await expect(page).toHaveURL(/\/acme\/access$/);
});

test.describe("a credential that lacks a permission", () => {
  test.beforeEach(({ allowed }) => { allowed.console.push(/404/); });

  const lacks = (sandbox: Sandbox, path: string) => sandbox.fault({
    method: "GET", path, status: 404, times: 50, body: JSON.stringify({ code: "not_found", message: "Not Found" }),
  });

  test("read_organization: no organization is seen", async ({ page, sandbox }) => {
    await sandbox.reset({ organizations: 0 });
    await page.goto("/");
    await expect(page.getByRole("main")).toContainText("Give it read_organization");
  });

  test("read_organization: the organization that the configuration names works without it", async ({ page, sandbox }) => {
    await sandbox.config({ organizations: ["acme"] });
    await lacks(sandbox, "organizations?");
    await page.goto("/");
    await expect(page.getByText("40 of 40 tokens")).toBeVisible();
  });

  test("read_service_tokens: the list, the report and a token's page", async ({ page, sandbox }) => {
    const { id } = await sandbox.some(() => true);
    await lacks(sandbox, "/service-tokens");
    for (const path of ["/acme/tokens", "/acme/access"]) {
      await page.goto(path);
      await expect(page.getByRole("alert")).toContainText("the console's token needs read_service_tokens");
      await expect(page.getByText(/^No (access|service tokens|token)/), "nothing is claimed that nobody knows").toHaveCount(0);
    }
    await page.goto(`/acme/tokens/${id}`);
    await expect(page.getByRole("main")).toContainText("read_service_tokens");
  });

  test("read_databases: the editor", async ({ page, sandbox }) => {
    await lacks(sandbox, "/databases");
    await openToken(page, (await sandbox.some(() => true)).id);
    await expect(page.getByRole("combobox", { name: "Add a database" })).toHaveAccessibleDescription(/read_databases/);
  });

  const say = async (place: Locator, permission: string) => {
    await expect(place.getByRole("alert")).toContainText(`the console's token needs ${permission}`);
  };

  const readOnly = (sandbox: Sandbox) => sandbox.change({ do: "credential", is: "read-only" });

  test("write_service_tokens: creating a token", async ({ page, sandbox }) => {
    await readOnly(sandbox);
    await openTokens(page);
    await page.getByRole("button", { name: "New token" }).click();
    const form = page.getByRole("dialog", { name: "New service token" });
    await form.getByRole("button", { name: "Create token" }).click();
    await say(form, "write_service_tokens");
  });

  for (const what of ["adding", "removing"]) {
    test(`write_service_tokens: ${what} access`, async ({ page, sandbox }) => {
      const token = await sandbox.some((token) => token.access.length === 0);
      if (what === "removing") await sandbox.change({ do: "add_access", token: token.id, database: "", access: ["read_invoices"] });
      await readOnly(sandbox);
      await openToken(page, token.id);
      await page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "read_invoices" }).click();
      await page.getByRole("button", { name: "Review changes" }).click();
      const review = page.getByRole("dialog", { name: "Review changes" });
      await review.getByRole("button", { name: "Apply changes" }).click();
      await say(review, "write_service_tokens");
    });
  }

  test("delete_service_tokens: deleting a token", async ({ page, sandbox }) => {
    await readOnly(sandbox);
    const { id } = await sandbox.some(() => true);
    await openToken(page, id);
    await page.getByRole("button", { name: "Delete token" }).click();
    const dialog = page.getByRole("alertdialog", { name: "Delete token" });
    await dialog.getByRole("textbox").fill(id);
    await dialog.getByRole("button", { name: "Delete token" }).click();
    await say(dialog, "delete_service_tokens");
  });

  test("all of them at once: a read-only credential reads everything, and the settings say what it may read", async ({ page, sandbox }) => {
    await readOnly(sandbox);
    await sandbox.config({ organizations: ["acme"] });
    await openTokens(page);
    await page.getByRole("link", { name: "Settings" }).click();
    await expect(page.getByRole("region", { name: "Connection" }).getByText("yes", { exact: true })).toHaveCount(2);
  });
});

test("no credential at all: the proxy has to be given one", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/401/);
  await sandbox.change({ do: "credential", is: "none" });
  for (const path of ["/", "/acme/tokens", "/acme/access"]) {
    await page.goto(path);
    await expect(page.getByRole("alert").first()).toContainText(/give its proxy a valid token|Sign in again/);
  }
});

/** What a proxy that is set up wrongly answers to every call of the API. */
const PROXIES: [string, object, RegExp][] = [
  ["serves its own page in place of the API", { status: 200, body: HTML }, /Something other than PlanetScale's API answered.*a web page titled.*Hello.*It may be a sign-in page.*the address of the API in the console's configuration, and the proxy in front of it/s],
  ["knows no such path", { status: 404, body: HTML }, /Something other than PlanetScale's API answered|proxy/],
  ["reaches no API", { status: 502, headers: [["retry-after", "0"]], body: HTML }, /The server failed with status 502/],
];
for (const [name, fault, says] of PROXIES) {
  test(`a proxy that ${name}`, async ({ page, sandbox, allowed }) => {
    allowed.console.push(/404|502/);
    test.setTimeout(90_000);
    await sandbox.fault({ gateway: true, path: "/api/v1/", times: 500, ...fault });
    for (const path of ["/", "/acme/tokens", "/acme/access"]) {
      await page.goto(path);
      await expect(page.getByRole("alert").first(), path).toContainText(says, { timeout: 20_000 });
    }
  });
}

test("a server that answers every file with the page: the configuration counts as absent, and the settings say so", async ({ page }) => {
  await page.route("**/config.json", (route) => route.fulfill({ status: 200, contentType: "text/html", body: HTML }));
  await page.goto("/acme/tokens");
  await expect(page.getByText("40 of 40 tokens")).toBeVisible();
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByRole("region", { name: "Connection" })).toContainText("config.json");
});

test("the sandbox of `make run` says that it is one, on every page", async ({ page, sandbox }) => {
  const file = readFileSync("../../scripts/run.sh", "utf8").match(/--config (\S+\.json)/)![1];
  const config = JSON.parse(readFileSync(`../../${file}`, "utf8"));
  await sandbox.config(config);
  for (const path of ["/", "/acme/tokens", "/acme/access", "/settings", "/no/such/page/here"]) {
    await page.goto(path);
    await expect(page.getByRole("banner").getByText("Sandbox: nothing here is real")).toBeVisible();
  }
});

async function says(page: Page, title: string, next: string) {
  const alert = page.getByRole("alert");
  await expect(alert).toContainText(title);
  await expect(alert).toContainText(next);
  await expect(page.getByText("Starting…")).toHaveCount(0);
}

test("a browser without WebAssembly is told what it needs", async ({ page }) => {
  await page.addInitScript(() => { delete (window as any).WebAssembly; });
  await page.goto("/acme/tokens");
  await says(page, "WebAssembly is not available", "Use a current browser");
});

test("an old browser is told which it needs", async ({ page }) => {
  await page.addInitScript(() => { delete (HTMLElement.prototype as any).showPopover; });
  await page.goto("/acme/tokens");
  await says(page, "This browser is too old", "Update the browser or use another one");
  await expect(page.getByRole("alert")).toContainText("Chrome or Edge 123, Firefox 125, Safari 17.5");
});

test("a browser that cannot read the script at all is told too, after a while", async ({ page, allowed }) => {
  allowed.console.push(/integrity|preload/);
  await page.route("**/boot*.js", (route) => route.fulfill({ contentType: "text/javascript", body: "this is not a script" }));
  await page.goto("/acme/tokens");
  const late = page.getByText("the browser is too old or may not run this page's scripts");
  await expect(late).toBeHidden();
  await expect(late).toBeVisible({ timeout: 15_000 });
});

test("without JavaScript nothing claims to start", async ({ browser, sandbox }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(sandbox.address);
  const problem = page.locator("noscript .problem");
  await expect(problem).toBeVisible();
  await expect(problem).toContainText("JavaScript is off");
  await expect(problem).toContainText("Allow both for this address, then reload.");
  await expect(page.locator(".starting, .late").filter({ visible: true })).toHaveCount(0);
  await context.close();
});
