// A new token is held against the assertions of config.json before it is created.
import { type Page } from "@playwright/test";
import { accessible, expect, test } from "../fixtures";

const backups = { name: "Only dr-* delete backups", tokens: "dr-*", aloneMay: ["delete_backups"], blocks: true };
const year = { name: "All end within a year", tokens: "*", endWithinDays: 365 };

async function openForm(page: Page) {
  await page.goto("/acme/tokens");
  await page.getByRole("button", { name: "New token" }).first().click();
  return page.getByRole("dialog", { name: "New service token" });
}

test("what a new token would break is told while it is filled in, and blocks where so configured", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0 && !!token.name);
  await sandbox.change({ do: "add_access", token: token.id, database: "shop", access: ["delete_backups"] });
  await sandbox.config({ findings: { assertions: [backups, year] } });
  const form = await openForm(page);
  const create = form.getByRole("button", { name: "Create token" });
  const told = form.getByRole("region", { name: "What this token will be able to do" });
  await expect(told).not.toContainText("Assertions");
  await form.getByRole("combobox", { name: "Expires" }).selectOption("Never");
  await expect(told).toContainText('"All end within a year": it has to end, and never does.');
  await expect(create).not.toHaveAttribute("aria-disabled", "true");
  await form.getByRole("combobox", { name: "Copy access from" }).fill(token.id);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(told).toContainText('"Only dr-* delete backups": delete_backups on shop.');
  await expect(create).toHaveAttribute("aria-disabled", "true");
  await expect(create).toHaveAccessibleDescription('It cannot be created unless "Only dr-* delete backups" holds.');
  await accessible(page);
  // Neither the button nor Enter in a field sends anything.
  await create.click({ force: true });
  await form.getByRole("textbox", { name: "Name" }).press("Enter");
  expect(await sandbox.writes()).toEqual([]);
  await form.getByRole("textbox", { name: "Name" }).fill("dr-nightly");
  await form.getByRole("combobox", { name: "Expires" }).selectOption("90 days");
  await expect(told).not.toContainText("Assertions");
  await create.click();
  await expect(page.getByRole("dialog", { name: "Token created" })).toBeVisible();
});

test("while the assertions make no sense, nothing is created", async ({ page, sandbox }) => {
  await sandbox.config({ findings: { assertions: [{ ...backups, aloneMay: ["delete_brunch"] }] } });
  const form = await openForm(page);
  await expect(form.getByRole("region", { name: "What this token will be able to do" })).toContainText("findings.assertions[0].aloneMay");
  await expect(form.getByRole("button", { name: "Create token" })).toHaveAccessibleDescription("Whether this token would break one is not known. Correct config.json first.");
  await form.getByRole("textbox", { name: "Name" }).press("Enter");
  expect(await sandbox.writes()).toEqual([]);
});

test("a rotation is held against what its name and its end break anew, and not against what the old token breaks", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0 && !!token.name);
  await sandbox.change({ do: "add_access", token: token.id, database: "shop", access: ["delete_backups", "read_branch"] });
  const alone = { name: "Only this one reads branches", tokens: token.name, aloneMay: ["read_branch"], blocks: true };
  await sandbox.config({ findings: { assertions: [backups, alone, { ...year, blocks: true }] } });
  await page.goto(`/acme/tokens/${token.id}`);
  await page.getByRole("button", { name: "Rotate token" }).click();
  const form = page.getByRole("dialog", { name: "Rotate token" });
  const create = form.getByRole("button", { name: "Create token" });
  const told = form.getByRole("region", { name: "What this token will be able to do" });
  await expect(told).toContainText("shop");
  // It breaks one as the old token does: that is no reason to keep the old secret.
  await expect(told).not.toContainText("Assertions");
  await expect(create).not.toHaveAttribute("aria-disabled", "true");
  await form.getByRole("textbox", { name: "Name" }).fill("another");
  await expect(told).toContainText('"Only this one reads branches": read_branch on shop.');
  await expect(told).not.toContainText("delete_backups on shop.");
  await expect(create).toHaveAttribute("aria-disabled", "true");
  await form.getByRole("textbox", { name: "Name" }).fill(token.name!);
  await expect(create).not.toHaveAttribute("aria-disabled", "true");
  await create.click();
  await expect(page.getByRole("dialog", { name: "Token created" })).toBeVisible();
});
