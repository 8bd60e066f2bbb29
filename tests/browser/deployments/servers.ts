// The real servers of a deployment, each in a directory of its own, with ports that were free.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { createServer as createTls } from "node:https";
import { createServer, connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const DEPLOY = resolve(import.meta.dirname, "../../../deploy");
const TOOLS = resolve(import.meta.dirname, "../../../.tools/bin");
/** The name that the API has here; its certificate is checked like the real one. */
export const API_NAME = "api.planetscale.test";
export const CREDENTIAL = "sandboxadmin:pscale_tkn_sandbox_admin";

export interface Stopped { stop: () => Promise<void> | void }

export async function freePort(): Promise<number> {
  return new Promise((settle) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => settle(port));
    });
  });
}

export function directory(): string {
  const made = mkdtempSync(join(tmpdir(), "deployment-"));
  chmodSync(made, 0o755);
  return made;
}

/** Waits until something listens, or tells what the program said when it ended before. */
async function listening(port: number, child: ChildProcess, said: () => string) {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended with ${child.exitCode}: ${said()}`);
    const open = await new Promise<boolean>((settle) => {
      const socket = connect(port, "127.0.0.1", () => { socket.destroy(); settle(true); });
      socket.on("error", () => settle(false));
    });
    if (open) return;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error(`${child.spawnfile} does not listen on ${port}: ${said()}`);
}

async function run(port: number, command: string, args: string[], env: Record<string, string> = {}) {
  let told = "";
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => { told += data; if (process.env.DEPLOYMENT_LOG) process.stderr.write(data); });
  await listening(port, child, () => told.slice(-2000));
  return {
    said: () => told,
    stop: () => new Promise<void>((settle) => { child.once("exit", () => settle()); child.kill(); }),
  };
}

const tool = (name: string) => process.env[name.toUpperCase().replace("-", "_")] ?? join(TOOLS, name);

/** An authority and a certificate of it for `name`. */
export function certificate(into: string, name: string) {
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: into, stdio: ["ignore", "ignore", "pipe"] });
  const file = (what: string) => join(into, what);
  openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=Test authority", "-keyout", "ca.key", "-out", "ca.pem");
  openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", `/CN=${name}`, "-keyout", "server.key", "-out", "server.csr");
  writeFileSync(file("ext"), `subjectAltName=DNS:${name}${name === API_NAME ? ",DNS:localhost" : ""}`);
  openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "ext", "-out", "server.pem");
  return { ca: file("ca.pem"), key: file("server.key"), cert: file("server.pem") };
}

/** What arrived at the API. */
export interface Arrived { method: string; url: string; headers: IncomingMessage["headers"] }

/** The sandbox behind TLS, as the API is; `arrived` is what it was sent. */
export async function api(sandbox: string, name = API_NAME): Promise<Stopped & { port: number; ca: string; arrived: Arrived[] }> {
  const kept = directory();
  const files = certificate(kept, name);
  const arrived: Arrived[] = [];
  const to = new URL(sandbox);
  const server = createTls({ key: readFileSync(files.key), cert: readFileSync(files.cert) }, (from, answer) => {
    arrived.push({ method: from.method!, url: from.url!, headers: from.headers });
    const call = request({ host: to.hostname, port: to.port, method: from.method, path: from.url, headers: { ...from.headers, host: to.host } }, (back) => {
      answer.writeHead(back.statusCode!, { ...back.headers, "set-cookie": "of=theapi", "access-control-allow-origin": "*" });
      back.on("error", () => answer.destroy());
      back.pipe(answer);
    });
    call.on("error", () => answer.destroy());
    from.pipe(call);
  });
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  return {
    port: (server.address() as { port: number }).port, ca: files.ca, arrived,
    stop: () => { server.closeAllConnections(); server.close(); rmSync(kept, { recursive: true }); },
  };
}

/** A name server that knows one address for every name: 127.0.0.1. */
export async function nameServer(): Promise<Stopped & { address: string }> {
  const socket = createSocket("udp4");
  socket.on("message", (query, from) => {
    const end = query.indexOf(0, 12) + 5;
    const isA = query.readUInt16BE(end - 4) === 1;
    const head = Buffer.from(query.subarray(0, 12));
    head.writeUInt16BE(0x8180, 2);
    head.writeUInt16BE(isA ? 1 : 0, 6);
    head.writeUInt32BE(0, 8);
    const answer = isA ? Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1]) : Buffer.alloc(0);
    socket.send(Buffer.concat([head, query.subarray(12, end), answer]), from.port, from.address);
  });
  await new Promise<void>((settle) => socket.bind(0, "127.0.0.1", settle));
  return { address: `127.0.0.1:${socket.address().port}`, stop: () => { socket.close(); } };
}

export interface Upstream { host: string; ca: string; resolver: string }

export interface Choice {
  upstream: Upstream;
  base?: string;
  readOnly?: boolean;
  oauth2Proxy?: string;
  config?: object;
  /** Changes the files before the server starts. */
  change?: (conf: string, root: string) => void;
  port?: number;
  environment?: Record<string, string>;
}

function release(root: string, choice: Choice) {
  execFileSync(join(DEPLOY, "install.sh"), [process.env.CONSOLE!, root, choice.base ?? "/"]);
  if (choice.config) {
    const config = join(root, (choice.base ?? "/").replace(/^\/|\/$/g, ""), "config.json");
    writeFileSync(config, JSON.stringify(choice.config));
  }
}

/** nginx with the templates, as a package of Debian's runs it. */
export async function nginx(choice: Choice) {
  const kept = directory();
  const [conf, root] = [join(kept, "conf"), join(kept, "root")];
  mkdirSync(conf);
  mkdirSync(root);
  const port = choice.port ?? await freePort();
  release(root, choice);
  writeFileSync(join(conf, "credential.conf"), `proxy_set_header Authorization "${CREDENTIAL}";\n`, { mode: 0o600 });
  execFileSync(join(DEPLOY, "render.sh"), [conf], {
    env: {
      ...process.env, CONSOLE_LISTEN: `127.0.0.1:${port}`, CONSOLE_ROOT: root, CONSOLE_BASE: choice.base ?? "/",
      CONSOLE_API_HOST: choice.upstream.host, CONSOLE_CA: choice.upstream.ca, CONSOLE_RESOLVER: choice.upstream.resolver,
      CONSOLE_READ_ONLY: choice.readOnly ? "on" : "off", CONSOLE_OAUTH2_PROXY: choice.oauth2Proxy ?? "", CONSOLE_BROTLI: "on",
      ...choice.environment,
    },
  });
  choice.change?.(conf, root);
  return nginxOf(kept, `include ${conf}/console.conf;`, port);
}

/** nginx with what its http block shall have; `kept` goes with it. */
export async function nginxOf(kept: string, http: string, port: number) {
  const main = join(kept, "nginx.conf");
  writeFileSync(main, `
include /etc/nginx/modules-enabled/*.conf;
worker_processes 1;
pid ${kept}/pid;
error_log stderr warn;
events { worker_connections 256; }
http {
  include /etc/nginx/mime.types;
  access_log off;
  ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((what) => `${what}_temp_path ${kept}/${what};`).join("\n  ")}
  ${http}
}
`);
  const server = await run(port, "nginx", ["-c", main, "-e", "stderr", "-g", "daemon off;"]);
  return { ...server, port, address: `http://localhost:${port}`, stop: async () => { await server.stop(); rmSync(kept, { recursive: true, force: true }); } };
}

/** Caddy with the Caddyfile. */
export async function caddy(choice: Choice) {
  const kept = directory();
  const root = join(kept, "root");
  mkdirSync(root);
  const port = choice.port ?? await freePort();
  release(root, choice);
  cpSync(join(DEPLOY, "caddy/Caddyfile"), join(kept, "Caddyfile"));
  choice.change?.(kept, root);
  const server = await run(port, "caddy", ["run", "--adapter", "caddyfile", "--config", join(kept, "Caddyfile")], {
    HOME: kept, XDG_DATA_HOME: kept, XDG_CONFIG_HOME: kept,
    CONSOLE_LISTEN: `http://localhost:${port}`, CONSOLE_ROOT: root, CONSOLE_API: `https://${choice.upstream.host}`,
    CONSOLE_AUTHORIZATION: CREDENTIAL, CONSOLE_READ_ONLY: choice.readOnly ? "on" : "off",
    ...(choice.oauth2Proxy ? { CONSOLE_SIGN_IN: "oauth2-proxy", CONSOLE_OAUTH2_PROXY: choice.oauth2Proxy } : {}),
    ...choice.environment,
  });
  return { ...server, port, address: `http://localhost:${port}`, stop: async () => { await server.stop(); rmSync(kept, { recursive: true, force: true }); } };
}

/** dex, with ada and grace, whose passwords are "password". */
export async function dex(address: string) {
  const port = await freePort();
  const server = await run(port, tool("dex"), ["-listen", `127.0.0.1:${port}`, "-redirect", `${address}/oauth2/callback`, "-secret", "of-the-client"]);
  return { ...server, issuer: `http://127.0.0.1:${port}` };
}

/** oauth2-proxy with the shipped files, changed only in addresses. */
export async function oauth2Proxy(port: number, kind: "front" | "auth-request", address: string, issuer: string, upstream = "") {
  const kept = directory();
  const file = join(kept, "oauth2-proxy.cfg");
  const text = readFileSync(join(DEPLOY, "oauth2-proxy/common.cfg"), "utf8") + readFileSync(join(DEPLOY, `oauth2-proxy/${kind}.cfg`), "utf8");
  writeFileSync(file, text
    .replace("https://sign-in.example.com", issuer)
    .replace("https://console.example.com", address)
    .replace("http://127.0.0.1:8080", upstream)
    .replace(/^http_address = .*$/m, `http_address = "127.0.0.1:${port}"`));
  const server = await run(port, tool("oauth2-proxy"), ["--config", file], {
    OAUTH2_PROXY_CLIENT_SECRET: "of-the-client", OAUTH2_PROXY_COOKIE_SECRET: "0123456789abcdef0123456789abcdef",
  });
  return { ...server, stop: async () => { await server.stop(); rmSync(kept, { recursive: true }); } };
}
