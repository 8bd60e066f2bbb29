// Two tokens side by side, and the second made like the first.
import { accessible, expect, test } from "../fixtures";

test("what only one may do is listed, and the second is made like the first without sending anything", async ({ page, sandbox }) => {
  const [first, second] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  await sandbox.change({ do: "add_access", token: first.id, database: "shop", access: ["read_branch", "create_branch"] });
  await sandbox.change({ do: "add_access", token: second.id, database: "shop", access: ["read_branch", "delete_branch"] });
  await page.goto("/acme/tokens");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Compare" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Compare" })).toBeFocused();
  for (const [name, token] of [["First token", first], ["Second token", second]] as const) {
    await page.getByRole("combobox", { name }).fill(token.id);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
  }
  await expect(page).toHaveURL(new RegExp(`compare\\?a=${first.id}&b=${second.id}$`));
  await expect(page.getByRole("status").filter({ hasText: "only on the first" })).toHaveText("1 permission only on the first, 1 permission only on the second");
  const rows = page.getByRole("table", { name: "Differences" }).getByRole("row");
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: "create_branch" })).toContainText("granted");
  await page.getByRole("button", { name: "What is the same" }).click();
  await expect(rows).toHaveCount(4);
  await accessible(page);
  await page.reload();
  await expect(rows).toHaveCount(4);
  await page.getByRole("button", { name: "Make the second like the first" }).click();
  await expect(page).toHaveURL(new RegExp(`/acme/tokens/${second.id}`));
  await expect(page.getByText("2 unsaved changes")).toBeVisible();
  expect(await sandbox.writes()).toEqual([]);
});

test("a token that is not there, and one twice, are told apart from no difference", async ({ page, sandbox }) => {
  const [token] = await sandbox.tokens();
  await page.goto(`/acme/compare?a=${token.id}&b=nosuchtoken`);
  await expect(page.getByText("One of the tokens is not in the list of this organization.")).toBeVisible();
  await page.goto(`/acme/compare?a=${token.id}&b=${token.id}`);
  await expect(page.getByText("That is one token twice.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Make the second like the first" })).toHaveAttribute("aria-disabled", "true");
});
