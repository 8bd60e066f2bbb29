// Every test has a sandbox of its own and fails on what a person would not see: messages of the
// browser's console, breaches of the content security policy, requests to other servers, and calls that
// the API would not understand.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import AxeBuilder from "@axe-core/playwright";
import { type Page, expect, test as base } from "@playwright/test";

export interface Call { method: string; path: string; status: number; body: any }

export interface Token { id: string; name: string | null; access: [string, string][] }

export class Sandbox {
  constructor(readonly address: string) {}

  private async send(method: string, what: string, body?: unknown) {
    const answer = await fetch(`${this.address}/_control/${what}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${what}: ${await answer.text()}`);
    return answer.json();
  }

  log(): Promise<Call[]> { return this.send("GET", "log"); }
  /** The calls that changed something. */
  async writes() { return (await this.log()).filter((call) => call.method !== "GET"); }
  violations(): Promise<string[]> { return this.send("GET", "violations"); }
  reset(options: object = {}) { return this.send("POST", "reset", options); }
  fault(...faults: object[]) { return this.send("POST", "faults", faults); }
  heal() { return this.send("DELETE", "faults"); }
  change(change: object) { return this.send("POST", "change", change); }
  advance(advance_ms: number) { return this.send("POST", "clock", { advance_ms }); }
  session(session: object) { return this.send("POST", "session", session); }
  config(config: object) { return this.send("POST", "config", config); }
  async tokens(): Promise<Token[]> { return (await this.send("GET", "world")).tokens; }
  /** The names of the live databases, as the API lists them. */
  async databases(): Promise<string[]> {
    const names: string[] = [];
    for (let page: number | null = 1; page; ) {
      const answer = await fetch(`${this.address}/api/v1/organizations/acme/databases?page=${page}&per_page=100`);
      const { data, next_page } = await answer.json() as { data: { name: string }[]; next_page: number | null };
      names.push(...data.map((one) => one.name));
      page = next_page;
    }
    return names;
  }
  async token(id: string) { return (await this.tokens()).find((token) => token.id === id); }
  /** The first token that fits. */
  async some(fits: (token: Token) => boolean): Promise<Token> {
    const found = (await this.tokens()).find(fits);
    if (!found) throw new Error("no token fits");
    return found;
  }
}

/** What the browser may say in this test. */
export interface Allowed { console: RegExp[] }

export const NOW = "2026-11-20T12:00:00Z";

export async function startSandbox(...more: string[]): Promise<{ sandbox: Sandbox; stop: () => void }> {
  const child = spawn(process.env.SANDBOX!, ["--port", "0", "--now", NOW, "--console", process.env.CONSOLE!, "--tokens", "40", "--databases", "20", ...more], { stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`the sandbox ended with ${code}`)));
  });
  const address = line.replace("sandbox listening on ", "").replace(/^(https?:\/\/[^/]+).*$/, "$1");
  return { sandbox: new Sandbox(address), stop: () => child.kill() };
}

export const test = base.extend<{ sandbox: Sandbox; allowed: Allowed }, { worker: { sandbox: Sandbox } }>({
  worker: [async ({}, use) => {
    const { sandbox, stop } = await startSandbox();
    await use({ sandbox });
    stop();
  }, { scope: "worker" }],
  sandbox: async ({ worker }, use) => {
    await worker.sandbox.reset();
    await use(worker.sandbox);
    expect(await worker.sandbox.violations(), "calls that the API would not understand").toEqual([]);
  },
  allowed: async ({}, use) => { await use({ console: [] }); },
  baseURL: async ({ sandbox }, use) => { await use(sandbox.address); },
  page: async ({ page, baseURL, allowed }, use) => {
    const said: string[] = [];
    // A token that was deleted is read once more: the browser notes that it is not found, as it should not be.
    const deleted = new Set<string>();
    page.on("console", (message) => {
      // Chromium has no integrity for preloaded fetches yet, and says so at every start.
      if (/integrity.*preload/i.test(message.text())) return;
      if (/404/.test(message.text()) && deleted.has(message.location().url)) return;
      if (["error", "warning"].includes(message.type())) said.push(message.text());
    });
    page.on("pageerror", (error) => said.push(String(error)));
    page.on("request", (request) => {
      const url = request.url();
      if (request.method() === "DELETE" && !url.endsWith("/access")) deleted.add(url);
      if (!url.startsWith(new URL(baseURL!).origin) && !/^(blob|data):/.test(url)) said.push(`request to ${url}`);
    });
    await page.addInitScript(() => {
      // Reading the clipboard is forbidden by the page's own policy, so what is written is noted.
      const clipboard = navigator.clipboard;
      if (clipboard) {
        const write = clipboard.writeText.bind(clipboard);
        clipboard.writeText = (text) => { (window as any).noted = () => text; return write(text); };
      }
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    await use(page);
    const unexpected = said.filter((text) => !allowed.console.some((pattern) => pattern.test(text)));
    expect(unexpected, "what the browser said").toEqual([]);
  },
});

export { expect };

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Rows that are made as those before them are; a table has up to five hundred. */
export const ALIKE = "tbody > tr:nth-child(n + 40)";

/** What colours decide. Everything else is the same in light and in dark. */
export const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** Nothing that axe finds wrong, in light and in dark. */
export async function accessible(page: Page) {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const axe = new AxeBuilder({ page }).exclude(ALIKE);
    const { violations } = await (colorScheme === "light" ? axe.withTags(RULES) : axe.withRules(COLOUR_RULES)).analyze();
    const told = violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.failureSummary}`).join(" | ")}`);
    expect(told, `axe, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

/** What was last copied. */
export function copied(page: Page): Promise<string> {
  return page.evaluate(() => (window as any).noted?.() ?? "");
}

/**
 * Lets a twentieth of the time pass in the page, so that what counts as quick for a person stays that on a slow machine.
 */
export async function withSlowClock(page: Page) {
  await page.addInitScript(() => {
    const now = performance.now.bind(performance);
    performance.now = () => now() / 20;
  });
}

/** The tokens page, with every token there. */
export async function openTokens(page: Page, query = "") {
  await page.goto(`/acme/tokens${query}`);
  await expect(page.getByRole("heading", { level: 1, name: "Service tokens" })).toBeVisible();
  await expect(page.getByText(/^\d+ of 40 tokens$/)).toBeVisible();
}

/** A token's page with every box; `show` is what its address says of that, nothing if it is empty. */
export async function openToken(page: Page, id: string, show = "?show=all") {
  await page.goto(`/acme/tokens/${id}${show}`);
  await expect(page.getByText("0 unsaved changes")).toBeVisible();
}
