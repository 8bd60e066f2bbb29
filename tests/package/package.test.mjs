// What somebody who downloads a release relies on.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { before, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

const project = resolve(import.meta.dirname, "../..");
let archives, root;

before(() => {
  archives = [1, 2].map(() => {
    const into = mkdtempSync(join(tmpdir(), "package-"));
    execFileSync("scripts/package.sh", { cwd: project, env: { ...process.env, PACKAGE_INTO: into, PACKAGE_DIRTY: "1" }, stdio: ["ignore", "ignore", "inherit"] });
    return join(into, readdirSync(into)[0]);
  });
  const out = mkdtempSync(join(tmpdir(), "unpacked-"));
  execFileSync("tar", ["-xzf", archives[0], "-C", out]);
  root = join(out, readdirSync(out)[0]);
});

test("packed twice it has the same bytes", () => {
  assert.ok(readFileSync(archives[0]).equals(readFileSync(archives[1])));
});

test("its checksums hold and name every file", () => {
  execFileSync("sha256sum", ["--strict", "--quiet", "-c", "SHA256SUMS"], { cwd: root });
  const named = readFileSync(join(root, "SHA256SUMS"), "utf8").trim().split("\n").map((line) => line.slice(66)).sort();
  const files = execFileSync("find", [".", "-type", "f", "!", "-name", "SHA256SUMS"], { cwd: root, encoding: "utf8" }).trim().split("\n").map((name) => name.slice(2)).sort();
  assert.deepEqual(named, files);
});

test("each static file is there compressed as well, and is the same", () => {
  const files = readdirSync(join(root, "static"));
  const plain = files.filter((name) => !/\.(br|gz)$/.test(name));
  assert.ok(plain.length >= 7);
  for (const name of plain) {
    const original = readFileSync(join(root, "static", name));
    assert.ok(gunzipSync(readFileSync(join(root, "static", `${name}.gz`))).equals(original), name);
    assert.ok(brotliDecompressSync(readFileSync(join(root, "static", `${name}.br`))).equals(original), name);
  }
});

test("the inventory and the licences name the same crates, each with its checksum", () => {
  const { components, specVersion } = JSON.parse(readFileSync(join(root, "sbom.cdx.json"), "utf8"));
  assert.equal(specVersion, "1.5");
  const texts = readFileSync(join(root, "LICENSES-OF-DEPENDENCIES.txt"), "utf8");
  const listed = [...texts.matchAll(/^={80}\n(\S+ \S+)\n/gm)].map((found) => found[1]);
  assert.deepEqual(components.map((one) => `${one.name} ${one.version}`), listed);
  assert.ok(listed.some((name) => name.startsWith("leptos ")));
  for (const one of components) assert.match(one.hashes?.[0].content ?? "", /^[0-9a-f]{64}$/, one.name);
});

test("nothing in it tells where it was built", () => {
  for (const name of readdirSync(join(root, "static")).filter((name) => !/\.(br|gz)$/.test(name))) {
    const text = readFileSync(join(root, "static", name), "latin1");
    for (const place of [project, process.env.HOME, "/.cargo/registry"]) assert.ok(!place || place === "/" || !text.includes(place), `${name} names ${place}`);
  }
});

test("it holds what a deployment needs", () => {
  for (const name of ["config.schema.json", "LICENSE", "deploy/install.sh", "deploy/render.sh", "deploy/nginx/console.conf.template", "deploy/caddy/Caddyfile", "deploy/container/Containerfile", "docs/configuration.md"]) readFileSync(join(root, name));
});
