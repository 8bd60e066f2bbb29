// Every page in every state that it can be in: looked at in pictures, and checked for accessibility.
import type { Page } from "@playwright/test";
import { type Sandbox, expect, openToken, openTokens } from "./fixtures";

export interface State {
  name: string;
  /** What the browser may say meanwhile. */
  says?: RegExp;
  open(page: Page, sandbox: Sandbox): Promise<void>;
}

const HTML = "<!doctype html><title>Proxy</title><h1>Bad gateway</h1>";
const LONG = "a-name-without-a-single-space-".repeat(30);
const NASTY = "‮gnp.exe <script>alert(1)</script> 🔑🔑🔑 اسم الرمز";

const total = (page: Page, count: number) => expect(page.getByText(`${count} of ${count} tokens`)).toBeVisible({ timeout: 20_000 });

/** The token with the most access. */
async function widest(sandbox: Sandbox) {
  const tokens = await sandbox.tokens();
  return tokens.reduce((most, token) => (token.access.length > most.access.length ? token : most));
}

async function editing(page: Page, sandbox: Sandbox) {
  const token = await sandbox.some((token) => token.access.length > 3);
  await openToken(page, token.id);
  await page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "delete_databases" }).click();
  await expect(page.getByText("1 unsaved changes")).toBeVisible();
}

async function creating(page: Page) {
  await openTokens(page);
  await page.getByRole("button", { name: "New token" }).click();
  return page.getByRole("dialog", { name: "New service token" });
}

export const STATES: State[] = [
  { name: "tokens", open: (page) => openTokens(page) },
  { name: "tokens-selected", open: async (page) => {
    await openTokens(page);
    for (const row of [1, 3]) await page.getByRole("row").nth(row).getByRole("checkbox").check();
  } },
  { name: "tokens-columns", open: async (page) => {
    await openTokens(page);
    await page.getByRole("button", { name: "Columns" }).click();
  } },
  { name: "tokens-none-matches", open: async (page) => {
    await page.goto("/acme/tokens?q=nothing-is-called-so");
    await expect(page.getByText("0 of 40 tokens")).toBeVisible();
  } },
  { name: "tokens-empty", open: async (page, sandbox) => {
    await sandbox.reset({ tokens: 0 });
    await page.goto("/acme/tokens");
    await expect(page.getByText("No service tokens yet")).toBeVisible();
  } },
  { name: "tokens-one", open: async (page, sandbox) => {
    await sandbox.reset({ tokens: 1 });
    await page.goto("/acme/tokens");
    await total(page, 1);
  } },
  { name: "tokens-thousands", open: async (page, sandbox) => {
    await sandbox.reset({ tokens: 3_000 });
    await page.goto("/acme/tokens");
    await total(page, 3_000);
  } },
  { name: "tokens-nasty-names", open: async (page, sandbox) => {
    await sandbox.reset({ tokens: 40, nasty: true });
    const tokens = await sandbox.tokens();
    await sandbox.change({ do: "rename_token", token: tokens[0]!.id, name: LONG });
    await sandbox.change({ do: "rename_token", token: tokens[1]!.id, name: NASTY });
    await page.goto("/acme/tokens");
    await total(page, 40);
  } },
  { name: "tokens-loading", open: async (page, sandbox) => {
    await sandbox.reset({ tokens: 3_000 });
    await sandbox.change({ do: "latency", millis: 1_500 });
    await page.goto("/acme/tokens");
    await expect(page.getByRole("progressbar")).toBeVisible();
  } },
  { name: "tokens-partial", says: /500/, open: async (page, sandbox) => {
    await sandbox.reset({ tokens: 350 });
    await sandbox.fault({ method: "GET", path: "page=3&", status: 500, body: HTML, times: 50 });
    await page.goto("/acme/tokens");
    await expect(page.getByRole("alert")).toBeVisible({ timeout: 20_000 });
  } },
  { name: "tokens-forbidden", says: /403|404/, open: async (page, sandbox) => {
    const body = JSON.stringify({ code: "not_found", message: "Not Found" });
    await sandbox.fault({ method: "GET", path: "/service-tokens", status: 404, body, times: 50 });
    await page.goto("/acme/tokens");
    await expect(page.getByRole("alert")).toBeVisible();
  } },
  { name: "tokens-wrong-proxy", says: /./, open: async (page, sandbox) => {
    await sandbox.fault({ gateway: true, method: "GET", path: "/service-tokens", status: 200, body: HTML, times: 50 });
    await page.goto("/acme/tokens");
    await expect(page.getByRole("alert")).toBeVisible();
  } },
  { name: "tokens-signed-out", says: /401|302/, open: async (page, sandbox) => {
    await sandbox.session({ state: "ended" });
    await page.goto("/acme/tokens");
    await expect(page.getByRole("alert")).toContainText("You are signed out");
  } },
  { name: "tokens-read-only", open: async (page, sandbox) => {
    await sandbox.config({ readOnly: true, notice: "Sandbox" });
    await openTokens(page);
  } },
  { name: "new-token", open: async (page) => { await creating(page); } },
  { name: "new-token-start", open: async (page) => {
    const form = await creating(page);
    await form.getByRole("combobox", { name: "Start with" }).selectOption("Metrics, read-only");
    await form.getByRole("combobox", { name: "On database" }).fill("s");
    await expect(page.locator("[role=option]").first()).toBeVisible();
  } },
  { name: "token-created", open: async (page) => {
    const form = await creating(page);
    await form.getByRole("textbox", { name: "Name" }).fill("reports");
    await form.getByRole("button", { name: "Create token" }).click();
    await expect(page.getByRole("dialog", { name: "Token created" })).toBeVisible();
  } },
  { name: "export", open: async (page) => {
    await openTokens(page);
    await page.getByRole("button", { name: "Export" }).click();
    await expect(page.getByRole("dialog", { name: "Export" })).toBeVisible();
  } },
  { name: "token", open: async (page, sandbox) => openToken(page, (await widest(sandbox)).id) },
  { name: "token-without-access", open: async (page, sandbox) => openToken(page, (await sandbox.some((token) => token.access.length === 0)).id) },
  { name: "token-many-databases", open: async (page, sandbox) => {
    await sandbox.reset({ tokens: 40, databases: 500, accesses: 80 });
    await openToken(page, (await widest(sandbox)).id);
  } },
  { name: "token-changed", open: editing },
  { name: "token-find", open: async (page, sandbox) => {
    await openToken(page, (await widest(sandbox)).id);
    await page.getByRole("searchbox", { name: "Find a permission" }).fill("backup");
  } },
  { name: "review", open: async (page, sandbox) => {
    await editing(page, sandbox);
    await page.getByRole("button", { name: "Review changes" }).click();
    await expect(page.getByRole("dialog", { name: "Review changes" })).toBeVisible();
  } },
  { name: "delete", open: async (page, sandbox) => {
    await openToken(page, (await widest(sandbox)).id);
    await page.getByRole("button", { name: "Delete token" }).click();
    await expect(page.getByRole("alertdialog")).toBeVisible();
  } },
  { name: "rotate", open: async (page, sandbox) => {
    await openToken(page, (await widest(sandbox)).id);
    await page.getByRole("button", { name: "Rotate token" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
  } },
  { name: "token-gone", says: /404/, open: async (page) => {
    await page.goto("/acme/tokens/gone12345678");
    await expect(page.getByRole("heading", { level: 1, name: "Token not found" })).toBeVisible();
  } },
  { name: "access-report", open: async (page) => {
    await page.goto("/acme/access");
    await expect(page.getByText(/^[\d,]+ accesses$/)).toBeVisible();
  } },
  { name: "organizations", open: async (page, sandbox) => {
    await sandbox.reset({ organizations: 4 });
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1, name: "Organizations" })).toBeVisible();
    await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(4);
  } },
  { name: "settings", open: async (page) => {
    await openTokens(page);
    await page.getByRole("link", { name: "Settings" }).click();
    await expect(page.getByRole("table", { name: "Request log" })).toBeVisible();
  } },
  { name: "not-found", open: async (page) => {
    await page.goto("/no/such/page/here");
    await expect(page.getByRole("heading", { level: 1, name: "Page not found" })).toBeVisible();
  } },
];

/** The looks that a reader can choose or has to have. */
export const LOOKS = [
  { name: "light", media: { colorScheme: "light", forcedColors: "none" } },
  { name: "dark", media: { colorScheme: "dark", forcedColors: "none" } },
  { name: "forced", media: { colorScheme: "dark", forcedColors: "active" } },
] as const;
