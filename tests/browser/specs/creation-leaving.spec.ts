// A creation belongs to the console: leaving the dialog or the page loses neither the token, its secret nor its access.
import type { Locator, Page } from "@playwright/test";
import { NOW, copied, expect, openToken, openTokens, test } from "../fixtures";

/** Holds the answer of the creation back until it is released; `isDone` once the API has done the work. */
async function held(page: Page) {
  let release = () => {};
  let done = () => {};
  const isDone = new Promise<void>((resolve) => { done = resolve; });
  const gate = new Promise<void>((resolve) => { release = resolve; });
  await page.route("**/service-tokens", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    const response = await route.fetch();
    done();
    await gate;
    await route.fulfill({ response });
  });
  return { isDone, release };
}

async function fill(page: Page, name: string) {
  await page.getByRole("button", { name: "New token" }).click();
  const form = page.getByRole("dialog", { name: "New service token" });
  await form.getByRole("textbox", { name: "Name" }).fill(name);
  return form;
}

function created(page: Page) {
  return page.getByRole("dialog", { name: "Token created" });
}

/** To the tokens by way of the settings, so that there is something to go back to. */
async function byTheSettings(page: Page) {
  await page.goto("/settings");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Tokens" }).click();
  await expect(page.getByText("40 of 40 tokens", { exact: true })).toBeVisible();
}

const WAYS: Record<string, (page: Page, form: Locator) => Promise<void>> = {
  Escape: async (page) => { await page.keyboard.press("Escape"); },
  Cancel: async (_, form) => { await form.getByRole("button", { name: "Cancel" }).click(); },
  "the cross": async (_, form) => { await form.getByRole("button", { name: "Close" }).click(); },
  "a click beside": async (page) => { await page.mouse.click(5, 300); },
  Back: async (page) => { await page.goBack(); },
  "Alt and left": async (page) => { await page.evaluate(() => history.back()); },
};

for (const [way, leave] of Object.entries(WAYS)) {
  test(`a creation under way that is left by ${way} ends with its secret shown`, async ({ page, sandbox }) => {
    await byTheSettings(page);
    const { release } = await held(page);
    const form = await fill(page, "slow one");
    await form.getByRole("button", { name: "Create token" }).click();
    await expect(form.getByText("This cannot be taken back any more")).toBeVisible();
    await leave(page, form);
    // A click beside a form that is filled in does nothing at all.
    if (way !== "a click beside") await expect(page.getByText(/is still being created, which cannot be taken back/)).toBeVisible();
    release();
    await expect(created(page).getByRole("textbox", { name: "Token secret" })).toHaveValue(/^pscale_tkn_/);
    await expect(created(page)).toContainText("slow one");
    // What is over is not told any more.
    await expect(page.getByText(/is still being created/)).toHaveCount(0);
    expect((await sandbox.writes())).toHaveLength(1);
  });
}

test("a rotation under way goes on when its page is left", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => !!token.name && token.access.length > 1);
  await openTokens(page);
  await page.goto(`/acme/tokens/${token.id}`);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click();
  await page.goBack();
  await expect(page.getByText("0 unsaved changes")).toBeVisible();
  const { release } = await held(page);
  await page.getByRole("button", { name: "Rotate token" }).click();
  await page.getByRole("dialog", { name: "Rotate token" }).getByRole("button", { name: "Create token" }).click();
  await page.goForward();
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  release();
  await expect(created(page).getByRole("textbox", { name: "Token secret" })).toHaveValue(/^pscale_tkn_/);
});

test("closing the tab asks while a creation is under way, and while its secret is shown", async ({ page }) => {
  await openTokens(page);
  const { release } = await held(page);
  const form = await fill(page, "slow one");
  const asks = () => page.evaluate(() => !window.dispatchEvent(new Event("beforeunload", { cancelable: true })));
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(form.getByText("This cannot be taken back any more")).toBeVisible();
  expect(await asks()).toBe(true);
  release();
  await expect(created(page)).toBeVisible();
  expect(await asks()).toBe(true);
});

test("Back and Forward with the secret open ask, and the address stays that of the page", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  await byTheSettings(page);
  const form = await fill(page, "kept");
  await form.getByRole("button", { name: "Create token" }).click();
  const secret = await created(page).getByRole("textbox", { name: "Token secret" }).inputValue();
  for (let again = 0; again < 2; again += 1) {
    await page.evaluate(() => history.back());
    await expect(created(page).getByText("You have not copied the secret")).toBeVisible();
    await expect(page).toHaveURL(/\/acme\/tokens$/);
  }
  await expect(created(page).getByRole("textbox", { name: "Token secret" })).toHaveValue(secret);
  await created(page).getByRole("button", { name: "Copy secret" }).click();
  await expect.poll(() => copied(page)).toBe(secret);
  await page.goBack();
  await expect(created(page)).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await expect(page).toHaveURL(/\/settings$/);
});

test("a part of the secret copied by hand does not count", async ({ page }) => {
  await openTokens(page);
  const form = await fill(page, "by hand");
  await form.getByRole("button", { name: "Create token" }).click();
  const field = created(page).getByRole("textbox", { name: "Token secret" });
  await field.evaluate((input: HTMLInputElement) => { input.focus(); input.setSelectionRange(0, 4); });
  await page.keyboard.press("Control+c");
  await created(page).getByRole("button", { name: "Done" }).click();
  const warning = created(page).getByText("You have not copied the secret");
  await expect(warning).toBeVisible();
  await expect(warning).toBeInViewport();
  await field.evaluate((input: HTMLInputElement) => { input.focus(); input.select(); });
  await page.keyboard.press("Control+c");
  await expect(warning).toHaveCount(0);
  await created(page).getByRole("button", { name: "Done" }).click();
  await expect(created(page)).toHaveCount(0);
});

test("a form half filled in is not lost by a click beside, Escape or Back", async ({ page }) => {
  await byTheSettings(page);
  const form = await fill(page, "half");
  const question = form.getByText("Leave without creating the token?");
  for (const way of ["a click beside", "Escape", "Back"]) {
    await WAYS[way]!(page, form);
    if (way !== "a click beside") await expect(question).toBeVisible();
    await expect(form.getByRole("textbox", { name: "Name" })).toHaveValue("half");
    await expect(page).toHaveURL(/\/acme\/tokens$/);
  }
  await form.getByRole("button", { name: "Leave and discard" }).click();
  await expect(form).toHaveCount(0);
});

test("access goes on being copied after Done, and its end is told", async ({ page, sandbox, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  const source = await sandbox.some((token) => !!token.name && new Set(token.access.map(([database]) => database)).size > 2);
  await openTokens(page);
  await sandbox.fault({ method: "POST", path: "/access", delay_ms: 2_000, times: 50 });
  const form = await fill(page, "copy");
  await form.getByRole("combobox", { name: "Copy access from" }).fill(source.name!);
  await page.getByRole("option").filter({ hasText: source.id }).click();
  await form.getByRole("button", { name: "Create token" }).click();
  await created(page).getByRole("button", { name: "Copy secret" }).click();
  await expect.poll(() => copied(page)).toContain("pscale_tkn_");
  const id = await created(page).getByRole("textbox", { name: "Token ID" }).inputValue();
  await created(page).getByRole("button", { name: "Done" }).click();
  await expect(created(page)).toHaveCount(0);
  // It is told on every page until it is over; the token's own page tells it in its place.
  const bar = page.getByRole("progressbar", { name: new RegExp(`copy.* \\(${id}\\) is being given its access`) });
  await expect(bar).toBeVisible();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click();
  await expect(bar).toBeVisible();
  await page.getByRole("link", { name: "Open the new token" }).click();
  await expect(page.getByText("Copying access…")).toBeVisible();
  await expect(bar).toHaveCount(0);
  await page.goBack();
  await expect(page.getByText(new RegExp(`copy.*: ${source.access.length} access(es)? copied`))).toBeVisible({ timeout: 30_000 });
  expect((await sandbox.token(id))!.access).toHaveLength(source.access.length);
});

test("what could not be granted is told with its reason, and granted again", async ({ page, sandbox, context, allowed }) => {
  allowed.console.push(/Failed to load resource/);
  await context.grantPermissions(["clipboard-write"]);
  const source = await sandbox.some((token) => !!token.name && token.access.length > 1 && new Set(token.access.map(([database]) => database)).size > 1);
  await openTokens(page);
  await sandbox.fault({ method: "POST", path: "/access", status: 422, body: '{"code":"unprocessable","message":"Not today"}', times: 200 });
  const form = await fill(page, "in part");
  await form.getByRole("combobox", { name: "Copy access from" }).fill(source.name!);
  await page.getByRole("option").filter({ hasText: source.id }).click();
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(created(page).getByText("Not today")).toBeVisible();
  await sandbox.heal();
  await created(page).getByRole("button", { name: "Grant what is missing" }).click();
  await expect(created(page).getByText(`${source.access.length} accesses copied`)).toBeVisible();
  const id = await created(page).getByRole("textbox", { name: "Token ID" }).inputValue();
  expect((await sandbox.token(id))!.access).toHaveLength(source.access.length);
});

test("after a rotation the old token is deleted from where its successor was shown", async ({ page, sandbox, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  const token = await sandbox.some((token) => !!token.name && token.access.length > 0);
  await openToken(page, token.id);
  await page.getByRole("button", { name: "Rotate token" }).click();
  await page.getByRole("dialog", { name: "Rotate token" }).getByRole("button", { name: "Create token" }).click();
  const id = await created(page).getByRole("textbox", { name: "Token ID" }).inputValue();
  await created(page).getByRole("button", { name: "Copy secret" }).click();
  await expect.poll(() => copied(page)).toContain("pscale_tkn_");
  await created(page).getByRole("button", { name: "Delete the old token" }).click();
  const deletion = page.getByRole("alertdialog", { name: "Delete token" });
  await expect(deletion).toContainText(token.id);
  await deletion.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText(`Replaced by`)).toContainText(id);
  await page.getByRole("link", { name: "Open the new token" }).click();
  await expect(page).toHaveURL(new RegExp(`/${id}$`));
  await expect(page.getByText("This is the new token")).toBeVisible();
});

test("a new token that the search hides is told", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  await page.goto("/acme/tokens?q=nothing-like-it");
  await expect(page.getByText("0 of 40 tokens", { exact: true })).toBeVisible();
  const form = await fill(page, "unseen");
  await form.getByRole("button", { name: "Create token" }).click();
  await created(page).getByRole("button", { name: "Copy secret" }).click();
  await expect.poll(() => copied(page)).toContain("pscale_tkn_");
  await created(page).getByRole("button", { name: "Done" }).click();
  const told = page.getByRole("status").filter({ hasText: "is not shown" });
  await told.getByRole("button").first().click();
  await expect(page.getByRole("link", { name: "unseen" })).toBeVisible();
});

test("the check needs no permission, and says what its answers mean", async ({ page }) => {
  await openTokens(page);
  const form = await fill(page, "checked");
  await form.getByRole("button", { name: "Create token" }).click();
  const check = created(page).getByRole("region", { name: "Check that it works" });
  await expect(check.locator("code")).toHaveText(/\/v1\/organizations$/);
  await expect(created(page)).toContainText("200It works: a list of organizations. The call needs no permission.");
  await expect(created(page)).toContainText("401The ID or the secret is wrong");
  await expect(created(page)).not.toContainText("404");
});

test("another end than was asked for is told", async ({ page }) => {
  await openTokens(page);
  await page.route("**/service-tokens", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), expires_at: null } });
  });
  await page.route("**/service-tokens/*", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), expires_at: "2030-01-01T00:00:00.000Z" } });
  });
  const form = await fill(page, "other end");
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(created(page).getByText("It expires at another time than you asked for")).toBeVisible();
  await expect(created(page)).toContainText("2030");
});

test("a token that ends while its secret is shown is told", async ({ page }) => {
  await page.clock.install({ time: new Date(NOW) });
  await openTokens(page);
  const form = await fill(page, "short one");
  await form.getByRole("combobox", { name: "Expires" }).selectOption("Custom…");
  await form.getByRole("spinbutton", { name: "Time to live (seconds)" }).fill("90");
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(created(page).getByRole("textbox", { name: "Token secret" })).toHaveValue(/^pscale_tkn_/);
  await page.clock.fastForward(30_000);
  await expect(created(page).getByRole("alert").filter({ hasText: "The token has expired" })).toHaveCount(0);
  await page.clock.fastForward(120_000);
  await expect(created(page).getByRole("alert").filter({ hasText: "The token has expired" })).toContainText("its secret no longer works");
});

test("a sign-in that ends while a creation runs loses neither the token nor its secret", async ({ page, sandbox, context, allowed }) => {
  allowed.console.push(/401/);
  await context.grantPermissions(["clipboard-write"]);
  await openTokens(page);
  const { isDone, release } = await held(page);
  const form = await fill(page, "signed out meanwhile");
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(form.getByText("This cannot be taken back any more")).toBeVisible();
  await isDone;
  await sandbox.session({ state: "ended" });
  release();
  const secret = created(page).getByRole("textbox", { name: "Token secret" });
  await expect(secret).toHaveValue(/^pscale_tkn_/);
  await created(page).getByRole("button", { name: "Copy secret" }).click();
  await expect.poll(() => copied(page)).toBe(await secret.inputValue());
  await created(page).getByRole("button", { name: "Done" }).click();
  await expect(created(page)).toHaveCount(0);
  await sandbox.session({ state: "active" });
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByText("41 of 41 tokens", { exact: true })).toBeVisible();
  expect(await sandbox.writes()).toHaveLength(1);
});

test("a sign-in page in answer to a creation that was done leads to the token, not to a second one", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/401/);
  await openTokens(page);
  const form = await fill(page, "done and signed out");
  await page.route("**/service-tokens", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    await route.fetch();
    await sandbox.session({ state: "ended" });
    await route.continue();
  });
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(form.getByRole("alert")).toContainText("searches before it creates another one");
  await expect(form.getByRole("alert").getByRole("link", { name: "Sign in again" })).toBeVisible();
  await sandbox.session({ state: "active" });
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(form.getByRole("link", { name: /done and signed out/ })).toBeVisible();
  expect((await sandbox.tokens()).filter(({ name }) => name === "done and signed out")).toHaveLength(1);
});
