// The console and the command line work on the same tokens: each sees what the other did.
import { type Page } from "@playwright/test";
import { openToken, openTokens } from "../fixtures";
import { type Group, type Pscale, expect, exported, pairs, sorted, test } from "./pscale";

async function listed(pscale: Pscale): Promise<{ id: string; name: string | null; expires_at: string | null }[]> {
  return JSON.parse(await pscale.prints("list", "--format", "json"));
}

async function shown(pscale: Pscale, id: string): Promise<Group[]> {
  return JSON.parse(await pscale.prints("show-access", id, "--format", "json"));
}

function box(page: Page, group: string, permission: string) {
  return page.getByRole("group", { name: group, exact: true }).getByRole("checkbox", { name: permission, exact: true });
}

test("a token that pscale made is in the console after a reload, with its access", async ({ page, pscale }) => {
  await openTokens(page);
  const made = JSON.parse(await pscale.prints("create", "--name", "from a shell", "--ttl", "3600", "--format", "json"));
  await pscale.prints("add-access", made.id, "read_invoices", "read_branch");
  await pscale.prints("add-access", made.id, "connect_branch", "--database", "ledger");
  await page.reload();
  await expect(page.getByText("41 of 41 tokens")).toBeVisible();
  await page.getByRole("searchbox", { name: "Search tokens" }).fill("from a shell");
  await expect(page.getByText("1 of 41 tokens")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: made.id })).toContainText("from a shell");
  await page.getByRole("link", { name: "from a shell" }).click();
  await expect(page.getByText("0 unsaved changes")).toBeVisible();
  await expect(box(page, "Organization", "read_invoices")).toBeChecked();
  await expect(box(page, "All databases", "read_branch")).toBeChecked();
  await expect(box(page, "ledger", "connect_branch")).toBeChecked();
  await page.getByRole("group", { name: "Show" }).getByRole("button", { name: "All", exact: true }).click();
  await expect(box(page, "ledger", "create_branch")).not.toBeChecked();
  expect(await page.content()).not.toContain(made.token);
});

test("access that pscale took away is gone in the console after a reload", async ({ page, pscale, sandbox }) => {
  const { id } = await sandbox.some(({ access }) => access.length === 0);
  await pscale.prints("add-access", id, "read_branch", "connect_branch", "--database", "ledger");
  await openToken(page, id);
  await expect(box(page, "ledger", "read_branch")).toBeChecked();
  await pscale.prints("delete-access", id, "read_branch", "--database", "ledger");
  await page.reload();
  await expect(box(page, "ledger", "connect_branch")).toBeChecked();
  await expect(box(page, "ledger", "read_branch")).not.toBeChecked();
});

test("a token that pscale deleted is gone in the console after a reload", async ({ page, pscale, sandbox }) => {
  const [{ id }] = await sandbox.tokens();
  await openTokens(page);
  await expect(page.getByRole("row").filter({ hasText: id })).toHaveCount(1);
  await pscale.prints("delete", id);
  await page.reload();
  await expect(page.getByText("39 of 39 tokens")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: id })).toHaveCount(0);
});

test("pscale sees what the console made, changed and deleted", async ({ page, pscale }) => {
  const name = "from the console, \"quoted\" <b>";
  await openTokens(page);
  await page.getByRole("button", { name: "New token" }).click();
  const form = page.getByRole("dialog", { name: "New service token" });
  await form.getByRole("textbox", { name: "Name" }).fill(name);
  await form.getByRole("combobox", { name: "Expires" }).selectOption("1 day");
  await form.getByRole("button", { name: "Create token" }).click();
  const done = page.getByRole("dialog", { name: "Token created" });
  const id = await done.getByRole("textbox", { name: "Token ID" }).inputValue();
  expect((await listed(pscale)).find((token) => token.id === id)).toMatchObject({ name, expires_at: "2026-11-21T12:00:00Z" });
  expect(await shown(pscale, id)).toEqual([]);

  await openToken(page, id);
  await box(page, "Organization", "read_invoices").check();
  await box(page, "All databases", "read_branch").check();
  await page.getByRole("combobox", { name: "Add a database" }).fill("ledg");
  await page.keyboard.press("Enter");
  await box(page, "ledger", "connect_branch").check();
  await page.getByRole("button", { name: "Review changes" }).click();
  const review = page.getByRole("dialog", { name: "Review changes" });
  expect(await shown(pscale, id), "before it is applied").toEqual([]);
  await review.getByRole("button", { name: "Apply changes" }).click();
  await expect(review).toBeHidden();
  expect(pairs(await shown(pscale, id))).toEqual(sorted([["", "read_invoices"], ["", "read_branch"], ["ledger", "connect_branch"]]));

  await page.getByRole("button", { name: "Delete token" }).click();
  const question = page.getByRole("alertdialog", { name: "Delete token" });
  await question.getByRole("textbox", { name: "Type the token ID to confirm" }).fill(id);
  await question.getByRole("button", { name: "Delete token" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Service tokens" })).toBeVisible();
  expect((await listed(pscale)).map((token) => token.id)).not.toContain(id);
  const { error, code } = await pscale.run("show-access", id);
  expect({ error, code }).toEqual({ error: `Error: service token ${id} does not exist in organization acme\n`, code: 2 });
});

test("pscale lists the first page, the console every one", async ({ page, pscale, sandbox }) => {
  await openTokens(page);
  const ids = (await sandbox.tokens()).map((token) => token.id);
  expect(ids.length).toBe(40);
  const printed = await pscale.prints("list", "--format", "csv");
  const all = await exported(page, "csv");
  const ofRows = (csv: string) => csv.split("\n").slice(1, -2).map((line) => line.split(",")[0]);
  expect(ofRows(printed)).toEqual(ids.slice(0, 25));
  expect(ofRows(all)).toEqual(ids);
  expect(all.startsWith(printed.slice(0, -1)), "the first page's bytes").toBe(true);
  // What is past the first page is there for pscale as well, if one knows its id.
  const last = (await sandbox.token(ids[39]))!;
  expect(pairs(await shown(pscale, last.id))).toEqual(sorted(last.access));
});
