// Every page in every state that it can be in: looked at in pictures, and checked for accessibility.
import type { Page } from "@playwright/test";
import { type Allowed, NOW, type Sandbox, type Token, expect, openToken, openTokens } from "./fixtures";

export interface State {
  name: string;
  /** What the browser may say meanwhile. */
  says?: RegExp;
  /** What it is recognized by, as role and name. */
  sees?: [Parameters<Page["getByRole"]>[0], string | RegExp][];
  /** Its structure is kept in trees/: one state for each kind of page and dialog. */
  tree?: true;
  open(page: Page, sandbox: Sandbox): Promise<void>;
}

const HTML = "<!doctype html><title>Proxy</title><h1>Bad gateway</h1>";
const LONG = "a-name-without-a-single-space-".repeat(30);
const NASTY = "‮gnp.exe <script>alert(1)</script> 🔑🔑🔑 اسم الرمز";

/** Everything after that is never answered. */
const silent = (path: string, skip = 0) => ({ method: "GET", path, skip, hang: true, times: 200 });
const refused = (path: string, status = 404) => ({
  method: "GET", path, status, times: 50, body: JSON.stringify({ code: status === 404 ? "not_found" : "unprocessable", message: "Not Found" }),
});

const total = (page: Page, count: number) => expect(page.getByText(`${count} of ${count} tokens`)).toBeVisible({ timeout: 20_000 });

/** The token with the most access. */
async function widest(sandbox: Sandbox) {
  const tokens = await sandbox.tokens();
  return tokens.reduce((most, token) => (token.access.length > most.access.length ? token : most));
}

/** A token with access to 40 of 500 databases, most of it of three kinds. */
export async function forty(sandbox: Sandbox): Promise<Token> {
  await sandbox.reset({ tokens: 40, databases: 500, accesses: 0 });
  const token = await sandbox.some((token) => !!token.name);
  const names = (await sandbox.databases()).filter((_, place) => place % 11 === 0).slice(0, 40);
  for (const [place, database] of names.entries()) {
    const access = ["read_branch", "read_database"];
    if (place % 4 === 1) access.push("connect_production_branch");
    if (place % 10 === 3) access.push("delete_branch", "create_branch");
    if (place === 27) access.push("delete_production_branch");
    await sandbox.change({ do: "add_access", token: token.id, database, access });
  }
  return (await sandbox.token(token.id))!;
}

async function editing(page: Page, sandbox: Sandbox) {
  const token = await sandbox.some((token) => token.access.length > 3);
  await openToken(page, token.id);
  await page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "delete_databases" }).click();
  await expect(page.getByText("1 unsaved change")).toBeVisible();
}

async function creating(page: Page) {
  await openTokens(page);
  await page.getByRole("button", { name: "New token" }).click();
  return page.getByRole("dialog", { name: "New service token" });
}

export const STATES: State[] = [
  { name: "tokens", tree: true, open: (page) => openTokens(page) },
  { name: "tokens-selected", tree: true, open: async (page) => {
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
  { name: "tokens-empty", tree: true, open: async (page, sandbox) => {
    await sandbox.reset({ tokens: 0 });
    await page.goto("/acme/tokens");
    await expect(page.getByText("No service tokens yet")).toBeVisible();
  } },
  { name: "tokens-one", sees: [["status", "1 of 1 tokens"]], open: async (page, sandbox) => {
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
  { name: "tokens-loading", sees: [["progressbar", "Loading the service tokens"]], open: async (page, sandbox) => {
    await sandbox.fault(silent("/service-tokens?"));
    await page.goto("/acme/tokens");
    await expect(page.getByRole("progressbar")).toBeVisible();
  } },
  { name: "tokens-loading-more", sees: [["progressbar", "Loading the service tokens"]], open: async (page, sandbox) => {
    await sandbox.reset({ tokens: 3_000 });
    await sandbox.fault(silent("/service-tokens?", 1));
    await page.goto("/acme/tokens");
    await expect(page.getByText("100 / 3,000")).toBeVisible();
  } },
  { name: "tokens-compact", open: async (page) => {
    await page.addInitScript(() => localStorage.setItem("stc:density", "compact"));
    await openTokens(page);
  } },
  { name: "tokens-partial", sees: [["heading", "Loaded the first 200 tokens only"]], says: /500/, open: async (page, sandbox) => {
    await sandbox.reset({ tokens: 350 });
    await sandbox.fault({ method: "GET", path: "page=3&", status: 500, body: HTML, times: 50 });
    await page.goto("/acme/tokens");
    await expect(page.getByRole("alert")).toBeVisible({ timeout: 20_000 });
  } },
  { name: "tokens-forbidden", sees: [["heading", "Loading the service tokens failed"]], says: /403|404/, open: async (page, sandbox) => {
    await sandbox.fault(refused("/service-tokens"));
    await page.goto("/acme/tokens");
    await expect(page.getByRole("alert")).toBeVisible();
  } },
  { name: "tokens-wrong-proxy", sees: [["heading", "Loading the service tokens failed"]], says: /./, open: async (page, sandbox) => {
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
  { name: "tokens-empty-read-only", open: async (page, sandbox) => {
    await sandbox.reset({ tokens: 0 });
    await sandbox.config({ readOnly: true });
    await page.goto("/acme/tokens");
    await expect(page.getByText("No service tokens yet")).toBeVisible();
  } },
  { name: "new-token", tree: true, open: async (page) => { await creating(page); } },
  { name: "new-token-start", sees: [["button", "Clear On database"]], open: async (page) => {
    const form = await creating(page);
    await form.getByRole("combobox", { name: "Start with" }).selectOption("Metrics, read-only");
    await form.getByRole("combobox", { name: "On database" }).fill("s");
    await expect(page.locator("[role=option]").first()).toBeVisible();
  } },
  { name: "new-token-wrong", open: async (page) => {
    const form = await creating(page);
    await form.getByRole("combobox", { name: "Expires" }).selectOption("Custom…");
    await form.getByRole("button", { name: "Create token" }).click();
    await expect(form.getByText("Type a number of seconds")).toBeVisible();
  } },
  { name: "new-token-refused", sees: [["heading", "Creating the token failed"]], says: /404/, open: async (page, sandbox) => {
    const form = await creating(page);
    await sandbox.change({ do: "credential", is: "read-only" });
    await form.getByRole("button", { name: "Create token" }).click();
    await expect(form.getByRole("alert")).toBeVisible();
  } },
  { name: "token-created", tree: true, open: async (page) => {
    const form = await creating(page);
    await form.getByRole("textbox", { name: "Name" }).fill("reports");
    await form.getByRole("button", { name: "Create token" }).click();
    await expect(page.getByRole("dialog", { name: "Token created" })).toBeVisible();
  } },
  { name: "export", tree: true, open: async (page) => {
    await openTokens(page);
    await page.getByRole("button", { name: "Export" }).click();
    await expect(page.getByRole("dialog", { name: "Export" })).toBeVisible();
  } },
  { name: "token", tree: true, open: async (page, sandbox) => openToken(page, (await widest(sandbox)).id, "") },
  { name: "token-without-access", open: async (page, sandbox) => openToken(page, (await sandbox.some((token) => token.access.length === 0)).id) },
  { name: "token-loading", open: async (page, sandbox) => {
    await sandbox.fault(silent("/service-tokens/"));
    await page.goto("/acme/tokens/abcdefgh1234");
    await expect(page.getByRole("heading", { level: 1, name: "abcdefgh1234" })).toBeVisible();
  } },
  { name: "token-unread", sees: [["heading", "Loading the token failed"]], says: /500/, open: async (page, sandbox) => {
    const { id } = await widest(sandbox);
    await sandbox.fault({ method: "GET", path: "/service-tokens/", status: 500, body: HTML, times: 50 });
    await page.goto(`/acme/tokens/${id}`);
    await expect(page.getByRole("alert")).toBeVisible();
  } },
  { name: "token-read-only", open: async (page, sandbox) => {
    await sandbox.config({ readOnly: true });
    await openToken(page, (await widest(sandbox)).id);
  } },
  { name: "token-without-databases", says: /404/, open: async (page, sandbox) => {
    await sandbox.fault(refused("/databases"));
    await openToken(page, (await sandbox.some((token) => token.access.length === 0)).id);
    await expect(page.getByText("read_databases").last()).toBeVisible();
  } },
  { name: "token-on-all-databases", open: async (page, sandbox) => {
    const token = await sandbox.some((token) => token.access.length === 0);
    await sandbox.change({ do: "add_access", token: token.id, database: "", access: ["read_branch", "delete_branch"] });
    await sandbox.change({ do: "add_access", token: token.id, database: "shop", access: ["read_branch", "read_database"] });
    await openToken(page, token.id);
  } },
  { name: "token-nasty-names", open: async (page, sandbox) => {
    const token = await sandbox.some((token) => token.access.length === 0);
    for (const [place, name] of [LONG, NASTY].entries()) {
      await sandbox.change({ do: "rename_database", name: ["shop", "billing"][place], to: name });
      await sandbox.change({ do: "add_access", token: token.id, database: name, access: ["read_branch"] });
    }
    await sandbox.change({ do: "add_access", token: token.id, database: "orders", access: ["read_branch"] });
    await sandbox.change({ do: "delete_database", name: "orders" });
    await sandbox.change({ do: "rename_token", token: token.id, name: LONG });
    await openToken(page, token.id);
  } },
  { name: "token-forty-of-500", open: async (page, sandbox) => {
    await openToken(page, (await forty(sandbox)).id, "");
    await expect(page.getByText(/^Access on 40 of 500 databases$/)).toBeVisible();
  } },
  { name: "token-forty-find", open: async (page, sandbox) => {
    await openToken(page, (await forty(sandbox)).id, "");
    await expect(page.getByText(/^Access on 40 of 500 databases$/)).toBeVisible();
    await page.getByRole("searchbox", { name: "Find a permission" }).fill("production");
  } },
  { name: "token-changed-elsewhere", open: async (page, sandbox) => {
    await openTokens(page);
    await page.getByRole("table").getByRole("link").first().click();
    await page.getByRole("group", { name: "Show" }).getByRole("button", { name: "All" }).click();
    await page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "delete_databases" }).click();
    await expect(page.getByText("1 unsaved change")).toBeVisible();
    const id = new URL(page.url()).pathname.split("/").pop()!;
    await sandbox.change({ do: "add_access", token: id, database: "media", access: ["read_branch"] });
    await page.getByRole("link", { name: "Settings" }).click();
    await page.goBack();
    await expect(page.getByText("Somebody else changed this token's access")).toBeVisible();
  } },
  { name: "token-changed", open: editing },
  { name: "token-find", open: async (page, sandbox) => {
    await openToken(page, (await widest(sandbox)).id);
    await page.getByRole("searchbox", { name: "Find a permission" }).fill("backup");
  } },
  { name: "review", tree: true, open: async (page, sandbox) => {
    await editing(page, sandbox);
    await page.getByRole("button", { name: "Review changes" }).click();
    await expect(page.getByRole("dialog", { name: "Review changes" })).toBeVisible();
  } },
  { name: "review-half-done", sees: [["heading", "Adding access failed"], ["region", "What this means"], ["button", "Copy commands"]], says: /422/, open: async (page, sandbox) => {
    await editing(page, sandbox);
    await page.getByRole("group", { name: "All databases", exact: true }).getByRole("button").first().click();
    await page.getByRole("group", { name: "All databases", exact: true }).getByRole("checkbox", { name: "delete_production_branch", exact: true }).check();
    await page.getByRole("button", { name: "Review changes" }).click();
    const review = page.getByRole("dialog", { name: "Review changes" });
    await sandbox.fault({ path: "/access", method: "POST", status: 422, body: '{"code":"unprocessable","message":"Not today"}', times: 1 });
    await review.getByRole("button", { name: "Apply changes" }).click();
    await expect(review.getByRole("alert")).toBeVisible();
  } },
  { name: "applied", open: async (page, sandbox) => {
    await editing(page, sandbox);
    await page.getByRole("button", { name: "Review changes" }).click();
    await page.getByRole("button", { name: "Apply changes" }).click();
    await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
    await expect(page.getByText("0 unsaved changes")).toBeVisible();
  } },
  { name: "delete", tree: true, open: async (page, sandbox) => {
    await openToken(page, (await widest(sandbox)).id);
    await page.getByRole("button", { name: "Delete token" }).click();
    await expect(page.getByRole("alertdialog")).toBeVisible();
  } },
  { name: "rotate", open: async (page, sandbox) => {
    await openToken(page, (await widest(sandbox)).id);
    await page.getByRole("button", { name: "Rotate token" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
  } },
  { name: "rotation", sees: [["heading", /^Rotation of /]], open: async (page, sandbox) => {
    await page.goto(`/acme/tokens/${(await widest(sandbox)).id}/rotation`);
    await expect(page.getByRole("status").filter({ hasText: "No rotation is known" })).toBeVisible();
  } },
  { name: "token-gone", sees: [["heading", "No such token"]], says: /404/, open: async (page) => {
    await page.goto("/acme/tokens/gone12345678");
    await expect(page.getByRole("heading", { level: 1, name: "Token not found" })).toBeVisible();
  } },
  { name: "access-report", tree: true, open: async (page) => {
    await page.goto("/acme/access");
    await expect(page.getByText(/^[\d,]+ accesses$/)).toBeVisible();
  } },
  { name: "access-report-grouped", sees: [["button", "Copy list"]], open: async (page) => {
    await page.goto("/acme/access?view=grouped");
    await expect(page.getByRole("status").filter({ hasText: /^[\d,]+ accesses$/ })).toBeVisible();
  } },
  { name: "access-report-thousands", sees: [["status", "18,136 accesses"]], open: async (page, sandbox) => {
    await sandbox.reset({ tokens: 1_000, accesses: 20 });
    await page.goto("/acme/access");
    await expect(page.getByText(/^[\d,]+ accesses$/)).toBeVisible({ timeout: 20_000 });
  } },
  { name: "access-report-loading", sees: [["progressbar", "Loading the service tokens"], ["status", "Loading access…"]], open: async (page, sandbox) => {
    await sandbox.fault(silent("/service-tokens?"));
    await page.goto("/acme/access");
    await expect(page.getByRole("progressbar")).toBeVisible();
  } },
  { name: "access-report-empty", open: async (page, sandbox) => {
    await sandbox.reset({ tokens: 3, accesses: 0 });
    await page.goto("/acme/access");
    await expect(page.getByText("No access yet")).toBeVisible();
  } },
  { name: "access-report-none-matches", open: async (page) => {
    await page.goto("/acme/access?q=nothing-is-called-so");
    await expect(page.getByText("No access matches")).toBeVisible();
  } },
  { name: "access-report-forbidden", sees: [["heading", "Loading the service tokens failed"]], says: /404/, open: async (page, sandbox) => {
    await sandbox.fault(refused("/service-tokens"));
    await page.goto("/acme/access");
    await expect(page.getByRole("alert")).toBeVisible();
  } },
  { name: "permission-matrix", tree: true, open: async (page) => {
    await page.goto("/acme/access?view=matrix");
    await expect(page.getByRole("grid", { name: "Permission matrix" }).getByRole("row").nth(3)).toBeVisible();
  } },
  { name: "printed-report", tree: true, open: async (page) => {
    await page.goto("/acme/report/print");
    await expect(page.getByText(/^Ready to print: 40 tokens/).first()).toBeVisible({ timeout: 20_000 });
  } },
  { name: "who", tree: true, open: async (page) => {
    await page.goto("/acme/who?permission=read_branch");
    await expect(page.getByRole("table", { name: "Tokens that can" })).toBeVisible();
  } },
  { name: "who-refused", open: async (page) => {
    await page.goto("/acme/who");
    await page.getByRole("button", { name: "Why is it refused?" }).click();
    await page.getByRole("dialog").getByRole("textbox", { name: "Call" }).fill("POST /v1/organizations/acme/databases/shop/branches");
    await expect(page.getByRole("dialog").getByRole("status").first()).toBeVisible();
  } },
  { name: "operations", open: async (page, sandbox) => {
    await page.goto(`/acme/tokens/${(await widest(sandbox)).id}/operations`);
    await expect(page.getByRole("table", { name: "Operations" })).toBeVisible();
  } },
  { name: "findings", tree: true, open: async (page) => {
    await page.goto("/acme/findings");
    await expect(page.getByRole("table", { name: "Findings" })).toBeVisible();
    await expect(page.getByText(/^\d+ findings$/)).toBeVisible();
  } },
  { name: "activity", tree: true, open: async (page) => {
    await page.goto("/acme/activity");
    await expect(page.getByText("complete: all of the 15 days")).toBeVisible();
  } },
  { name: "activity-of-a-token", sees: [["status", /partial|complete/]], open: async (page, sandbox) => {
    const token = await sandbox.some((one) => !!one.name);
    await sandbox.change({ do: "act", token: token.id, action: "branch.created" });
    await sandbox.change({ do: "leak_token", token: token.id });
    await page.goto(`/acme/activity?token=${token.id}`);
    await expect(page.getByRole("table", { name: "Events" })).toContainText("Secret scanning");
  } },
  { name: "activity-not-permitted", says: /404/, sees: [["heading", "The audit log may not be read"]], open: async (page, sandbox) => {
    await sandbox.change({ do: "credential", is: "without-audit-log" });
    await page.goto("/acme/activity");
    await expect(page.getByRole("heading", { name: "The audit log may not be read" })).toBeVisible();
  } },
  { name: "compare", tree: true, open: async (page, sandbox) => {
    const [a, b] = (await sandbox.tokens()).filter((token) => token.access.length > 3);
    await page.goto(`/acme/compare?a=${a!.id}&b=${b!.id}`);
    await expect(page.getByRole("table", { name: "Differences" })).toBeVisible();
  } },
  { name: "organizations-none", open: async (page, sandbox) => {
    await sandbox.reset({ organizations: 0 });
    await page.goto("/");
    await expect(page.getByText("No organization", { exact: true })).toBeVisible();
  } },
  { name: "organizations-unread", says: /401/, open: async (page, sandbox) => {
    await sandbox.change({ do: "credential", is: "wrong" });
    await page.goto("/");
    await expect(page.getByRole("alert")).toBeVisible();
  } },
  { name: "misconfigured", sees: [["heading", "Configuration"], ["heading", "config.json has a wrong value"]], open: async (page, sandbox) => {
    await sandbox.config({ signInUrl: "javascript:alert(1)" });
    await page.goto("/");
    await expect(page.getByRole("alert")).toBeVisible();
  } },
  // The program that was fetched ahead is not used then, and the browser says so.
  { name: "too-old", says: /preload/, open: async (page) => {
    await page.addInitScript(() => { delete (HTMLElement.prototype as any).showPopover; });
    await page.goto("/");
    await expect(page.getByRole("alert")).toContainText("This browser is too old");
  } },
  { name: "organizations", open: async (page, sandbox) => {
    await sandbox.reset({ organizations: 4 });
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1, name: "Organizations" })).toBeVisible();
    await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(4);
  } },
  { name: "settings", tree: true, open: async (page) => {
    await openTokens(page);
    await page.getByRole("link", { name: "Settings" }).click();
    await expect(page.getByRole("table", { name: "Request log" })).toBeVisible();
    await expect(page.getByText("asking…")).toHaveCount(0);
  } },
  { name: "not-found", open: async (page) => {
    await page.goto("/no/such/page/here");
    await expect(page.getByRole("heading", { level: 1, name: "Page not found" })).toBeVisible();
  } },
];

/** Opens a state as it is at every run: without motion, and with a clock that stands still. */
export async function open(state: State, page: Page, sandbox: Sandbox, allowed: Allowed) {
  if (state.says) allowed.console.push(state.says);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.clock.setFixedTime(NOW);
  await state.open(page, sandbox);
  await settled(page);
}

/** Two frames later. */
export async function settled(page: Page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Of these roles a name tells what a control is for; of the others it is the data's or the catalog's. */
const NAMED = /^(alert|alertdialog|button|checkbox|columnheader|combobox|dialog|group|heading|list|menu|menuitem|navigation|progressbar|radio|radiogroup|region|searchbox|spinbutton|switch|table|grid|term|textbox)$/;

/**
 * The structure of the page as assistive technology has it, as text: roles, the names of controls, and states; without
 * the banner and the navigation, which are the same everywhere, and of what stands alike in a row the first three. Of a
 * page under a dialog only the dialog, as nothing else can be reached then. What the seed or the catalog says is left
 * out, so that a new permission or another seed changes nothing here.
 */
export async function tree(page: Page, sandbox: Sandbox): Promise<string> {
  const tokens = await sandbox.tokens();
  const seeded = [...tokens.flatMap(({ id, name }) => [id, name ?? ""]), ...(await sandbox.databases())].filter((text) => text.length > 2);
  const kept: string[] = [];
  const alike = new Map<number, [string, number]>();
  let skipping = -1;
  const dialog = page.locator("dialog[open]");
  const whole = await ((await dialog.count()) > 0 ? dialog : page.locator("body")).ariaSnapshot();
  for (const line of whole.split("\n")) {
    const indent = line.search(/\S/);
    if (skipping >= 0 && indent > skipping) continue;
    skipping = -1;
    for (const deeper of alike.keys()) if (deeper > indent) alike.delete(deeper);
    // What is spoken comes and goes: status.spec.ts listens to it.
    if (/^- (banner|navigation|link "Skip|text:|status)/.test(line)) {
      skipping = indent;
      continue;
    }
    const [, , role, name = "", states = ""] = line.match(/^\s*- ('?)(\w+)(?: "((?:[^"\\]|\\.)*)")?((?: \[[^\]]*\])*)/) ?? [];
    if (!role || /^(text|paragraph|strong|emphasis|time|code|definition|caption)$/.test(role)) continue;
    const [before, many] = alike.get(indent) ?? ["", 0];
    const now = role === before && role !== "columnheader" && role !== "button" ? many + 1 : 1;
    alike.set(indent, [role, now]);
    if (now > 3) {
      if (now === 4) kept.push(`${" ".repeat(indent)}- …`);
      skipping = indent;
      continue;
    }
    const isData = seeded.some((text) => name.includes(text)) || /\d/.test(name) || /^[a-z]+(_[a-z]+)+$/.test(name);
    const told = !NAMED.test(role) || !name ? "" : isData ? ' "…"' : ` "${name}"`;
    kept.push(`${" ".repeat(indent)}- ${role}${told}${states}`);
  }
  return `${kept.join("\n")}\n`;
}

/** The looks that a reader can choose or has to have. */
export const LOOKS = [
  { name: "light", media: { colorScheme: "light", forcedColors: "none" } },
  { name: "dark", media: { colorScheme: "dark", forcedColors: "none" } },
  { name: "forced", media: { colorScheme: "dark", forcedColors: "active" } },
] as const;
