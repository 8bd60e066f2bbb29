// Caddy with the Caddyfile of deploy/.
import { readdirSync } from "node:fs";
import { CALLS, ORG, OTHER_CALLS, OWN, POLICY, expect, raw, test as base } from "./fixtures";

const test = base.extend<{}, { server: { address: string } }>({
  server: [async ({ deployment }, use) => { await use(await deployment.caddy({ environment: { SSL_CERT_FILE: deployment.upstream.ca } })); }, { scope: "worker" }],
  baseURL: async ({ server }, use) => { await use(server.address); },
});

const wasm = readdirSync(process.env.CONSOLE!).find((name) => name.endsWith("_bg.wasm"))!;

test("pages, files and refusals have the strict policy, and are kept as long as they should be", async ({ server, sandbox }) => {
  const seen = async (path: string, headers = {}) => {
    const answer = await raw(server.address, "GET", path, headers);
    expect(answer.headers["content-security-policy"], path).toBe(POLICY);
    expect(answer.headers["x-frame-options"], path).toBe("DENY");
    return [answer.status, answer.headers["cache-control"], answer.headers["content-encoding"]];
  };
  expect(await seen("/acme/tokens")).toEqual([200, "no-cache", undefined]);
  expect(await seen("/config.json")).toEqual([200, "no-cache", undefined]);
  expect(await seen(`/${wasm}`, { "accept-encoding": "br" })).toEqual([200, "public, max-age=31536000, immutable", "br"]);
  expect(await seen(`/${wasm}`, { "accept-encoding": "gzip" })).toEqual([200, "public, max-age=31536000, immutable", "gzip"]);
  expect(await seen("/gone-0123456789abcdef.js")).toEqual([404, "no-cache", undefined]);
  expect((await seen(`${ORG}/members`))[0]).toBe(403);
  expect((await raw(server.address, "GET", `/${wasm}`)).headers["content-type"]).toBe("application/wasm");
  void sandbox;
});

test("exactly the calls of the console go through, as they were sent, with its credential", async ({ server, sandbox, deployment }) => {
  const needed: [string, string][] = [...CALLS, ["GET", `${ORG}/databases?page=1`], ["GET", `${ORG}/service-tokens?page=2`]];
  expect(CALLS.length).toBeGreaterThanOrEqual(10);
  for (const [method, path] of needed) {
    const before = deployment.arrived.length;
    const answer = await raw(server.address, method, path, { ...OWN, cookie: "a=b", authorization: "Bearer theirs" }, method === "POST" ? "{}" : "");
    expect([answer.headers["x-console-upstream"], answer.headers["set-cookie"], answer.headers["cache-control"]], `${method} ${path}`).toEqual(["planetscale", undefined, "no-store"]);
    const [sent] = deployment.arrived.slice(before);
    expect([sent.method, sent.url, sent.headers.authorization, sent.headers.cookie]).toEqual([method, path.replace("/api/", "/"), "sandboxadmin:pscale_tkn_sandbox_admin", undefined]);
  }
  const before = deployment.arrived.length;
  for (const [method, path, headers] of [
    ...OTHER_CALLS.map(([method, path]) => [method, path, OWN] as const), ["GET", `${ORG}/service-tokens/%2e%2e/access`, OWN],
    ["POST", `${ORG}/service-tokens`, { ...OWN, "sec-fetch-site": "cross-site" }], ["POST", `${ORG}/service-tokens`, { "content-type": "application/json" }], ["DELETE", `${ORG}/service-tokens/abc`, {}],
  ] as const) {
    expect((await raw(server.address, method, path, headers)).status, `${method} ${path}`).toBe(403);
  }
  expect(deployment.arrived.length).toBe(before);
  void sandbox;
});

test("read-only, nothing goes through that changes something", async ({ deployment, sandbox }) => {
  const server = await deployment.caddy({ readOnly: true, environment: { SSL_CERT_FILE: deployment.upstream.ca } });
  expect((await raw(server.address, "GET", `${ORG}/service-tokens`, OWN)).status).toBe(200);
  expect((await raw(server.address, "POST", `${ORG}/service-tokens`, OWN, "{}")).status).toBe(403);
  expect((await raw(server.address, "DELETE", `${ORG}/service-tokens/abc`, OWN)).status).toBe(403);
  expect(await sandbox.writes()).toEqual([]);
});

test("the console works behind it", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0);
  await page.goto(`/acme/tokens/${token.id}`);
  await page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "read_invoices" }).check();
  await page.getByRole("button", { name: "Review changes" }).click();
  await page.getByRole("dialog", { name: "Review changes" }).getByRole("button", { name: "Apply changes" }).click();
  await expect(page.getByText("0 unsaved changes")).toBeVisible();
  expect((await sandbox.token(token.id))!.access).toEqual([["", "read_invoices"]]);
});
