import { readFileSync } from "node:fs";
import { accessible, expect, openToken, openTokens, test } from "../fixtures";

test("the shown tokens are saved as CSV under a name that says what they are", async ({ page, sandbox }) => {
  await openTokens(page);
  await page.getByRole("button", { name: "Expired", exact: true }).click();
  await page.getByRole("button", { name: "Export" }).click();
  const dialog = page.getByRole("dialog", { name: "Export" });
  await expect(dialog.getByRole("radiogroup", { name: "Format" }).getByRole("radio", { name: "CSV" })).toBeChecked();
  await expect(dialog.getByRole("radiogroup", { name: "Layout" }).getByRole("radio", { name: "Report" })).toBeChecked();
  await expect(dialog.getByRole("radiogroup", { name: "Rows" }).getByRole("radio", { name: "Shown rows" })).toBeChecked();
  await accessible(page);
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Download" }).click()]);
  expect(download.suggestedFilename()).toMatch(/^acme-tokens-2026-11-20T12\d{4}Z\.csv$/);
  const text = readFileSync((await download.path())!, "utf8");
  const lines = text.trimEnd().split("\r\n");
  expect(lines[0]).toBe("id,name,created_by,created_at,last_used_at,expires_at,expired,accesses,risk,holds_unknown");
  expect(lines.length).toBe(5);
  for (const line of lines.slice(1)) expect(line).toContain(",true,");
  const ids = await page.getByRole("table").getByRole("row").locator("td.mono").allTextContents();
  expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual(ids);
  expect(text).not.toContain("pscale_tkn");
});

test("every token as JSON says what it is", async ({ page }) => {
  await openTokens(page, "?q=nothing-fits-this&filter=expired").catch(() => {});
  await page.goto("/acme/tokens?filter=expired");
  await expect(page.getByText("4 of 40 tokens")).toBeVisible();
  await page.getByRole("button", { name: "Export" }).click();
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.getByRole("radio", { name: "JSON" }).check();
  await dialog.getByRole("radio", { name: "All rows" }).check();
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Download" }).click()]);
  const read = JSON.parse(readFileSync((await download.path())!, "utf8"));
  expect(read).toMatchObject({ organization: "acme", generated_at: expect.stringMatching(/^2026-11-20T12:00:0/), filters: "", complete: true, count: 40 });
  expect(read.rows.length).toBe(40);
});

test("a token's access is saved in the command line's layout", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length > 4);
  await openToken(page, token.id);
  await page.getByRole("button", { name: "Export" }).click();
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.getByRole("radio", { name: "JSON" }).check();
  await dialog.getByRole("radio", { name: "pscale" }).check();
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Download" }).click()]);
  expect(download.suggestedFilename()).toMatch(new RegExp(`^acme-${token.id}-access-2026-11-20T12\\d{4}Z\\.json$`));
  const read: { resource_name: string; accesses: string[] }[] = JSON.parse(readFileSync((await download.path())!, "utf8"));
  const pairs = read.flatMap((group) => group.accesses.map((one) => `${group.resource_name === "acme" ? "" : group.resource_name},${one}`));
  expect(pairs.sort()).toEqual(token.access.map(String).sort());
});

test("the access report lists every access, and its export has the same rows", async ({ page, sandbox }) => {
  const all = (await sandbox.tokens()).flatMap((token) => token.access);
  await page.goto("/acme/access");
  await expect(page.getByRole("heading", { level: 1, name: "Access report" })).toBeVisible();
  await expect(page.getByText(`${all.length} accesses`)).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "Destroys" }).click();
  await page.getByRole("searchbox", { name: "Search access" }).fill("delete");
  await expect(page).toHaveURL(/q=delete.*only=destroys|only=destroys.*q=delete/);
  const wanted = all.filter(([, permission]) => permission.includes("delete")).length;
  await expect(page.getByText(`${wanted} accesses`)).toBeVisible();
  await page.getByRole("button", { name: "Export" }).click();
  const dialog = page.getByRole("dialog", { name: "Export" });
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Download" }).click()]);
  expect(download.suggestedFilename()).toMatch(/^acme-access-report-2026-11-20T12\d{4}Z\.csv$/);
  const lines = readFileSync((await download.path())!, "utf8").trimEnd().split("\r\n");
  expect(lines.length).toBe(wanted + 1);
  await page.getByRole("button", { name: "Grouped" }).click();
  await expect(page.getByRole("region", { name: "Access by token" })).toContainText("delete");
});

test("where the list tells no access, each token is asked, and that can be stopped", async ({ page, sandbox }) => {
  await sandbox.change({ do: "accesses_in_list", are: "null" });
  await sandbox.change({ do: "latency", millis: 60 });
  await page.goto("/acme/access");
  await expect(page.getByRole("progressbar", { name: "Loading access" })).toBeVisible();
  await page.getByRole("button", { name: "Stop" }).click();
  // Whether some were read by then or none: it is never told as all, nor as none that there are.
  await expect(page.getByText(/^([1-9][\d,]* accesses · partial|Access not loaded)$/)).toBeVisible();
  await sandbox.change({ do: "latency", millis: 0 });
  await page.getByRole("button", { name: "Refresh" }).click();
  const all = (await sandbox.tokens()).flatMap((token) => token.access);
  await expect(page.getByText(`${all.length} accesses`, { exact: true })).toBeVisible();
});
