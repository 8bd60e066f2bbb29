// nginx with the templates of deploy/: what it serves, what it lets through, and what it adds.
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { CALLS, ORG, OTHER_CALLS, OWN, POLICY, expect, raw, test as base } from "./fixtures";
import { api } from "./servers";

const test = base.extend<{}, { server: { address: string } }>({
  server: [async ({ deployment }, use) => { await use(await deployment.nginx()); }, { scope: "worker" }],
  baseURL: async ({ server }, use) => { await use(server.address); },
});

const wasm = readdirSync(process.env.CONSOLE!).find((name) => name.endsWith("_bg.wasm"))!;

const SECURE: Record<string, string> = {
  "content-security-policy": POLICY, "x-content-type-options": "nosniff", "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin", "cross-origin-resource-policy": "same-origin", "x-frame-options": "DENY",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
};

test("every answer has the headers of a strict policy", async ({ server, sandbox }) => {
  const org = "/api/v1/organizations/acme";
  const answers = [
    await raw(server.address, "GET", "/"), await raw(server.address, "GET", "/acme/tokens"), await raw(server.address, "GET", `/${wasm}`),
    await raw(server.address, "GET", "/no-0123456789abcdef.js"), await raw(server.address, "GET", `${org}/service-tokens`),
    await raw(server.address, "GET", `${org}/members`), await raw(server.address, "POST", `${org}/service-tokens`, OWN, "x".repeat(70_000)),
    await raw(server.address, "POST", "/"),
  ];
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 404, 200, 403, 413, 405]);
  for (const { headers } of answers) {
    expect(headers).toMatchObject(SECURE);
    expect(headers["permissions-policy"]).toContain("clipboard-read=()");
  }
  expect(await sandbox.writes()).toEqual([]);
});

test("pages are asked for anew, hashed files are kept, a missing file is no page", async ({ server }) => {
  const kept = async (path: string) => (await raw(server.address, "GET", path)).headers["cache-control"];
  for (const path of ["/", "/index.html", "/acme/tokens/abc", "/config.json", "/config.schema.json"]) expect(await kept(path), path).toBe("no-cache");
  for (const name of readdirSync(process.env.CONSOLE!).filter((name) => /-[0-9a-f]{8,16}/.test(name))) expect(await kept(`/${name}`), name).toBe("public, max-age=31536000, immutable");
  for (const path of ["/console-0000000000000000.css", "/service-token-console-0000000000000000_bg.wasm", "/old.js"]) {
    const answer = await raw(server.address, "GET", path);
    expect([answer.status, answer.headers["cache-control"]], path).toEqual([404, "no-cache"]);
  }
  const first = await raw(server.address, "GET", "/");
  expect((await raw(server.address, "GET", "/", { "if-none-match": first.headers.etag })).status).toBe(304);
});

test("files are sent compressed, as they were compressed once", async ({ server }) => {
  const original = readFileSync(join(process.env.CONSOLE!, wasm));
  for (const [coding, open] of [["br", brotliDecompressSync], ["gzip", gunzipSync]] as const) {
    const answer = await raw(server.address, "GET", `/${wasm}`, { "accept-encoding": coding });
    expect(answer.headers).toMatchObject({ "content-encoding": coding, "content-type": "application/wasm", vary: "Accept-Encoding" });
    expect(open(answer.body).equals(original)).toBe(true);
    expect(answer.body.length).toBeLessThan(original.length / 2);
  }
  const page = await raw(server.address, "GET", "/", { "accept-encoding": "br" });
  expect(brotliDecompressSync(page.body).toString()).toContain("<base href=\"/\">");
});

const NEEDED: [string, string][] = [...CALLS, ["GET", `${ORG}/databases?page=1&per_page=100`], ["GET", `${ORG}/service-tokens?page=2`]];
const REFUSED: [string, string][] = [
  ...OTHER_CALLS, ["GET", "/api/v1"], ["GET", "/api/v2/organizations"],
  ["GET", "/api/v1/organizations/.."], ["GET", "/api/v1/organizations/%2e%2e/databases"], ["GET", `${ORG}/service-tokens/%2E./access`], ["DELETE", `${ORG}/service-tokens/..`], ["GET", `/x/../api/v1/organizations/acme`],
  ["GET", `//api/v1/organizations`],
];

test("exactly the calls of the console go through", async ({ server, sandbox, deployment }) => {
  expect(CALLS.length).toBeGreaterThanOrEqual(10);
  for (const [method, path] of NEEDED) {
    const before = deployment.arrived.length;
    const answer = await raw(server.address, method, path, OWN, method === "POST" ? "{}" : "");
    expect(answer.headers["x-console-upstream"], `${method} ${path}`).toBe("planetscale");
    expect(deployment.arrived.slice(before).map((call) => [call.method, call.url]), `${method} ${path}`).toEqual([[method, path.replace("/api/", "/")]]);
  }
  const before = deployment.arrived.length;
  for (const [method, path] of REFUSED) {
    const answer = await raw(server.address, method, path, OWN);
    expect(answer.headers["x-console-upstream"], `${method} ${path}`).toBe(undefined);
    expect(answer.status, `${method} ${path}`).toBeGreaterThanOrEqual(path.startsWith("//") ? 200 : 400);
  }
  expect(deployment.arrived.length).toBe(before);
  void sandbox;
});

test("the API gets the console's credential and nothing of the browser's", async ({ server, sandbox, deployment }) => {
  const answer = await raw(server.address, "GET", `${ORG}/service-tokens`, { ...OWN, cookie: "session=secret", authorization: "Bearer of-somebody", "x-forwarded-access-token": "theirs", "x-forwarded-for": "10.0.0.1", origin: "http://evil.test", "accept-encoding": "gzip" });
  expect(answer.status).toBe(200);
  const sent = deployment.arrived[0].headers;
  expect(sent.authorization).toBe("sandboxadmin:pscale_tkn_sandbox_admin");
  expect(Object.keys(sent).filter((name) => !["host", "authorization", "accept", "content-type", "user-agent", "connection", "content-length"].includes(name))).toEqual([]);
  expect(sent.host).toBe("api.planetscale.test");
  // Nor does the browser get what is not for it.
  expect(answer.headers["set-cookie"]).toBe(undefined);
  expect(answer.headers["access-control-allow-origin"]).toBe(undefined);
  expect(answer.headers["cache-control"]).toBe("no-store");
  void sandbox;
});

test("changes are refused that do not come from the console's own page", async ({ server, sandbox }) => {
  const id = (await sandbox.tokens())[0].id;
  const json = { "content-type": "application/json" };
  const marked = { "x-requested-with": "XMLHttpRequest" };
  const tries: [Record<string, string>, boolean][] = [
    [{}, false], [json, false], [marked, false], [{ ...json, ...marked, "sec-fetch-site": "cross-site" }, false],
    [{ ...json, ...marked, "sec-fetch-site": "same-site" }, false], [{ ...json, ...marked, "sec-fetch-site": "none" }, false],
    [{ "sec-fetch-site": "same-origin", ...json }, true], [{ ...json, ...marked }, true],
  ];
  for (const [headers, through] of tries) {
    const answer = await raw(server.address, "DELETE", `${ORG}/service-tokens/${id}/access`, headers, JSON.stringify({ access: [] }));
    expect(answer.headers["x-console-upstream"], JSON.stringify(headers)).toBe(through ? "planetscale" : undefined);
    if (!through) expect(answer.status).toBe(403);
  }
  expect((await raw(server.address, "GET", `${ORG}/service-tokens`, { "sec-fetch-site": "cross-site" })).status).toBe(403);
});

test("an API with another name on its certificate is not spoken to", async ({ deployment, sandbox }) => {
  const wrong = await api(deployment.sandbox.address, "elsewhere.test");
  const server = await deployment.nginx({ upstream: { ...deployment.upstream, host: `api.planetscale.test:${wrong.port}`, ca: wrong.ca } });
  const answer = await raw(server.address, "GET", `${ORG}/service-tokens`);
  expect([answer.status, answer.headers["x-console-upstream"]]).toEqual([502, undefined]);
  expect(wrong.arrived).toEqual([]);
  expect(server.said()).toContain("does not match");
  wrong.stop();
  void sandbox;
});

test("the read-only profile lets nothing through that changes something", async ({ deployment, sandbox }) => {
  const server = await deployment.nginx({ readOnly: true });
  for (const [method, path] of NEEDED) {
    const answer = await raw(server.address, method, path, OWN, method === "POST" ? "{}" : "");
    expect(answer.headers["x-console-upstream"], `${method} ${path}`).toBe(method === "GET" ? "planetscale" : undefined);
  }
  expect(await sandbox.writes()).toEqual([]);
});

test("the credential's file is for nginx's master alone", async ({ server, page, sandbox }) => {
  await page.goto("/acme/tokens");
  await expect(page.getByText(/^\d+ of 40 tokens$/)).toBeVisible();
  for (const path of ["/credential.conf", "/conf/credential.conf", "/../conf/credential.conf"]) {
    expect((await raw(server.address, "GET", path)).body.toString()).not.toContain("pscale_tkn");
  }
  void sandbox;
});

for (const baseURL of ["/", "/console/", "/a/b/"]) {
  test(`one build works under ${baseURL}`, async ({ deployment, sandbox, browser }) => {
    const server = await deployment.nginx({ base: baseURL });
    const id = (await sandbox.tokens())[0].id;
    const context = await browser.newContext();
    const page = await context.newPage();
    const said: string[] = [];
    page.on("console", (message) => { if (message.type() === "error") said.push(message.text()); });
    for (const start of baseURL === "/" ? [baseURL] : [baseURL, baseURL.slice(0, -1)]) {
      await page.goto(`${server.address}${start}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    }
    await page.goto(`${server.address}${baseURL}acme/tokens/${id}`);
    await expect(page.getByText("0 unsaved changes")).toBeVisible();
    await page.reload();
    await expect(page.getByText("0 unsaved changes")).toBeVisible();
    await page.getByRole("link", { name: "Tokens", exact: true }).first().click();
    await expect(page).toHaveURL(`${server.address}${baseURL}acme/tokens`);
    await expect(page.getByText(/^\d+ of 40 tokens$/)).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(`${server.address}${baseURL}acme/tokens/${id}`);
    expect(said).toEqual([]);
    await context.close();
  });
}

test("a page with an old version's files says to reload", async ({ deployment, page, sandbox, allowed }) => {
  allowed.console.push(/404/, /request to/, /Refused to (apply style|execute script)/);
  const server = await deployment.nginx({
    change: (_, root) => {
      const index = join(root, "index.html");
      writeFileSync(index, readFileSync(index, "utf8").replaceAll(/-[0-9a-f]{8,16}/g, "-0000000000000000").replaceAll(/ integrity="[^"]*"/g, ""));
      for (const ending of [".br", ".gz"]) rmSync(index + ending);
    },
  });
  await page.goto(`${server.address}/acme/tokens`);
  await expect(page.getByText("reload the page, as a newer version may have taken its place")).toBeVisible();
  void sandbox;
});

test("a policy without WebAssembly is told", async ({ deployment, page, sandbox, allowed }) => {
  allowed.console.push(/./);
  const server = await deployment.nginx({
    change: (conf) => { const file = join(conf, "headers.conf"); writeFileSync(file, readFileSync(file, "utf8").replace(" 'wasm-unsafe-eval'", "")); },
  });
  await page.goto(`${server.address}/acme/tokens`);
  await expect(page.getByRole("alert")).toContainText("The content security policy of this server forbids WebAssembly.");
  void sandbox;
});

test("a refused credential is the operator's matter, not the reader's", async ({ deployment, page, sandbox, allowed }) => {
  allowed.console.push(/401/, /request to/);
  const server = await deployment.nginx({ change: (conf) => { writeFileSync(join(conf, "credential.conf"), 'proxy_set_header Authorization "nobody:pscale_tkn_wrong";'); } });
  await page.goto(`${server.address}/acme/tokens`);
  await expect(page.getByRole("alert").first()).toContainText(/credential/i);
  await expect(page.getByRole("link", { name: "Sign in again" })).toHaveCount(0);
  void sandbox;
});
