// The common work takes few steps: each press of the mouse is counted, and the same goes with keys alone.
import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { type Sandbox, copied, expect, openToken, openTokens, test } from "../fixtures";
import { forty } from "../states";

class Hand {
  clicks = 0;
  async click(what: Locator) { this.clicks += 1; await what.click(); }
  async choose(what: Locator, option: string) { this.clicks += 1; await what.selectOption(option); }
}

async function granted(sandbox: Sandbox, name: string) {
  const token = await sandbox.some((token) => token.name === name);
  return token.access.map(([, permission]) => permission).sort();
}

const METRICS = ["read_branch", "read_database", "read_metrics_endpoints"];

test("a read-only metrics token for one database, verified, takes six clicks", async ({ page, sandbox, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  await openTokens(page);
  const hand = new Hand();
  await hand.click(page.getByRole("button", { name: "New token" }));
  const form = page.getByRole("dialog", { name: "New service token" });
  await expect(form.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.type("scraper");
  await hand.choose(form.getByRole("combobox", { name: "Start with" }), "Metrics, read-only");
  await hand.click(form.getByRole("combobox", { name: "On database" }));
  await page.keyboard.type("shop");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(form.getByRole("region", { name: "What this token will be able to do" })).toContainText("read_metrics_endpoints");
  await hand.click(form.getByRole("button", { name: "Create token" }));
  const done = page.getByRole("dialog", { name: "Token created" });
  await expect(done).toContainText("3 accesses granted and confirmed");
  // What is copied is pasted into a shell, which says whether the token works.
  await hand.click(done.getByRole("button", { name: "Copy environment and check" }));
  const secret = await done.getByRole("textbox", { name: "Token secret" }).inputValue();
  await expect.poll(() => copied(page)).toMatch(new RegExp(`export PLANETSCALE_SERVICE_TOKEN=${secret}\\n+curl .*/v1/organizations\\n+curl .*/acme/databases/shop`));
  await hand.click(done.getByRole("button", { name: "Done" }));
  await expect(done).toHaveCount(0);
  expect(hand.clicks).toBeLessThanOrEqual(6);
  expect(await granted(sandbox, "scraper")).toEqual(METRICS);
});

async function reach(page: Page, what: Locator) {
  for (let key = 0; key < 60; key += 1) {
    if (await what.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press("Tab");
  }
  await expect(what).toBeFocused();
}

test("the same with the keys alone", async ({ page, sandbox, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  await openTokens(page);
  await reach(page, page.getByRole("button", { name: "New token" }));
  await page.keyboard.press("Enter");
  const form = page.getByRole("dialog", { name: "New service token" });
  await expect(form.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.type("scraper");
  await reach(page, form.getByRole("combobox", { name: "Start with" }));
  await page.keyboard.type("Metrics");
  await reach(page, form.getByRole("combobox", { name: "On database" }));
  await page.keyboard.type("shop");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await reach(page, form.getByRole("button", { name: "Create token" }));
  await page.keyboard.press("Enter");
  const done = page.getByRole("dialog", { name: "Token created" });
  await expect(done).toContainText("3 accesses granted and confirmed");
  await reach(page, done.getByRole("button", { name: "Copy secret" }));
  await page.keyboard.press("Enter");
  await reach(page, done.getByRole("button", { name: "Done" }));
  await page.keyboard.press("Enter");
  await expect(done).toHaveCount(0);
  expect(await granted(sandbox, "scraper")).toEqual(METRICS);
});

test("a job without a database is asked for one, and nothing is created", async ({ page, sandbox }) => {
  await openTokens(page);
  await page.getByRole("button", { name: "New token" }).click();
  const form = page.getByRole("dialog", { name: "New service token" });
  await form.getByRole("combobox", { name: "Start with" }).selectOption("Read everything except data");
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(form).toContainText("Choose a database.");
  expect(await sandbox.writes()).toEqual([]);
});

test("which tokens expire this month, as CSV, takes three clicks", async ({ page }) => {
  await openTokens(page);
  const hand = new Hand();
  await hand.click(page.getByRole("group", { name: "Filters" }).getByRole("button", { name: "Expires within 30 days" }));
  await expect(page.getByText(/^\d+ of 40 tokens$/)).not.toHaveText("40 of 40 tokens");
  const shown = Number((await page.getByText(/^\d+ of 40 tokens$/).innerText()).split(" ")[0]);
  await hand.click(page.getByRole("button", { name: "Export" }));
  const saved = page.waitForEvent("download");
  await hand.click(page.getByRole("dialog", { name: "Export" }).getByRole("button", { name: "Download" }));
  const file = readFileSync(await (await saved).path(), "utf8");
  expect((await saved).suggestedFilename()).toMatch(/^acme-tokens-.*\.csv$/);
  expect(file.trim().split(/\r?\n/)).toHaveLength(shown + 1);
  expect(hand.clicks).toBeLessThanOrEqual(3);
});

test("a token with access to 40 of 500 databases is seen at once, and changed in five clicks without scrolling", async ({ page, sandbox }) => {
  const token = await forty(sandbox);
  await openToken(page, token.id, "");
  const can = page.getByRole("region", { name: "What this token can do" });
  await expect(can.getByText("Access on 40 of 500 databases")).toBeInViewport();
  await expect(can.getByRole("listitem").filter({ hasText: /^destroys production/ })).toContainText("delete_production_branch");
  await expect(can.getByRole("listitem").filter({ hasText: /^destroys production/ })).toContainText("on 1 database directly");
  await expect(can.getByRole("listitem").filter({ hasText: /^changes production/ })).toBeInViewport();
  const access = page.getByRole("region", { name: "Access", exact: true });
  // The organization, all databases and the forty, each a line with how much it holds and its risk, in two screens.
  const groups = access.getByRole("group").filter({ has: page.getByRole("heading", { level: 3 }) });
  await expect(groups).toHaveCount(42);
  const last = (await groups.last().boundingBox())!;
  expect(last.y + last.height).toBeLessThan(2 * 800);
  const risky = token.access.find(([, permission]) => permission === "delete_production_branch")![0];
  const line = access.getByRole("group", { name: risky, exact: true });
  await expect(line).toContainText("3 of 32");
  await expect(line).toContainText("destroys");
  await expect(line).toContainText("production");

  const hand = new Hand();
  await hand.click(page.getByRole("searchbox", { name: "Find a permission" }));
  await page.keyboard.type("delete_production_branch");
  await expect(line).toContainText("1 of 3");
  await hand.click(page.getByRole("combobox", { name: "Add a database" }));
  await page.keyboard.type(risky);
  await page.keyboard.press("Enter");
  await expect(line.getByRole("button", { name: risky, exact: true })).toBeFocused();
  const box = line.getByRole("checkbox", { name: "delete_production_branch", exact: true });
  await expect(box).toBeInViewport({ ratio: 1 });
  await hand.click(box);
  await hand.click(page.getByRole("button", { name: "Review changes" }));
  await hand.click(page.getByRole("button", { name: "Apply changes" }));
  await expect(page.getByText("1 change applied")).toBeVisible();
  expect((await sandbox.token(token.id))!.access).toHaveLength(token.access.length - 1);
  expect(hand.clicks).toBeLessThanOrEqual(5);
});
