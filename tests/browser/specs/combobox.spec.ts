// What a field with a list shows is what it does.
import { expect, openToken, openTokens, test } from "../fixtures";

test("another text in the field ends the choice of a token to copy", async ({ page, sandbox }) => {
  const source = await sandbox.some((token) => !!token.name && token.access.length > 4);
  await openTokens(page);
  await page.getByRole("button", { name: "New token" }).click();
  const form = page.getByRole("dialog", { name: "New service token" });
  const from = form.getByRole("combobox", { name: "Copy access from" });
  await from.fill(source.id.slice(2, 10));
  await form.getByRole("option").filter({ hasText: source.id }).click();
  await expect(from).toHaveValue(source.name!);
  await expect(form.getByText("Copies the access of")).toBeVisible();

  await from.fill(`${source.name} and more`);
  await expect(form.getByText("Copies the access of")).toHaveCount(0);
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(from).toHaveAttribute("aria-invalid", "true");
  await expect(from).toBeFocused();
  await expect(form.getByText("is not chosen. Choose from the list, or clear the field.")).toBeVisible();
  expect(await sandbox.writes()).toEqual([]);

  await form.getByRole("button", { name: "Clear Copy access from" }).click();
  await expect(from).toHaveValue("");
  await expect(from).not.toHaveAttribute("aria-invalid", "true");
  await form.getByRole("button", { name: "Create token" }).click();
  const done = page.getByRole("dialog", { name: "Token created" });
  const id = await done.getByRole("textbox", { name: "Token ID" }).inputValue();
  expect((await sandbox.token(id))!.access).toEqual([]);
});

test("Escape takes a choice back before it closes the dialog", async ({ page, sandbox }) => {
  const source = await sandbox.some((token) => !!token.name && token.access.length > 0);
  await openTokens(page);
  await page.getByRole("button", { name: "New token" }).click();
  const form = page.getByRole("dialog", { name: "New service token" });
  const from = form.getByRole("combobox", { name: "Copy access from" });
  await from.fill(source.id);
  await page.keyboard.press("Enter");
  await expect(from).toHaveValue(source.name!);
  await page.keyboard.press("Escape");
  await expect(from).toHaveValue("");
  await expect(form).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(form).toHaveCount(0);
});

test("the access is granted on the database that the field names", async ({ page, sandbox }) => {
  const [first, second] = await sandbox.databases();
  await openTokens(page);
  await page.getByRole("button", { name: "New token" }).click();
  const form = page.getByRole("dialog", { name: "New service token" });
  const jobs = form.getByRole("combobox", { name: "Start with" });
  await jobs.selectOption({ index: 1 });
  const on = form.getByRole("combobox", { name: "On database" });
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(on).toHaveAttribute("aria-invalid", "true");
  await expect(on).toBeFocused();
  await on.fill(first);
  await page.keyboard.press("Enter");
  await on.fill(second);
  await page.keyboard.press("Tab");
  await expect(on).toHaveValue(second);
  await form.getByRole("button", { name: "Create token" }).click();
  const done = page.getByRole("dialog", { name: "Token created" });
  await expect(done.getByText(/access(es)? granted/)).toBeVisible();
  const id = await done.getByRole("textbox", { name: "Token ID" }).inputValue();
  const databases = new Set((await sandbox.token(id))!.access.map(([database]) => database));
  expect([...databases].filter((name) => [first, second].includes(name))).toEqual([second]);
});

test("a database that was not chosen is told where it was typed", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0);
  await openToken(page, token.id);
  const add = page.getByRole("combobox", { name: "Add a database" });
  await add.fill("no such database");
  await page.keyboard.press("Tab");
  await expect(add).toHaveAttribute("aria-invalid", "true");
  await add.fill("");
  await expect(add).not.toHaveAttribute("aria-invalid", "true");
});

for (const [what, typed, keys, chosen] of [
  ["Enter", "ledg", ["Enter"], "ledger"],
  ["arrows and Enter", "payments", ["ArrowDown", "ArrowDown", "Enter"], "payments-billing"],
] as const) {
  test(`${what}, pressed before the databases are there, choose once they are`, async ({ page, sandbox }) => {
    const token = await sandbox.some((token) => token.access.length === 0);
    await sandbox.fault({ method: "GET", path: "/databases", delay_ms: 3_000 });
    await openToken(page, token.id);
    const add = page.getByRole("combobox", { name: "Add a database" });
    await add.fill(typed);
    for (const key of keys) await page.keyboard.press(key);
    await expect(page.getByText("Loading…")).toBeVisible();
    await expect(add).toHaveValue(typed);
    await expect(page.getByRole("group", { name: chosen, exact: true }).getByRole("button", { name: chosen, exact: true })).toBeFocused();
    await expect(add).toHaveValue("");
  });
}

test("keys that were pressed ahead are forgotten with another text", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0);
  await sandbox.fault({ method: "GET", path: "/databases", delay_ms: 2_000 });
  await openToken(page, token.id);
  const add = page.getByRole("combobox", { name: "Add a database" });
  await add.fill("ledger");
  await page.keyboard.press("Enter");
  await add.fill("ledge");
  await expect(page.getByRole("option", { name: "ledger" })).toBeVisible();
  await expect(add).toHaveValue("ledge");
  await expect(page.getByRole("group", { name: "ledger", exact: true })).toHaveCount(0);
});

for (const [opener, name, field] of [["Why is it refused?", "Why is it refused?", "Token"], ["New token", "New service token", "Copy access from"], ["Rotate token", /^Rotate /, "Copy access from"]] as const) {
  test(`a press below an open list counts, though "${opener}" gets smaller as the list closes`, async ({ page, sandbox }) => {
    const { id } = await sandbox.some((token) => token.access.length > 0);
    await page.goto({ "Why is it refused?": "/acme/who", "New token": "/acme/tokens", "Rotate token": `/acme/tokens/${id}` }[opener]);
    await page.getByRole("button", { name: opener }).click();
    const dialog = page.getByRole("dialog", { name });
    await dialog.getByRole("combobox", { name: field }).fill("q");
    await expect(dialog.getByRole("listbox").getByRole("option").first()).toBeVisible();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(dialog).toHaveCount(0);
  });
}
