// Two sandboxes with the same data, one in front of the console and one in front of the peer.
import { spawn } from "node:child_process";
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** Nothing of the browser's own is on the machine meanwhile. */
export const BROWSER_ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-features=SpareRendererForSitePerProcess"];

const NOW = "2026-11-20T12:00:00Z";
const ADMIN = "sandboxadmin:pscale_tkn_sandbox_admin";
/** Tokens that hold nothing are every eleventh, so the others hold this many more for forty on the average. */
const ACCESSES = 44;
export const DATABASES = 500;
/** What is typed into a search: it is in some names, some ids and some databases. */
export const LETTER = "x";
/** What is typed into the report's search: no database has it in its name, as the console also finds who reaches a
 * database by another way, and its peer does not. */
export const REPORT_LETTER = "q";

const files = (directory) => readdirSync(directory, { recursive: true }).map(String).filter((name) => statSync(join(directory, name)).isFile());

/** A copy of a build, packed as a deployment packs it; what each of its files weighs. */
export function packed(from, to) {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  const sizes = new Map();
  for (const name of files(to)) {
    const bytes = readFileSync(join(to, name));
    const small = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    sizes.set(name, small.length);
    if (!/\.(html|js|css|json|svg|wasm)$/.test(name)) continue;
    writeFileSync(join(to, `${name}.br`), small);
    writeFileSync(join(to, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
  return sizes;
}

export class Server {
  constructor(name, address, child, sizes) {
    Object.assign(this, { name, address, child, sizes });
  }

  static async start(name, program, directory, into) {
    if (!existsSync(join(directory, "index.html"))) throw new Error(`${directory} holds no build`);
    const sizes = packed(directory, into);
    const child = spawn(program, ["--port", "0", "--now", NOW, "--console", into, "--tokens", "100", "--databases", String(DATABASES), "--accesses", String(ACCESSES)], { stdio: ["ignore", "pipe", "inherit"] });
    const line = await new Promise((resolve, reject) => {
      createInterface(child.stdout).once("line", resolve);
      child.once("exit", (code) => reject(new Error(`the sandbox ended with ${code}`)));
    });
    const server = new Server(name, line.replace("sandbox listening on ", "").replace(/\/$/, ""), child, sizes);
    // The console keeps to a pace of its own unless it is told that nobody else is there.
    await server.control("POST", "config", { requestsPerMinute: 600 });
    return server;
  }

  async control(method, what, body) {
    const answer = await fetch(`${this.address}/_control/${what}`, { method, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${what}: ${await answer.text()}`);
    return answer.json();
  }

  async get(path) {
    const answer = await fetch(`${this.address}/v1/organizations/acme/${path}`, { headers: { authorization: ADMIN, accept: "application/json" } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  }

  /** So many tokens, each page of them written and packed before anybody waits for it. */
  async fill(tokens) {
    await this.control("POST", "reset", { tokens });
    const all = [];
    for (let page = 1; page; ) {
      const { data, next_page } = await this.get(`service-tokens?page=${page}&per_page=100`);
      for (const one of data) all.push(lean(one));
      page = next_page;
    }
    await this.get("databases?page=1&per_page=100");
    return all;
  }

  /** One token with access to so many databases, among twenty. */
  async widen(databases) {
    await this.control("POST", "reset", { tokens: 20, databases, accesses: 0 });
    const { data } = await this.get("service-tokens?page=1&per_page=100");
    const one = data.find(({ name }) => name?.trim());
    const names = [];
    for (let page = 1; page; ) {
      const answer = await this.get(`databases?page=${page}&per_page=100`);
      names.push(...answer.data.map(({ name }) => name));
      page = answer.next_page;
    }
    const access = ["read_branch", "create_branch", "connect_branch", "read_backups"];
    for (const database of names) await this.control("POST", "change", { do: "add_access", token: one.id, database, access });
    return { id: one.id, display: one.name };
  }

  /** What a page's address or a file of it weighs after brotli 11. */
  weight(url) {
    const path = decodeURIComponent(new URL(url).pathname.slice(1));
    return this.sizes.get(path) ?? this.sizes.get("index.html");
  }

  stop() {
    this.child.kill();
  }
}

const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

/** What is needed to know which rows are right. */
function lean(raw) {
  const display = raw.name?.trim() ? raw.name : "Unnamed token";
  return {
    id: raw.id,
    display,
    text: fold(`${display}\n${raw.id}\n${raw.actor_display_name}`),
    nameText: fold(display),
    used: raw.last_used_at !== null,
    count: raw.service_token_accesses.length,
    databases: new Set(raw.service_token_accesses.filter((one) => one.resource_type === "Database").map((one) => one.resource_id)).size,
    // How many accesses hold the letter in their permission's name.
    lettered: raw.service_token_accesses.filter((one) => one.access.includes(REPORT_LETTER)).length,
  };
}
