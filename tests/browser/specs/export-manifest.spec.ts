// What a file says of itself, and what a spreadsheet makes of it.
import { readFileSync } from "node:fs";
import type { Download, Page } from "@playwright/test";
import { accessible, copied, expect, openTokens, test } from "../fixtures";

const dialogOf = (page: Page) => page.getByRole("dialog", { name: "Export" });

async function openExport(page: Page) {
  await page.getByRole("button", { name: "Export", exact: true }).click();
  return dialogOf(page);
}

const text = async (download: Download) => readFileSync((await download.path())!, "utf8");

/** Downloads the file, and its manifest where it has one. */
async function download(page: Page, count: number) {
  const all: Download[] = [];
  page.on("download", (one) => all.push(one));
  await dialogOf(page).getByRole("button", { name: "Download" }).click();
  await expect.poll(() => all.length).toBe(count);
  return all;
}

test("beside a CSV stands a manifest that says whose it is, what was filtered and how complete", async ({ page, sandbox }) => {
  await sandbox.change({ do: "rename_token", token: (await sandbox.tokens())[0].id, name: "x;=1+1;y" });
  await openTokens(page, "?q=x&sort=name");
  await openExport(page);
  const [csv, manifest] = await download(page, 2);
  expect(csv.suggestedFilename()).toMatch(/^acme-tokens-2026-11-20T12\d{4}Z\.csv$/);
  expect(manifest.suggestedFilename()).toBe(`${csv.suggestedFilename()}.manifest.json`);
  expect(await text(csv)).toContain(`,"x;'=1+1;y",`);
  const read = JSON.parse(await text(manifest));
  expect(read).toMatchObject({
    complete: true, missing: null, organization: "acme", rows: "shown", filters: "q=x&sort=name",
    filters_in_words: "Search: ⁨x⁩. No filters. Sorted by Name.",
    generated_by: { tool: "service-token-console" }, file: { name: csv.suggestedFilename(), separator: "comma" },
  });
  expect(read.organization_id).toMatch(/./);
  expect(read.totals.rows).toBe((await text(csv)).trimEnd().split("\r\n").length - 1);
  expect(await text(manifest)).not.toContain("pscale_tkn");
});

test("a list that is not whole says so in every file, the copied one too", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/404|400|500/);
  await sandbox.reset({ tokens: 300 });
  await sandbox.fault({ method: "GET", path: "/service-tokens?page=3&", status: 500, times: 50 });
  await page.goto("/acme/tokens");
  await expect(page.getByText(/of \d+ tokens · partial$/)).toBeVisible();
  await expect(page.getByRole("alert").first()).toBeVisible({ timeout: 20_000 });
  const dialog = await openExport(page);
  await expect(dialog).toContainText("Some data has not loaded");
  await dialog.getByRole("button", { name: "Copy" }).click();
  await expect.poll(() => copied(page)).toContain(",accesses,risk,holds_unknown,complete\r\n");
  expect((await copied(page)).split("\r\n")[1]).toMatch(/,false$/);
  const [csv, manifest] = await download(page, 2);
  for (const line of (await text(csv)).trimEnd().split("\r\n").slice(1)) expect(line).toMatch(/,false$/);
  expect(JSON.parse(await text(manifest))).toMatchObject({ complete: false, missing: "Loading the list failed before its end." });
});

test("ticked rows are counted, hidden ones too, and keep the order shown", async ({ page }) => {
  await openTokens(page, "?sort=name");
  const names = await page.getByRole("table").getByRole("link").allTextContents();
  for (const place of [4, 0, 2]) await page.getByRole("checkbox", { name: `Select ${names[place]}`, exact: true }).first().click();
  await page.getByRole("searchbox", { name: "Search tokens" }).fill(names[2]);
  await expect(page.getByText(/^[1-9] of 40 tokens$/)).toBeVisible();
  const dialog = await openExport(page);
  await expect(dialog.getByRole("radio", { name: "Selected rows" })).toBeChecked();
  await expect(dialog.getByText(/^3 rows, [12] of them hidden by search or filters$/)).toBeVisible();
  await dialog.getByRole("radio", { name: "Shown rows" }).check();
  await expect(dialog.getByText(/^\d+ rows?$/)).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("searchbox", { name: "Search tokens" }).fill("");
  await expect(page.getByText("40 of 40 tokens")).toBeVisible();
  await openExport(page);
  const [csv] = await download(page, 2);
  const told = (await text(csv)).trimEnd().split("\r\n").slice(1).map((line) => line.split(",")[1]);
  expect(told).toEqual([names[0], names[2], names[4]]);
});

test.describe("where numbers have a decimal comma", () => {
  test.use({ locale: "de-DE" });

  test("a file for a spreadsheet is split at semicolons, and the choice is remembered", async ({ page, sandbox }) => {
    const [first, second] = await sandbox.tokens();
    await sandbox.change({ do: "rename_token", token: first.id, name: "007" });
    await sandbox.change({ do: "rename_token", token: second.id, name: "Größe" });
    await openTokens(page);
    let dialog = await openExport(page);
    await expect(dialog.getByRole("checkbox", { name: "For a spreadsheet" })).not.toBeChecked();
    await dialog.getByRole("checkbox", { name: "For a spreadsheet" }).check();
    await expect(dialog.getByRole("radiogroup", { name: "Separator" }).getByRole("radio", { name: "Semicolon" })).toBeChecked();
    await accessible(page);
    const [csv] = await download(page, 2);
    const lines = (await text(csv)).split("\r\n");
    expect(lines[0]).toBe("﻿id;name;created_by;created_at_utc;last_used_at_utc;expires_at_utc;expired;accesses;risk;holds_unknown");
    expect(lines.find((line) => line.includes(first.id))).toMatch(/;'007;.*;\d{4}-\d\d-\d\d \d\d:\d\d:\d\d;/);
    expect(lines.find((line) => line.includes(second.id))).toContain(";Größe;");
    await page.reload();
    await expect(page.getByText("40 of 40 tokens")).toBeVisible();
    dialog = await openExport(page);
    await expect(dialog.getByRole("checkbox", { name: "For a spreadsheet" })).toBeChecked();
    await dialog.getByRole("radio", { name: "Tab" }).check();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    dialog = await openExport(page);
    await expect(dialog.getByRole("radio", { name: "Tab" })).toBeChecked();
  });
});
