// What is on paper: everything or said to be cut, and on each sheet whose it is, when, what is shown and how complete.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, openToken, test } from "../fixtures";

/** The texts of the sheets. */
async function sheets(page: Page, path: string): Promise<string[]> {
  writeFileSync(path, await page.pdf({ format: "A4", printBackground: false }));
  const text = execFileSync("pdftotext", ["-layout", path, "-"], { maxBuffer: 1 << 28 }).toString();
  return text.split("\f").slice(0, -1);
}

/** On each sheet the line, and more than the line. */
function told(all: string[], ...lines: RegExp[]) {
  for (const [place, sheet] of all.entries()) {
    const flat = sheet.replace(/\s+/g, " ");
    for (const line of [/acme\./, /Printed 2026-11-20 12:\d\d:\d\d/, ...lines]) expect(flat, `sheet ${place + 1}`).toMatch(line);
    expect(sheet.trim().split("\n").length, `sheet ${place + 1} is blank`).toBeGreaterThan(3);
    expect(flat).not.toMatch(/\d+ \w+ ago|\bin \d+ \w+s?\b/);
  }
}

test.setTimeout(120_000);

test("every token is on paper, under its heads, with dates", async ({ page, sandbox }, info) => {
  await sandbox.reset({ tokens: 600, accesses: 5 });
  const { length } = await sandbox.tokens();
  await page.goto("/acme/tokens?sort=name");
  await expect(page.getByText("600 of 600 tokens", { exact: true })).toBeVisible({ timeout: 20_000 });
  const all = await sheets(page, info.outputPath("tokens.pdf"));
  told(all, /600 of 600 tokens\. No search, no filters\. Sorted by Name\. Complete\./, /Name ID Accesses Last used Expires Created Created by/);
  const text = all.join("\n");
  expect(length).toBe(600);
  for (const { id } of await sandbox.tokens()) expect(text).toContain(id);
  // The page is as it was.
  await expect(page.getByText("600 of 600 tokens", { exact: true })).toBeVisible();
  await expect.poll(() => page.getByRole("table").getByRole("row").count()).toBeLessThan(100);
});

test("a list that is not whole says so on each sheet, with its filters", async ({ page, sandbox, allowed }, info) => {
  allowed.console.push(/500/);
  await sandbox.reset({ tokens: 300 });
  await sandbox.fault({ method: "GET", path: "/service-tokens?page=3&", status: 500, times: 50 });
  await page.goto("/acme/tokens?filter=expired,no_expiry");
  await expect(page.getByRole("alert").first()).toBeVisible({ timeout: 30_000 });
  told(await sheets(page, info.outputPath("partial.pdf")), /Filters: Expired or No expiry\./, /NOT COMPLETE: Loading the list failed before its end\./);
});

test("the report and its groups are on paper whole", async ({ page, sandbox }, info) => {
  await sandbox.reset({ tokens: 40, databases: 20, accesses: 12 });
  const all = (await sandbox.tokens()).flatMap((token) => token.access.map(([, permission]) => permission));
  await page.goto("/acme/access");
  await expect(page.getByText(`${all.length} accesses`, { exact: true })).toBeVisible();
  const rows = await sheets(page, info.outputPath("report.pdf"));
  told(rows, new RegExp(`${all.length} accesses\\. No search, no filters\\. Sorted by Token\\. Complete\\.`), /Token ID Resource Permission Effect/);
  // Each permission is a word of its own where it fits in its column.
  const count = (text: string) => text.split(/\s+/).filter((word) => word === "read_branch").length;
  expect(count(rows.join("\n"))).toBe(all.filter((one) => one === "read_branch").length);
  await page.getByRole("button", { name: "Grouped" }).click();
  await expect(page.getByRole("region", { name: "Access by token" })).toBeVisible();
  const groups = await sheets(page, info.outputPath("grouped.pdf"));
  told(groups, /Complete\./);
  for (const token of (await sandbox.tokens()).filter((one) => one.access.length > 0)) expect(groups.join("\n")).toContain(token.id);
});

test("the matrix is on paper whole: every column beside every token", async ({ page, sandbox }, info) => {
  await sandbox.reset({ tokens: 60, databases: 50, accesses: 12 });
  const tokens = (await sandbox.tokens()).map(({ id, name }) => name ?? id);
  const databases = await sandbox.databases();
  const heads = { permissions: ["read_organization", "write_branch_vschema"], databases: ["Organization", "All databases", ...databases] };
  for (const [columns, names] of Object.entries(heads)) {
    await page.goto(`/acme/access?view=matrix&columns=${columns}`);
    await expect(page.getByRole("grid", { name: "Permission matrix" })).toBeVisible();
    await expect(page.getByText(/^[\d,]+ accesses$/)).toBeVisible();
    const all = await sheets(page, info.outputPath(`${columns}.pdf`));
    told(all, /Complete\./);
    const text = all.join("\n");
    for (const name of names) expect(text, name).toContain(name);
    for (const name of tokens) expect(text.split(name).length, name).toBeGreaterThanOrEqual(3);
    expect(text).toMatch(/Columns 1 to \d+ of \d+/);
  }
  await expect(page.locator(".matrix-sheet")).toHaveCount(0);
});

test("too many rows are said to be cut, on the first line", async ({ page, sandbox }, info) => {
  await sandbox.reset({ tokens: 1, databases: 1, accesses: 0 });
  // Of a very long report only the line is of interest: what is listed is answered at once.
  const access = Array.from({ length: 110 }, (_, place) => ({ id: `a${place}`, access: `perm_${place}`, resource_name: "acme", resource_id: "org", resource_type: "Organization" }));
  await page.route("**/service-tokens?*", async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    const [one] = body.data;
    body.data = Array.from({ length: 100 }, (_, place) => ({ ...one, id: `tok${place}`, service_token_accesses: access }));
    Object.assign(body, { next_page: null, last_page: 1, total_count: 100 });
    await route.fulfill({ response: answer, json: body });
  });
  await page.goto("/acme/access?view=grouped");
  await expect(page.getByText("11,000 accesses", { exact: true })).toBeVisible();
  const grouped = await sheets(page, info.outputPath("uncut.pdf"));
  expect(grouped[0]).not.toContain("CUT");
  await page.getByRole("button", { name: "Table", exact: true }).click();
  await expect(page.getByRole("table", { name: "Access report" })).toBeVisible();
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await expect(page.locator(".paper-line")).toHaveText(/^CUT: only the first 10,000 of 11,000 are on paper\./);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await expect(page.locator(".paper-line")).toHaveCount(0);
});

test("a token's permissions are on paper by their names", async ({ page, sandbox }, info) => {
  const token = await sandbox.some((token) => token.access.length > 8);
  await openToken(page, token.id);
  const all = await sheets(page, info.outputPath("token.pdf"));
  told(all, new RegExp(`${token.id}\\. Complete\\.`), /Resource Permission Effect What it lets the token do/);
  const text = all.join("\n");
  for (const permission of new Set(token.access.map(([, one]) => one).filter((one) => one.length < 24))) expect(text).toContain(permission);
});

test("marks are bordered words where grounds are left out", async ({ page }) => {
  await page.goto("/acme/tokens?filter=expired");
  const badge = page.getByRole("table").getByText("expired", { exact: true }).first();
  await expect(badge).toBeVisible();
  await page.emulateMedia({ media: "print" });
  const style = await badge.evaluate((element) => {
    const { color, borderTopStyle, borderTopWidth, fontWeight, backgroundColor } = getComputedStyle(element);
    return { color, borderTopStyle, borderTopWidth, fontWeight, backgroundColor };
  });
  expect(style).toEqual({ color: "rgb(0, 0, 0)", borderTopStyle: "solid", borderTopWidth: "2px", fontWeight: "700", backgroundColor: "rgba(0, 0, 0, 0)" });
});
