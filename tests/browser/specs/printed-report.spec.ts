// The report as an auditor takes it: everything is on paper, totals agree, and what was not read is said to be so.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures";

/** The texts of the sheets. */
async function sheets(page: Page, path: string): Promise<string[]> {
  writeFileSync(path, await page.pdf({ format: "A4", printBackground: false }));
  const text = execFileSync("pdftotext", ["-layout", path, "-"], { maxBuffer: 1 << 28 }).toString();
  return text.split("\f").slice(0, -1);
}

const flat = (text: string) => text.replace(/\s+/g, " ");

const isReady = (page: Page, text: string | RegExp) => expect(page.getByRole("status").getByText(text)).toBeVisible({ timeout: 60_000 });

/** The numbers of a row of the summary: tokens and accesses. */
async function counted(page: Page, risk: string) {
  const row = page.getByRole("table", { name: "Summary by risk" }).getByRole("row", { name: new RegExp(`^${risk} `) });
  const cells = await row.getByRole("cell").allInnerTexts();
  return cells.slice(1).map((cell) => Number(cell.replaceAll(",", "")));
}

/** Notes the memory of the program, which is not exposed to the page. */
const watchMemory = (page: Page) => page.addInitScript(() => {
  const memories = new Set<WebAssembly.Memory>();
  (window as any).programMemories = memories;
  for (const name of ["instantiate", "instantiateStreaming"] as const) {
    const own = WebAssembly[name] as (...given: unknown[]) => Promise<any>;
    (WebAssembly as any)[name] = async (...given: unknown[]) => {
      const made = await own.apply(WebAssembly, given);
      for (const one of Object.values((made.instance ?? made).exports)) if (one instanceof WebAssembly.Memory) memories.add(one);
      return made;
    };
  }
});

/** The memory of the program, in megabytes. */
async function programMemory(page: Page): Promise<number> {
  const bytes = await page.evaluate(() => [...(window as any).programMemories].map((one: WebAssembly.Memory) => one.buffer.byteLength));
  expect(bytes.length).toBeGreaterThan(0);
  return Math.max(...bytes) / 1e6;
}

test.setTimeout(180_000);

test("one press on the access report leads to every token and every access on paper", async ({ page, sandbox }, info) => {
  await sandbox.reset({ tokens: 150, databases: 30, accesses: 12 });
  const tokens = await sandbox.tokens();
  const accesses = tokens.flatMap((token) => token.access);
  await page.goto("/acme/access");
  await expect(page.getByText(`${accesses.length.toLocaleString("en")} accesses`, { exact: true })).toBeVisible({ timeout: 30_000 });
  await page.getByRole("link", { name: "Printable report" }).click();
  await expect(page).toHaveURL(/\/acme\/report\/print$/);
  await expect(page.getByRole("heading", { level: 1, name: "Access report of acme" })).toBeFocused();
  await expect(page).toHaveTitle("Access report of acme · acme · Service token console");
  await isReady(page, `Ready to print: 150 tokens, ${accesses.length.toLocaleString("en")} accesses.`);
  await expect(page.getByRole("article")).toHaveCount(150);
  // Each token is to be signed.
  await expect(page.getByRole("table", { name: "Sign-off" }).getByRole("row")).toHaveCount(151);
  expect(await counted(page, "Total")).toEqual([150, accesses.length]);

  const all = await sheets(page, info.outputPath("report.pdf"));
  for (const [place, sheet] of all.entries()) {
    expect(flat(sheet), `sheet ${place + 1}`).toMatch(/acme\. 150 tokens, [\d,]+ accesses\. Every token and every access\. Complete\. Printed 2026-11-20 12:\d\d:\d\d/);
    expect(flat(sheet), `sheet ${place + 1}`).toContain(`Page ${place + 1} of ${all.length}`);
    expect(sheet.trim().split("\n").length, `sheet ${place + 1} is blank`).toBeGreaterThan(3);
    expect(flat(sheet)).not.toMatch(/\d+ \w+ ago|\bin \d+ \w+s?\b/);
  }
  const text = all.join("\n");
  // Once in its block, once in the table to sign.
  for (const { id } of tokens) expect(text.split(id).length - 1, id).toBe(2);
  expect(all[0]).toMatch(/Summary by risk/);
  expect(flat(text)).toMatch(/keep reduce delete/);
});

test("the search and the filters are those of the address, and are told in words", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 60, databases: 12, accesses: 12 });
  const tokens = await sandbox.tokens();
  const holders = tokens.filter((token) => token.access.some(([, permission]) => permission === "read_branch"));
  const accesses = holders.flatMap((token) => token.access).filter(([, permission]) => permission === "read_branch");
  await page.goto("/acme/access?q=perm:read_branch");
  await page.getByRole("button", { name: "Export" }).click();
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.getByRole("radio", { name: "All rows" }).check();
  await expect(dialog.getByRole("link", { name: "Printable report" })).toHaveAttribute("href", "acme/report/print");
  await dialog.getByRole("radio", { name: "Shown rows" }).check();
  await dialog.getByRole("link", { name: "Printable report" }).click();
  await expect(page).toHaveURL(/\/acme\/report\/print\?q=perm/);
  await isReady(page, `${holders.length} tokens, ${accesses.length} accesses.`);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByText(/Accesses: search .perm:read_branch/).first()).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(holders.length);
  // How much of a token is left out, is told of it.
  const [one] = holders.filter((token) => token.access.length > 1);
  const own = one!.access.filter(([, permission]) => permission === "read_branch").length;
  await expect(page.getByRole("article", { name: one!.id }).getByText(`${own} of ${one!.access.length} match`)).toBeVisible();

  await page.goto("/acme/tokens?filter=no_expiry");
  await expect(page.getByText(/\d+ of 60 tokens/)).toBeVisible();
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("dialog", { name: "Export" }).getByRole("link", { name: "Printable report" }).click();
  await isReady(page, /Ready to print/);
  await expect(page.getByText("Tokens: No expiry.").first()).toBeVisible();
});

test("a report that is not whole says so on its first lines, on each sheet and at each token", async ({ page, sandbox, allowed }, info) => {
  allowed.console.push(/500/);
  await sandbox.reset({ tokens: 300 });
  await sandbox.fault({ method: "GET", path: "/service-tokens?page=3&", status: 500, times: 50 });
  await page.goto("/acme/report/print");
  await isReady(page, /Ready to print: 200 tokens/);
  const why = "NOT COMPLETE: Loading the list failed before its end.";
  await expect(page.getByText(why).first()).toBeVisible();
  const all = await sheets(page, info.outputPath("partial.pdf"));
  for (const [place, sheet] of all.entries()) expect(flat(sheet), `sheet ${place + 1}`).toContain(why);
});

test("a token whose access was not read is in the report, and is not told to hold nothing", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/500/);
  await sandbox.reset({ tokens: 12, accesses: 4 });
  const [unread] = await sandbox.tokens();
  await page.route("**/service-tokens?*", async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    for (const token of body.data) token.service_token_accesses = null;
    await route.fulfill({ response: answer, json: body });
  });
  await sandbox.fault({ method: "GET", path: `/service-tokens/${unread!.id}`, status: 500, times: 50 });
  await page.goto("/acme/report/print");
  await isReady(page, /Ready to print: 12 tokens/);
  await expect(page.getByText("NOT COMPLETE: The access of 1 token was not loaded.").first()).toBeVisible();
  const block = page.getByRole("article", { name: unread!.id });
  await expect(block.getByText("The access of this token was not loaded. It may hold any permission.")).toBeVisible();
  await expect(block.getByText("It holds no permission.")).toHaveCount(0);
  expect(await counted(page, "access not loaded")).toEqual([1, Number.NaN]);
  await expect(page.getByRole("table", { name: "Sign-off" }).getByRole("row", { name: unread!.id }).getByText("access not loaded")).toBeVisible();
});

test("what a database inherits is told, and is not counted again", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 1, databases: 3, accesses: 0 });
  const [token] = await sandbox.tokens();
  const [first, second] = await sandbox.databases();
  await sandbox.change({ do: "add_access", token: token!.id, database: "", access: ["read_branch"] });
  await sandbox.change({ do: "add_access", token: token!.id, database: first!, access: ["delete_branch"] });
  await sandbox.change({ do: "add_access", token: token!.id, database: second!, access: ["delete_branch"] });
  await page.goto("/acme/report/print");
  await isReady(page, "Ready to print: 1 token, 3 accesses.");
  const block = page.getByRole("article", { name: token!.id });
  await expect(block.getByRole("term").filter({ hasText: `The same on 2 resources: ${[first, second].sort().join(", ")}` })).toBeVisible();
  await expect(block.getByText("Through all databases: read_branch")).toHaveCount(1);
});

test("two thousand tokens are laid out in pieces, and all of them are in the page", async ({ page, sandbox }) => {
  await watchMemory(page);
  await sandbox.reset({ tokens: 2000, databases: 200, accesses: 10 });
  await page.goto("/acme/report/print");
  await expect(page.getByRole("button", { name: "Print" })).toHaveAccessibleDescription("The report is not ready yet.");
  await expect(page.getByRole("progressbar", { name: "Laying the report out" })).toBeVisible({ timeout: 60_000 });
  // The page answers meanwhile, and says that it is not whole if it is printed now.
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await expect(page.locator(".paper-line")).toContainText("NOT COMPLETE: The report was still being laid out.");
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  // To look for roles in so large a page again and again would take the time that it is laid out in.
  const told = () => page.locator("p[role=status]").allInnerTexts();
  await expect.poll(told, { timeout: 120_000, intervals: [2_000] }).toContainEqual(expect.stringMatching(/^Ready to print: 2,000 tokens/));
  expect(await page.getByRole("article").count()).toBe(2000);
  const accesses = (await sandbox.tokens()).reduce((sum, token) => sum + token.access.length, 0);
  expect(await counted(page, "Total")).toEqual([2000, accesses]);
  expect(await page.getByRole("table", { name: "Sign-off" }).getByRole("row").count()).toBe(2001);
  // What is in the page is kept by the browser alone: ten thousand tokens would be a gigabyte of the program's.
  expect(await programMemory(page)).toBeLessThan(50);
});

test("the button asks the browser to print, once the report is whole", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 3 });
  await page.addInitScript(() => {
    (window as unknown as { printed: number }).printed = 0;
    window.print = () => void (window as unknown as { printed: number }).printed++;
  });
  await page.goto("/acme/report/print");
  await isReady(page, /Ready to print: 3 tokens/);
  await page.getByRole("button", { name: "Print" }).click();
  expect(await page.evaluate(() => (window as unknown as { printed: number }).printed)).toBe(1);
});
