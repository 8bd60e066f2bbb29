// The access report in groups: by token, by resource, by permission; what is copied and exported stands in the same order.
import type { Page } from "@playwright/test";
import { accessible, copied, expect, test, type Token } from "../fixtures";

const by = (page: Page, what: string) => page.getByRole("group", { name: "Group by" }).getByRole("button", { name: what, exact: true });
const region = (page: Page, what: string) => page.getByRole("region", { name: `Access by ${what}`, exact: true });

/** Two tokens that hold the same permission on a database, found by their names. */
async function twins(sandbox: import("../fixtures").Sandbox): Promise<Token[]> {
  const all = (await sandbox.tokens()).filter((token) => token.access.length === 0).slice(0, 2);
  for (const [place, token] of all.entries()) {
    await sandbox.change({ do: "rename_token", token: token.id, name: `twin-${place + 1}` });
    await sandbox.change({ do: "add_access", token: token.id, database: "shop", access: ["delete_branch", "read_branch"] });
    await sandbox.change({ do: "add_access", token: token.id, database: "ledger", access: ["read_branch"] });
  }
  return all;
}

test("accesses are grouped by token, resource or permission, with their counts", async ({ page, sandbox }) => {
  const [one, two] = await twins(sandbox);
  await page.goto("/acme/access?view=grouped&q=name%3Atwin");
  await expect(region(page, "token").getByRole("code")).toHaveText(
    `twin-1  ${one.id} (3 accesses)\n  ledger: read_branch\n  shop: read_branch, delete_branch\n\n`
    + `twin-2  ${two.id} (3 accesses)\n  ledger: read_branch\n  shop: read_branch, delete_branch\n`);
  await expect(by(page, "Token")).toHaveAttribute("aria-pressed", "true");
  await by(page, "Resource").click();
  await expect(page).toHaveURL(/view=grouped&group=resource$/);
  await expect(region(page, "resource").getByRole("code")).toHaveText(
    `ledger (2 accesses)\n  twin-1  ${one.id}: read_branch\n  twin-2  ${two.id}: read_branch\n\n`
    + `shop (4 accesses)\n  twin-1  ${one.id}: read_branch, delete_branch\n  twin-2  ${two.id}: read_branch, delete_branch\n`);
  await by(page, "Permission").click();
  const text = `read_branch (4 accesses)\n  twin-1  ${one.id}: ledger, shop\n  twin-2  ${two.id}: ledger, shop\n\n`
    + `delete_branch (2 accesses)\n  twin-1  ${one.id}: shop\n  twin-2  ${two.id}: shop\n`;
  await expect(region(page, "permission").getByRole("code")).toHaveText(text);
  await accessible(page);
  await page.getByRole("button", { name: "Copy list" }).click();
  await expect.poll(() => copied(page)).toBe(text);
  await page.reload();
  await expect(by(page, "Permission")).toHaveAttribute("aria-pressed", "true");
  await expect(region(page, "permission").getByRole("code")).toHaveText(text);
});

test("what is exported stands in the order of the groups", async ({ page, sandbox }) => {
  await twins(sandbox);
  await page.goto("/acme/access?view=grouped&group=permission&q=name%3Atwin");
  await expect(region(page, "permission")).toBeVisible();
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.getByRole("radio", { name: "CSV" }).check();
  await dialog.getByRole("button", { name: "Copy", exact: true }).click();
  await expect.poll(() => copied(page)).toContain("delete_branch");
  const lines = (await copied(page)).split(/\r?\n/).filter((line) => line.includes("twin-"));
  expect(lines.map((line) => /twin-\d/.exec(line)![0] + (line.includes("delete_branch") ? " delete" : " read"))).toEqual(
    ["twin-1 read", "twin-1 read", "twin-2 read", "twin-2 read", "twin-1 delete", "twin-2 delete"]);
});
