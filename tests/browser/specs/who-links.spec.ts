// Where the console names a permission, a power or an operation, a link leads to who else can.
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures";

/** Follows a link, and sees that the page answers for what it named. */
async function answers(page: Page, link: ReturnType<Page["getByRole"]>, query: RegExp) {
  await link.first().click();
  await expect(page).toHaveURL(query);
  await expect(page.getByRole("heading", { level: 1, name: "Who can" })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: /^\d+ tokens? can / })).toBeVisible();
}

test("permissions, powers and operations lead to who can, from every page that names them", async ({ page, sandbox }) => {
  test.slow();
  const [first, second] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  await sandbox.change({ do: "add_access", token: first.id, database: "shop", access: ["delete_branch", "delete_production_branch"] });
  const pages: [string, (page: Page) => ReturnType<Page["getByRole"]>, RegExp][] = [
    [`/acme/access?q=id%3A${first.id}`, (page) => page.getByRole("table", { name: "Access report" }).getByRole("link", { name: "delete_production_branch", exact: true }), /who\?permission=delete_production_branch$/],
    [`/acme/compare?a=${first.id}&b=${second.id}`, (page) => page.getByRole("table", { name: "Differences" }).getByRole("link", { name: "delete_production_branch", exact: true }), /who\?permission=delete_production_branch$/],
    ["/acme/findings?rules=destroys_production", (page) => page.getByRole("table", { name: "Findings" }).getByRole("link", { name: "Can destroy production", exact: true }), /who\?risk=destroys_production$/],
    [`/acme/tokens/${first.id}/operations`, (page) => page.getByRole("table", { name: "Operations" }).getByRole("link", { name: /Delete a branch/ }), /who\?operation=delete_branch$/],
    [`/acme/tokens/${first.id}`, (page) => page.getByRole("region", { name: "What this token can do" }).getByRole("link", { name: /^Who else\b.*production/ }), /who\?risk=destroys_production$/],
    [`/acme/tokens/${first.id}`, (page) => page.getByRole("group", { name: "shop", exact: true }).getByRole("link", { name: /^Who can/ }), /who\?permission=(\*|%2A)&on=db%3Ashop$/],
  ];
  for (const [address, link, query] of pages) {
    await page.goto(address);
    await answers(page, link(page), query);
  }
});
