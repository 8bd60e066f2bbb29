// A deployment for each file of tests: the sandbox as the API behind TLS, and what stands before it.
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { resolve } from "node:path";
import { type Sandbox, startSandbox, test as base } from "../fixtures";
import { API_NAME, type Arrived, type Choice, type Stopped, type Upstream, api, caddy, nameServer, nginx } from "./servers";

export { expect } from "../fixtures";

export interface World { sandbox: Sandbox; upstream: Upstream; arrived: Arrived[]; nginx: (choice?: Partial<Choice>) => ReturnType<typeof nginx>; caddy: (choice?: Partial<Choice>) => ReturnType<typeof caddy>; keep: <T extends Stopped>(server: T) => T }

export const test = base.extend<{ address: string }, { deployment: World }>({
  deployment: [async ({}, use) => {
    const { sandbox, stop } = await startSandbox();
    const [front, names] = [await api(sandbox.address), await nameServer()];
    const servers: Stopped[] = [];
    const keep = <T extends Stopped>(server: T) => { servers.push(server); return server; };
    const upstream = { host: `${API_NAME}:${front.port}`, ca: front.ca, resolver: names.address };
    await use({
      sandbox, upstream, arrived: front.arrived, keep,
      nginx: async (choice) => keep(await nginx({ upstream, ...choice })),
      caddy: async (choice) => keep(await caddy({ upstream: { ...upstream, host: `localhost:${front.port}` }, ...choice })),
    });
    for (const server of servers.reverse()) await server.stop();
    front.stop();
    names.stop();
    stop();
  }, { scope: "worker", timeout: 60_000 }],
  sandbox: async ({ deployment }, use) => {
    await deployment.sandbox.reset();
    deployment.arrived.length = 0;
    await use(deployment.sandbox);
  },
});

export interface Answer { status: number; headers: Record<string, string>; body: Buffer }

/** A call as it is written, without what a browser or a library would tidy. */
export function raw(address: string, method: string, path: string, headers: Record<string, string> = {}, body = ""): Promise<Answer> {
  const { hostname, port } = new URL(address);
  return new Promise((settle, fail) => {
    const call = request({ host: hostname === "localhost" ? "127.0.0.1" : hostname, port, method, path, headers: { host: `${hostname}:${port}`, ...(body ? { "content-length": String(Buffer.byteLength(body)) } : {}), ...headers } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => settle({ status: answer.statusCode!, headers: answer.headers as Record<string, string>, body: Buffer.concat(parts) }));
    });
    call.on("error", fail);
    call.end(body);
  });
}

/** What the console itself sends with a call that changes something. */
export const OWN = { "sec-fetch-site": "same-origin", "x-requested-with": "XMLHttpRequest", "content-type": "application/json" };

export const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

export const ORG = "/api/v1/organizations/acme";

/** Every call that the client can make, as its table of endpoints documents it: method and path. */
export const CALLS: [string, string][] = [
  ...readFileSync(resolve(import.meta.dirname, "../../../crates/core/src/api/routes.rs"), "utf8").matchAll(/^ +\/\/\/ `([A-Z]+) (\/[^` ]+)`/gm),
].map(([, method, path]) => [method, `/api/v1${path.replace(":org", "acme").replace(":id", "a%2Fb")}`]);

/** Calls that the API has and the console does not make. */
export const OTHER_CALLS: [string, string][] = [
  ["GET", "/api/v1/user"], ["POST", `${ORG}/audit-log`], ["GET", `${ORG}/audit-log/abc`], ["DELETE", `${ORG}/audit-log`], ["GET", `${ORG}/members`], ["GET", `${ORG}/databases/shop`],
  ["GET", `${ORG}/service-tokens/abc/grants`], ["GET", `${ORG}/databases/shop/branches/main/passwords`], ["POST", `${ORG}/databases`],
  ["DELETE", `${ORG}/databases/shop`], ["PATCH", ORG], ["PUT", `${ORG}/service-tokens/abc`], ["DELETE", ORG], ["POST", `${ORG}/service-tokens/abc`],
  ["HEAD", `${ORG}/service-tokens`], ["OPTIONS", `${ORG}/service-tokens`],
];
