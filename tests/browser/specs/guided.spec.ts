// A new token is told before it is made, and led from its secret to its end.
import type { Page } from "@playwright/test";
import { accessible, copied, expect, openTokens, test } from "../fixtures";

async function creating(page: Page) {
  await openTokens(page);
  await page.getByRole("button", { name: "New token" }).click();
  return page.getByRole("dialog", { name: "New service token" });
}

test("what the token will be able to do follows each choice", async ({ page, sandbox }) => {
  const source = await sandbox.some((token) => !!token.name && token.access.some(([, permission]) => permission === "delete_production_branch"));
  const form = await creating(page);
  const will = form.getByRole("region", { name: "What this token will be able to do" });
  await expect(will).toContainText("Nothing yet: it starts without permissions.");
  await form.getByRole("combobox", { name: "Start with" }).selectOption("Metrics, read-only");
  await expect(will).toContainText("one of the permissions is granted there");
  await form.getByRole("combobox", { name: "On database" }).fill("shop");
  await page.keyboard.press("Enter");
  await expect(will.getByRole("listitem").first()).toContainText("Reads on the organization (read_metrics_endpoints), on 1 database directly (read_database, read_branch)");
  await will.getByText("All 3 permissions").click();
  await expect(will.getByText("read_branch on")).toBeVisible();
  await accessible(page);
  await form.getByRole("combobox", { name: "Start with" }).selectOption("No access");
  await form.getByRole("combobox", { name: "Copy access from" }).fill(source.id);
  await page.keyboard.press("Enter");
  await expect(will.getByRole("listitem").first()).toContainText("Deletes or overwrites production data");
  await expect(will.getByRole("listitem").first()).toContainText("delete_production_branch");
});

test("a token ends at a moment that is chosen", async ({ page, sandbox }) => {
  const form = await creating(page);
  await expect(form.getByRole("combobox", { name: "Expires" })).toHaveAccessibleDescription(/^Expires 18 Feb 2027, .*UTC \(in 90 days\)$/);
  await form.getByRole("combobox", { name: "Expires" }).selectOption("Until…");
  const ends = form.getByLabel("Ends", { exact: true });
  await expect(ends).toHaveAccessibleDescription("In UTC.");
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(ends).toBeFocused();
  await expect(ends).toHaveAttribute("aria-invalid", "true");
  await expect(form.getByText("Choose a date and a time.")).toBeVisible();
  await ends.fill("2026-11-20T09:00");
  await expect(form.getByText("Choose a time that is still to come.")).toBeVisible();
  await ends.fill("2026-12-01T12:00");
  await expect(ends).toHaveAccessibleDescription(/^In UTC\. Expires 1 Dec 2026, 12:00:00.*UTC \(in 11 days\): 9\d\d,\d{3} seconds from now\.$/);
  expect(await sandbox.writes()).toEqual([]);
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByRole("dialog", { name: "Token created" })).toContainText("Expires 1 Dec 2026");
  const { ttl } = (await sandbox.writes())[0].body as { ttl: number };
  // Eleven days but for what passed since the sandbox began.
  expect(ttl).toBeGreaterThan(11 * 86_400 - 3_600);
  expect(ttl).toBeLessThanOrEqual(11 * 86_400);
});

test("a policy holds for a moment too", async ({ page, sandbox }) => {
  await sandbox.config({ organizations: ["acme"], policy: { maxTtl: 604800 } });
  const form = await creating(page);
  await form.getByRole("combobox", { name: "Expires" }).selectOption("Until…");
  await form.getByLabel("Ends", { exact: true }).fill("2027-12-01T12:00");
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(form.getByText("This console allows at most 604800 seconds (7 days).")).toBeVisible();
  expect(await sandbox.writes()).toEqual([]);
});

test("the secret is saved, then checked, then the rest is done", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  const form = await creating(page);
  await form.getByRole("textbox", { name: "Name" }).fill("guided");
  await form.getByRole("button", { name: "Create token" }).click();
  const done = page.getByRole("dialog", { name: "Token created" });
  const steps = done.getByRole("list", { name: "Steps" }).locator("> li");
  await expect(steps.nth(0)).toHaveAttribute("aria-current", "step");
  await expect(steps.nth(1)).not.toHaveAttribute("aria-current", "step");
  const secret = await done.getByRole("textbox", { name: "Token secret" }).inputValue();
  await done.getByRole("button", { name: "Copy secret" }).click();
  await expect(steps.nth(0).getByRole("heading", { level: 3 }).first()).toHaveText("Save the secret (done)");
  await expect(steps.nth(1)).toHaveAttribute("aria-current", "step");
  await done.getByRole("button", { name: "Copy check" }).click();
  await expect(steps.nth(1).getByRole("heading", { level: 3 }).first()).toHaveText("Check (done)");
  await expect(steps.nth(2)).toHaveAttribute("aria-current", "step");
  expect(await copied(page)).not.toContain(secret);
  await accessible(page);
  await done.getByRole("combobox", { name: "Shell" }).selectOption(".env file");
  await done.getByRole("button", { name: "Copy as environment" }).click();
  await expect.poll(() => copied(page)).toMatch(new RegExp(`^PLANETSCALE_SERVICE_TOKEN_ID=.*\nPLANETSCALE_SERVICE_TOKEN=${secret}\n$`));
  await done.getByRole("combobox", { name: "Shell" }).selectOption("GitHub Actions");
  await done.getByRole("button", { name: "Copy as environment" }).click();
  await expect.poll(() => copied(page)).toContain(`gh secret set PLANETSCALE_SERVICE_TOKEN --body ${secret}`);
  // A file is no shell: the check stays in that which was chosen before.
  await expect(done.getByRole("region", { name: "Check that it works" })).toContainText("$PLANETSCALE_SERVICE_TOKEN");
  await done.getByRole("button", { name: "Done" }).click();
  await expect(done).toHaveCount(0);
});
