// What the container's entry point makes of its environment, with the nginx that is here.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, raw, test } from "./fixtures";
import { CREDENTIAL, DEPLOY, directory, freePort, nginxOf } from "./servers";

function home(into: string) {
  const made = join(into, "opt");
  mkdirSync(made);
  cpSync(process.env.CONSOLE!, join(made, "static"), { recursive: true });
  for (const name of ["nginx", "install.sh", "render.sh"]) cpSync(join(DEPLOY, name), join(made, name), { recursive: true });
  return made;
}

test("the entry point serves the console under a base path, read-only", async ({ deployment, sandbox }) => {
  const kept = directory();
  const port = await freePort();
  writeFileSync(join(kept, "credential.conf"), `proxy_set_header Authorization "${CREDENTIAL}";\n`, { mode: 0o600 });
  execFileSync(join(DEPLOY, "container/40-console.sh"), {
    env: {
      ...process.env, CONSOLE_HOME: home(kept), CONSOLE_ROOT: join(kept, "root"), CONSOLE_OUT: join(kept, "out"), CONSOLE_INCLUDE: join(kept, "include.conf"),
      CONSOLE_CREDENTIAL: join(kept, "credential.conf"), CONSOLE_LISTEN: `127.0.0.1:${port}`, CONSOLE_BASE: "/console/", CONSOLE_READ_ONLY: "on",
      CONSOLE_CONFIG: '{ "title": "Keys of acme", "readOnly": true }', CONSOLE_API_HOST: deployment.upstream.host, CONSOLE_CA: deployment.upstream.ca, CONSOLE_RESOLVER: deployment.upstream.resolver,
    },
  });
  const server = deployment.keep(await nginxOf(kept, readFileSync(join(kept, "include.conf"), "utf8"), port));
  expect((await raw(server.address, "GET", "/console/config.json")).body.toString()).toContain("Keys of acme");
  expect((await raw(server.address, "GET", "/console/acme/tokens")).body.toString()).toContain('<base href="/console/">');
  expect((await raw(server.address, "GET", "/console")).headers.location).toBe("/console/");
  expect((await raw(server.address, "GET", "/console/api/v1/organizations/acme/service-tokens")).status).toBe(200);
  expect((await raw(server.address, "POST", "/console/api/v1/organizations/acme/service-tokens", { "sec-fetch-site": "same-origin" }, "{}")).status).toBe(403);
  void sandbox;
});

test("wrong settings end the start with a line that says which", async () => {
  const tries: [Record<string, string>, RegExp][] = [
    [{ CONSOLE_BASE: "/a b/" }, /CONSOLE_BASE/], [{ CONSOLE_READ_ONLY: "yes" }, /CONSOLE_READ_ONLY is on or off: yes/], [{ CONSOLE_BROTLI: "1" }, /CONSOLE_BROTLI/],
  ];
  for (const [environment, says] of tries) {
    const done = spawnSync(join(DEPLOY, "render.sh"), [join(directory(), "out")], { env: { PATH: process.env.PATH!, CONSOLE_RESOLVER: "127.0.0.1", ...environment } });
    expect(done.status).not.toBe(0);
    expect(done.stderr.toString()).toMatch(says);
  }
  const none = spawnSync(join(DEPLOY, "container/40-console.sh"), { env: { PATH: process.env.PATH!, CONSOLE_CREDENTIAL: "/nowhere" } });
  expect([none.status, none.stderr.toString()]).toEqual([1, expect.stringContaining("no credential at /nowhere")]);
});
