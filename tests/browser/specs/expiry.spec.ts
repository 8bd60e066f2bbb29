// The sign-in ends in the middle of something.
import { copied, expect, openToken, openTokens, test } from "../fixtures";

test.beforeEach(({ allowed }) => { allowed.console.push(/401/); });

test("on page 3 of 20: what was read stays, and the rest follows after signing in", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 2000 });
  await sandbox.fault({ method: "GET", path: "/service-tokens?page=3&", ends_session: true });
  await page.goto("/acme/tokens");
  const alert = page.getByRole("alert");
  await expect(alert.getByRole("link", { name: "Sign in again" })).toBeVisible();
  await expect(page.getByRole("row").nth(3)).toBeVisible();
  await sandbox.session({ state: "active" });
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText(/^2,?000 of 2,?000 tokens$/)).toBeVisible();
});

test("at the second of four changes: the first is done, the others are still there, and none is done twice", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0);
  const databases = [...new Set((await sandbox.tokens()).flatMap((token) => token.access.map(([database]) => database)))].filter((name) => /^[a-z]+$/.test(name)).slice(0, 4);
  for (const database of databases) await sandbox.change({ do: "add_access", token: token.id, database, access: ["read_branch"] });
  await openToken(page, token.id);
  for (const database of databases) await page.getByRole("group", { name: database, exact: true }).getByRole("checkbox", { name: "create_branch", exact: true }).check();
  await expect(page.getByText(/^4 unsaved changes/)).toBeVisible();
  await sandbox.fault({ method: "POST", path: `/service-tokens/${token.id}/access`, skip: 1, ends_session: true });
  await page.getByRole("button", { name: "Review changes" }).click();
  const review = page.getByRole("dialog", { name: "Review changes" });
  await review.getByRole("button", { name: "Apply changes" }).click();
  await expect(review.getByRole("link", { name: "Sign in again" })).toBeVisible();
  expect((await sandbox.token(token.id))!.access.length).toBe(5);
  await sandbox.session({ state: "active" });
  await review.getByRole("button", { name: "Apply changes" }).click();
  await expect(review).toBeHidden();
  await expect(page.getByText("0 unsaved changes")).toBeVisible();
  expect((await sandbox.token(token.id))!.access.length).toBe(8);
  const sent = (await sandbox.writes()).map((call) => JSON.stringify(call.body));
  expect(new Set(sent).size).toBe(sent.length);
});

test("while a token is created: nothing is created, what was typed is there, and then it is created once", async ({ page, sandbox }) => {
  await openTokens(page);
  await page.getByRole("button", { name: "New token" }).click();
  const form = page.getByRole("dialog", { name: "New service token" });
  await form.getByRole("textbox", { name: "Name" }).fill("metrics reader");
  await sandbox.fault({ method: "POST", path: "/service-tokens", ends_session: true });
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(form.getByRole("alert").getByRole("link", { name: "Sign in again" })).toBeVisible();
  expect(await sandbox.writes()).toEqual([]);
  await expect(form.getByRole("textbox", { name: "Name" })).toHaveValue("metrics reader");
  await sandbox.session({ state: "active" });
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByRole("dialog", { name: "Token created" })).toBeVisible();
  expect((await sandbox.writes()).length).toBe(1);
});

test("while the one-time secret is open: it stays and can be copied", async ({ page, sandbox, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  await sandbox.config({ identityUrl: "/oauth2/userinfo" });
  await openTokens(page);
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByRole("dialog", { name: "New service token" }).getByRole("button", { name: "Create token" }).click();
  const done = page.getByRole("dialog", { name: "Token created" });
  const secret = await done.getByRole("textbox", { name: "Token secret" }).inputValue();
  await sandbox.session({ state: "ended" });
  // Somebody else signs in in another tab: even then this page is not loaded anew.
  const other = await context.newPage();
  await sandbox.session({ state: "active", user: "grace@example.com" });
  await other.goto("/acme/tokens");
  await expect(other.getByRole("banner")).toContainText("grace@example.com");
  await other.close();
  await expect(page.getByRole("banner")).toContainText("grace@example.com");
  await done.getByRole("button", { name: "Copy secret" }).click();
  await expect.poll(() => copied(page)).toBe(secret);
});

test("it is told when the tab is looked at again, before anything fails", async ({ page, sandbox }) => {
  await page.clock.install({ time: new Date("2026-11-20T12:00:00Z") });
  await sandbox.config({ identityUrl: "/oauth2/userinfo", signInUrl: "/oauth2/start?rd={path}" });
  await page.goto("/acme/tokens");
  await expect(page.getByRole("banner")).toContainText("ada@example.com");
  await sandbox.session({ state: "ended" });
  await page.clock.fastForward(6 * 60_000);
  await page.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
  await expect(page.getByRole("alert").getByRole("link", { name: "Sign in again" })).toHaveAttribute("href", "/oauth2/start?rd=%2Facme%2Ftokens");
  await sandbox.session({ state: "active" });
  await page.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
  await expect(page.getByRole("link", { name: "Sign in again" })).toHaveCount(0);
});
