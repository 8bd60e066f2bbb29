// A creation whose answer is late, lost, or somebody else's: it may exist, and the console never says otherwise.
import type { Page } from "@playwright/test";
import { copied, expect, openTokens, test } from "../fixtures";

const POST = { method: "POST", path: "/service-tokens" };
const HTML = "<!doctype html><title>Sign in</title><h1>Sign in</h1>";

async function create(page: Page, name: string) {
  await page.getByRole("button", { name: "New token" }).click();
  const form = page.getByRole("dialog", { name: "New service token" });
  await form.getByRole("textbox", { name: "Name" }).fill(name);
  await form.getByRole("button", { name: "Create token" }).click();
  return form;
}

async function close(page: Page) {
  const done = page.getByRole("dialog", { name: "Token created" });
  await done.getByRole("button", { name: "Copy secret" }).click();
  await expect.poll(() => copied(page)).toContain("pscale_tkn_");
  await done.getByRole("button", { name: "Done" }).click();
  await expect(done).toHaveCount(0);
}

for (const [name, fault] of Object.entries({
  "a redirect to the sign-in": { gateway: true, status: 302, headers: [["location", "/oauth2/sign_in"]] },
  "a sign-in page": { gateway: true, status: 200, body: HTML },
  "401 with a page": { gateway: true, status: 401, body: HTML },
  "403 with a page": { gateway: true, status: 403, body: HTML },
  "404 of the API": { status: 404, body: '{"code":"not_found","message":"Not Found"}' },
  "429": { status: 429, body: '{"code":"rate_limited","message":"slow down"}', headers: [["retry-after", "1"]] },
  "500": { status: 500, body: HTML },
})) {
  test(`what was created although ${name} was answered is found, and not created twice`, async ({ page, sandbox, allowed }) => {
    allowed.console.push(/Failed to load resource/);
    await openTokens(page);
    if ("gateway" in fault) {
      // What answers in front of the API does so although the API has done the work.
      await page.route("**/service-tokens", async (route) => {
        if (route.request().method() !== "POST") return route.continue();
        await route.fetch();
        await sandbox.fault({ ...POST, ...fault });
        await route.continue();
      });
    } else {
      await sandbox.fault({ ...POST, after: true, ...fault });
    }
    const form = await create(page, "lost one");
    await expect(form.getByRole("link", { name: /lost one/ })).toBeVisible();
    await expect(form.getByRole("alert").first()).toBeVisible();
    await expect(form).toContainText("It may have been created");
    expect((await sandbox.tokens()).filter((token) => token.name === "lost one")).toHaveLength(1);
    // It may be another's, so that the search may go on.
    const stop = form.getByRole("button", { name: "Stop searching" });
    await expect(async () => {
      if (await stop.isVisible()) await stop.click({ timeout: 1_000 });
      await expect(stop).toHaveCount(0);
    }).toPass();
    await expect(form.getByRole("link", { name: /lost one/ })).toBeVisible();
    // It is in the list too.
    await page.keyboard.press("Escape");
    await expect(form).toHaveCount(0);
    await expect(page.getByRole("link", { name: "lost one" })).toBeVisible();
  });
}

test("what must be ours is told as created", async ({ page, sandbox, context, allowed }) => {
  allowed.console.push(/Failed to load resource/);
  await context.grantPermissions(["clipboard-write"]);
  await openTokens(page);
  await create(page, "first");
  await close(page);
  await sandbox.fault({ ...POST, after: true, status: 500, body: HTML });
  const form = await create(page, "second");
  await expect(form.getByRole("alert").first()).toContainText("Delete it, then create another one");
  await expect(form.getByRole("listitem")).toContainText(/made by .?Sandbox admin/);
});

test("a colleague's token of the same name is never told as ours", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/Failed to load resource/);
  await openTokens(page);
  const theirs = await fetch(`${sandbox.address}/api/v1/organizations/acme/service-tokens`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-requested-with": "XMLHttpRequest" },
    body: JSON.stringify({ name: "ci-deploy" }),
  });
  const { id } = await theirs.json() as { id: string };
  await sandbox.fault({ ...POST, status: 502, body: HTML });
  const form = await create(page, "ci-deploy");
  await expect(form.getByRole("link", { name: id })).toBeVisible();
  await expect(form).toContainText("may as well be somebody else's");
  await expect(form.getByRole("listitem")).toContainText(/made by .+ at /);
  await expect(form).not.toContainText("Delete it");
});

test("a colleague's token that is found first does not end the search", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/Failed to load resource/);
  await openTokens(page);
  const make = async (name: string) => {
    const answer = await fetch(`${sandbox.address}/api/v1/organizations/acme/service-tokens`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-requested-with": "XMLHttpRequest" },
      body: JSON.stringify({ name }),
    });
    return ((await answer.json()) as { id: string }).id;
  };
  const theirs = await make("ci-deploy");
  await sandbox.fault({ ...POST, status: 504, body: HTML });
  const form = await create(page, "ci-deploy");
  await expect(form.getByRole("link", { name: theirs })).toBeVisible();
  await expect(form).toContainText("may as well be somebody else's");
  await expect(form.getByRole("button", { name: "Stop searching" })).toBeVisible();
  // What was sent is done after all.
  const ours = await make("ci-deploy");
  await expect(form.getByRole("link", { name: ours })).toBeVisible({ timeout: 20_000 });
  await expect(form.getByRole("link", { name: theirs })).toBeVisible();
  await form.getByRole("button", { name: "Stop searching" }).click();
  await expect(form.getByRole("button", { name: "Stop searching" })).toHaveCount(0);
  await expect(form.getByRole("alert").first()).toContainText("may as well be somebody else's");
  await expect(form.getByRole("listitem")).toHaveCount(2);
});

test("nothing is called safe while it may still come, and the search can be stopped", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/Failed to load resource/);
  await openTokens(page);
  await sandbox.fault({ ...POST, status: 504, body: HTML });
  const form = await create(page, "late one");
  await expect(form.getByRole("alert")).toContainText("The answer was lost");
  await expect(form.getByText("may still come")).toBeVisible();
  await form.getByRole("button", { name: "Stop searching" }).click();
  await expect(form.getByRole("alert")).toContainText("searches once more before it creates another one");
  await expect(form).not.toContainText("safe");
  await expect(form.getByRole("textbox", { name: "Name" })).toHaveValue("late one");
  await sandbox.heal();
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByRole("dialog", { name: "Token created" })).toBeVisible();
  expect((await sandbox.tokens()).filter((token) => token.name === "late one")).toHaveLength(1);
});

test("the network goes after the call was sent: it is searched for, and never told as not sent", async ({ page, sandbox, context, allowed }) => {
  allowed.console.push(/Failed to load resource|ERR_/);
  await openTokens(page);
  await page.route("**/service-tokens", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    await route.fetch();
    await context.setOffline(true);
    await route.abort("internetdisconnected");
  });
  const form = await create(page, "cut off");
  await expect(form.getByRole("alert").first()).toContainText("The answer was lost");
  await context.setOffline(false);
  await page.unroute("**/service-tokens");
  await expect(form.getByRole("link", { name: /cut off/ })).toBeVisible({ timeout: 30_000 });
  expect((await sandbox.tokens()).filter((token) => token.name === "cut off")).toHaveLength(1);
});

test("a call that the browser sent twice is told", async ({ page, sandbox }) => {
  await openTokens(page);
  await page.route("**/service-tokens", async (route) => {
    if (route.request().method() === "POST") await route.fetch();
    await route.continue();
  });
  await create(page, "twice");
  const done = page.getByRole("dialog", { name: "Token created" });
  await expect(done.getByRole("alert").filter({ hasText: "It was perhaps created twice" })).toBeVisible();
  const told = await done.getByRole("textbox", { name: "Token ID" }).inputValue();
  const both = (await sandbox.tokens()).filter((token) => token.name === "twice").map((token) => token.id);
  expect(both).toHaveLength(2);
  await expect(done.getByRole("link", { name: both.find((id) => id !== told)! })).toBeVisible();
});
