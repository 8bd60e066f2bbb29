// A token whose secret somebody else has is deleted first, then replaced.
import { accessible, expect, openToken, test } from "../fixtures";

test("a leaked token is deleted, and a token with its access takes its place", async ({ page, sandbox, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  const old = await sandbox.some((token) => !!token.name && token.access.some(([, permission]) => permission === "delete_production_branch"));
  await openToken(page, old.id);
  await page.getByRole("button", { name: "Leaked?" }).click();
  const leaked = page.getByRole("alertdialog", { name: "Leaked: delete it first" });
  await expect(leaked.getByRole("listitem").first()).toContainText("Deletes or overwrites production data");
  await expect(leaked).toContainText(/It was (last|never) used/);
  await accessible(page);
  await leaked.getByRole("textbox", { name: "Type the token ID to confirm" }).fill(old.id);
  await leaked.getByRole("button", { name: "Delete token" }).click();
  const form = page.getByRole("dialog", { name: "Replace the leaked token" });
  await expect(form.getByRole("textbox", { name: "Name" })).toHaveValue(old.name!);
  await expect(form.getByRole("region", { name: "What this token will be able to do" })).toContainText("Deletes or overwrites production data");
  expect(await sandbox.token(old.id)).toBeUndefined();
  await page.keyboard.press("Escape");
  await expect(form.getByText("Leave without creating the token?")).toBeVisible();
  await form.getByRole("button", { name: "Create token" }).click();
  const done = page.getByRole("dialog", { name: "Token created" });
  await expect(done).toContainText("granted and confirmed");
  await expect(done).toContainText("PlanetScale's audit log has it");
  await expect(done.getByRole("button", { name: "Delete the old token" })).toHaveCount(0);
  const id = await done.getByRole("textbox", { name: "Token ID" }).inputValue();
  const order = (all: [string, string][]) => all.map(String).sort();
  expect(order((await sandbox.token(id))!.access)).toEqual(order(old.access));
});

test("nothing is replaced where the deletion fails", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/500/);
  const old = await sandbox.some((token) => !!token.name && token.access.length > 0);
  await openToken(page, old.id);
  await page.getByRole("button", { name: "Leaked?" }).click();
  const leaked = page.getByRole("alertdialog", { name: "Leaked: delete it first" });
  await sandbox.fault({ method: "DELETE", path: `/service-tokens/${old.id}`, status: 422, body: '{"code":"unprocessable","message":"Not today"}' });
  allowed.console.push(/422/);
  await leaked.getByRole("textbox", { name: "Type the token ID to confirm" }).fill(old.id);
  await leaked.getByRole("button", { name: "Delete token" }).click();
  await expect(leaked.getByRole("alert")).toContainText("Not today");
  await expect(page.getByRole("dialog", { name: "Replace the leaked token" })).toHaveCount(0);
  expect(await sandbox.token(old.id)).toBeDefined();
});
