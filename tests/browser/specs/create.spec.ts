import { accessible, copied, expect, openTokens, test } from "../fixtures";

test("a token is created, its secret is seen once and is nowhere afterwards", async ({ page, sandbox, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  await openTokens(page);
  await page.getByRole("button", { name: "New token" }).click();
  const form = page.getByRole("dialog", { name: "New service token" });
  await expect(form.getByRole("textbox", { name: "Name" })).toBeFocused();
  const expires = form.getByRole("combobox", { name: "Expires" });
  await expect(expires.locator("option")).toHaveText(["Never", "1 hour", "1 day", "7 days", "30 days", "90 days", "1 year", "Custom…", "Until…"]);
  await expect(expires).toHaveValue("90 days");
  await accessible(page);
  await form.getByRole("textbox", { name: "Name" }).fill("metrics reader");
  await expires.selectOption("30 days");
  await page.keyboard.press("Tab");
  await form.getByRole("button", { name: "Create token" }).click();

  const done = page.getByRole("dialog", { name: "Token created" });
  const secret = await done.getByRole("textbox", { name: "Token secret" }).inputValue();
  const id = await done.getByRole("textbox", { name: "Token ID" }).inputValue();
  expect(secret).toMatch(/^pscale_tkn_/);
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(done.getByText("You have not copied the secret")).toBeVisible();
  await done.getByRole("button", { name: "Copy as environment" }).click();
  await expect.poll(() => copied(page)).toBe(`export PLANETSCALE_SERVICE_TOKEN_ID=${id}\nexport PLANETSCALE_SERVICE_TOKEN=${secret}\n`);
  await done.getByRole("button", { name: "Done" }).click();
  await expect(done).toBeHidden();
  await expect(page.getByRole("link", { name: "metrics reader" })).toBeVisible();
  await expect(page.getByRole("button", { name: "New token" })).toBeFocused();

  const left = await page.evaluate(() => JSON.stringify([document.documentElement.outerHTML, { ...localStorage }, { ...sessionStorage }, location.href]));
  expect(left).not.toContain(secret);
  const [call] = await sandbox.writes();
  expect(call).toMatchObject({ method: "POST", path: "/organizations/acme/service-tokens", body: { name: "metrics reader", ttl: 2592000 } });
  expect((await sandbox.token(id))?.name).toBe("metrics reader");
});

test("custom seconds are whole seconds", async ({ page, sandbox }) => {
  await openTokens(page);
  await page.getByRole("button", { name: "New token" }).click();
  const form = page.getByRole("dialog", { name: "New service token" });
  await form.getByRole("combobox", { name: "Expires" }).selectOption("Custom…");
  await form.getByRole("spinbutton", { name: "Time to live (seconds)" }).fill("0");
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(form.getByText("At least 1 second.")).toBeVisible();
  expect(await sandbox.writes()).toEqual([]);
  const seconds = form.getByRole("spinbutton", { name: "Time to live (seconds)" });
  // What is no number yet stays as it was typed, and is not taken for another one.
  await seconds.fill("");
  await seconds.pressSequentially("1e5");
  await expect(seconds).toHaveValue("1e5");
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(seconds).toHaveAttribute("aria-invalid", "true");
  expect(await sandbox.writes()).toEqual([]);
  await seconds.fill("7199");
  await seconds.press("ArrowUp");
  await seconds.hover();
  await page.mouse.wheel(0, 300);
  await expect(seconds).toHaveValue("7200");
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByRole("dialog", { name: "Token created" })).toBeVisible();
  expect((await sandbox.writes())[0].body).toEqual({ ttl: 7200 });
});

test("a date that is typed anew in part keeps its other parts", async ({ page }) => {
  await openTokens(page);
  await page.getByRole("button", { name: "New token" }).click();
  const form = page.getByRole("dialog", { name: "New service token" });
  await form.getByRole("combobox", { name: "Expires" }).selectOption("Until…");
  const ends = form.getByLabel("Ends");
  await ends.fill("2026-12-24T18:30");
  await ends.focus();
  await page.keyboard.press("Delete");
  await expect(ends).toHaveValue("");
  await page.keyboard.type("11");
  await expect(ends).toHaveValue("2026-11-24T18:30");
});

test("access is copied from another token", async ({ page, sandbox }) => {
  const source = await sandbox.some((token) => !!token.name && token.access.length > 4 && token.access.every(([database]) => database !== "shop"));
  await openTokens(page);
  await page.getByRole("button", { name: "New token" }).click();
  const form = page.getByRole("dialog", { name: "New service token" });
  await form.getByRole("combobox", { name: "Copy access from" }).fill(source.name!);
  await page.getByRole("option").filter({ hasText: source.id }).click();
  await form.getByRole("button", { name: "Create token" }).click();
  const done = page.getByRole("dialog", { name: "Token created" });
  await expect(done.getByText(`${source.access.length} accesses copied`)).toBeVisible();
  const id = await done.getByRole("textbox", { name: "Token ID" }).inputValue();
  const order = (all: [string, string][]) => all.map(String).sort();
  expect(order((await sandbox.token(id))!.access)).toEqual(order(source.access));
});

test("a creation whose answer is lost is not repeated but looked for", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/ERR_|Failed to load/);
  await openTokens(page);
  await sandbox.fault({ method: "POST", path: "/service-tokens", after: true, broken: true });
  await page.getByRole("button", { name: "New token" }).click();
  const form = page.getByRole("dialog", { name: "New service token" });
  await form.getByRole("textbox", { name: "Name" }).fill("lost one");
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(form.getByRole("alert")).toContainText("The answer was lost");
  await expect(form.getByRole("link", { name: /lost one/ })).toBeVisible();
  expect((await sandbox.writes()).length).toBe(1);
});

test("a refused name is told in the API's words, and nothing typed is lost", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/422/);
  await openTokens(page);
  await sandbox.fault({ method: "POST", path: "/service-tokens", status: 422, body: '{"code":"unprocessable","message":"Name has already been taken"}' });
  await page.getByRole("button", { name: "New token" }).click();
  const form = page.getByRole("dialog", { name: "New service token" });
  await form.getByRole("textbox", { name: "Name" }).fill("twice");
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(form.getByRole("alert")).toContainText("Name has already been taken");
  await expect(form.getByRole("textbox", { name: "Name" })).toHaveValue("twice");
});

test("a policy limits what is offered", async ({ page, sandbox }) => {
  await sandbox.config({ organizations: ["acme"], policy: { maxTtl: 604800, namePattern: "team-*" } });
  await page.goto("/");
  await expect(page).toHaveURL(/\/acme\/tokens$/);
  await page.getByRole("button", { name: "New token" }).click();
  const form = page.getByRole("dialog", { name: "New service token" });
  await expect(form.getByRole("combobox", { name: "Expires" }).locator("option")).toHaveText(["1 hour", "1 day", "7 days", "Custom…", "Until…"]);
  const name = form.getByRole("textbox", { name: "Name" });
  await expect(name).toHaveAccessibleDescription("Names have to match team-*.");
  await name.fill("mine");
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription("The name has to match team-*.");
  await expect(form.getByText("The name has to match team-*.")).toBeVisible();
});
