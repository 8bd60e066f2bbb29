// The commands that "Review changes" shows do what "Apply changes" does.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Locator, type Page } from "@playwright/test";
import { type Sandbox, openToken } from "../fixtures";
import { type Pscale, expect, sorted, test } from "./pscale";

/** Names that mean something to a shell or to the program's flags, as databases or as permissions. */
const ODD = [
  "it's", "\"quoted\"", "a b", " two  spaces ", "$HOME", "$(touch escaped)", "`touch escaped`", "; touch escaped #", "a|b&c>escaped",
  "-x", "--", "--org=globex", "--help", "*", "?[a-z]", "~", "~root", "{a,b}", "!!", "#hash", "back\\slash\\", "trailing\\'",
  "new\nline", "tab\there", "%41", "a=b", "=x", ",", "ünï 🐬", "(x)", "<x>", "^", "acme",
];

/** A name as Playwright compares it. */
const plain = (name: string) => name.replace(/\s+/g, " ").trim();

function group(page: Page, name: string): Locator {
  return page.getByRole("group", { name: plain(name), exact: true });
}

async function unfolded(page: Page, name: string): Promise<Locator> {
  const found = group(page, name);
  const fold = found.getByRole("button", { name: plain(name), exact: true });
  if (await fold.getAttribute("aria-expanded") === "false") await fold.click();
  return found;
}

const box = (within: Locator, permission: string) => within.getByRole("checkbox", { name: plain(permission), exact: true });

/** What somebody is about to change: what there is first, and what is done on the page. */
interface Case { prepare(sandbox: Sandbox, id: string): Promise<void>; stage(page: Page): Promise<void>; changes: number }

const inOrder = (calls: { method: string; path: string; body: any }[]) => calls.map(({ method, path, body }) => ({ method, path, body }));

/** Applies on the page, then runs the commands in a sandbox that is as it was, and compares. */
async function agree(page: Page, sandbox: Sandbox, pscale: Pscale, one: Case, shell: "bash" | "sh", more: Record<string, string> = {}) {
  const { id } = await sandbox.some(({ access }) => access.length === 0);
  await one.prepare(sandbox, id);
  const before = sorted((await sandbox.token(id))!.access);
  await openToken(page, id);
  await one.stage(page);
  await expect(page.getByText(new RegExp(`^${one.changes} unsaved changes?$`))).toBeVisible();
  await page.getByRole("button", { name: "Review changes" }).click();
  const review = page.getByRole("dialog", { name: "Review changes" });
  const commands = (await review.getByRole("region", { name: "Commands" }).getByRole("code").textContent())!;
  await review.getByRole("button", { name: "Apply changes" }).click();
  await expect(review).toBeHidden();
  const applied = sorted((await sandbox.token(id))!.access);
  const calls = inOrder(await sandbox.writes());
  expect(applied).not.toEqual(before);

  await sandbox.reset();
  await one.prepare(sandbox, id);
  expect(sorted((await sandbox.token(id))!.access)).toEqual(before);
  const others = (await sandbox.tokens()).filter((token) => token.id !== id);
  const { error, code } = await pscale.script(shell, commands, more);
  expect({ error, code }, commands).toEqual({ error: "", code: 0 });
  expect(existsSync(join(pscale.home, "escaped")), "a name was run").toBe(false);
  expect(sorted((await sandbox.token(id))!.access)).toEqual(applied);
  expect(inOrder(await sandbox.writes())).toEqual(calls);
  expect((await sandbox.tokens()).filter((token) => token.id !== id)).toEqual(others);
  return calls;
}

const oddDatabases = (names: string[]): Case => ({
  changes: 2 * names.length,
  async prepare(sandbox, id) {
    for (const name of names) {
      await sandbox.change({ do: "add_database", name });
      await sandbox.change({ do: "add_access", token: id, database: name, access: ["read_branch", "read_comment"] });
    }
  },
  async stage(page) {
    for (const name of names) {
      const found = await unfolded(page, name);
      await box(found, "read_branch").uncheck();
      await box(found, "create_branch").check();
    }
  },
});

// The API grants what it knows alone, but it may know more than this console, and takes anything back.
const ODD_PERMISSIONS: Case = {
  changes: ODD.length + 1,
  async prepare(sandbox, id) {
    await sandbox.change({ do: "add_access", token: id, database: "", access: ["read_organization", ...ODD] });
    await sandbox.change({ do: "add_access", token: id, database: "shop", access: ["read_branch", ...ODD] });
  },
  async stage(page) {
    const found = await unfolded(page, "Organization");
    for (const permission of ODD) await box(found, permission).uncheck();
    await box(found, "read_invoices").check();
  },
};

const PLAIN: Case = {
  changes: 5,
  async prepare(sandbox, id) {
    await sandbox.change({ do: "add_access", token: id, database: "", access: ["read_organization", "read_branch"] });
    await sandbox.change({ do: "add_access", token: id, database: "ledger", access: ["connect_branch", "read_comment"] });
  },
  async stage(page) {
    const [organization, all, ledger] = [await unfolded(page, "Organization"), await unfolded(page, "All databases"), await unfolded(page, "ledger")];
    await box(organization, "read_organization").uncheck();
    await box(organization, "read_invoices").check();
    await box(all, "create_branch").check();
    await box(ledger, "connect_branch").uncheck();
    await box(ledger, "write_backups").check();
  },
};

for (const shell of ["bash", "sh"] as const) {
  test(`additions and removals on the organization, on all and on one database, in ${shell}`, async ({ page, pscale, sandbox }) => {
    const calls = await agree(page, sandbox, pscale, PLAIN, shell);
    expect(calls.map((call) => [call.method, call.body.database])).toEqual([["POST", ""], ["POST", "ledger"], ["DELETE", ""], ["DELETE", "ledger"]]);
  });

  // Two commands for each name: a few names at a time, so that none of it takes long.
  for (let first = 0; first < ODD.length; first += 9) {
    const names = ODD.slice(first, first + 9);
    test(`databases with names that mean something to a shell, from ${JSON.stringify(names[0])}, in ${shell}`, async ({ page, pscale, sandbox }) => {
      const calls = await agree(page, sandbox, pscale, oddDatabases(names), shell);
      expect(calls.filter((call) => call.method === "POST").map((call) => call.body.database).sort()).toEqual([...names].sort());
    });
  }

  test(`permissions with names that mean something to a shell, in ${shell}`, async ({ page, pscale, sandbox }) => {
    const calls = await agree(page, sandbox, pscale, ODD_PERMISSIONS, shell);
    expect(calls.at(-1)!.body.access.sort()).toEqual([...ODD].sort());
  });
}

test("the commands do not fall for a default database or organization", async ({ page, pscale, sandbox }) => {
  writeFileSync(join(pscale.home, ".pscale.yml"), "org: globex\ndatabase: shop\n");
  const environment = { PLANETSCALE_DATABASE: "billing", PLANETSCALE_ORG: "globex" };
  await agree(page, sandbox, pscale, PLAIN, "bash", environment);
  // They would, if they did not say that they mean no database.
  const { id } = await sandbox.some(({ access }) => access.length === 0);
  await pscale.prints("add-access", id, "read_branch");
  expect((await sandbox.token(id))!.access).toEqual([["shop", "read_branch"]]);
});
