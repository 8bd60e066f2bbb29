// The archive of `make package`: node --test tests/package/package.test.mjs. DIST=directory names a release
// that is built already; without it, it is dist/.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

const checkout = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const dist = resolve(process.env.DIST ?? join(checkout, "dist"));
const version = /^\[workspace\.package\]\nversion = "(.*)"$/m.exec(readFileSync(join(checkout, "Cargo.toml"), "utf8"))[1];
const name = `service-token-console-${version}`;
const git = (directory, ...words) => execFileSync("git", ["-C", directory, ...words], { encoding: "utf8" });
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

let work, root, first, second;

/** Packages in a checkout, under another mask, clock and language if it is asked for. */
function packaged(directory, out, elsewhere = {}) {
  const { mask = "022", ...env } = elsewhere;
  const done = spawnSync("sh", ["-c", `umask ${mask} && exec "$0" "$@"`, join(directory, "scripts/package.sh"), out, dist], { encoding: "utf8", env: { ...process.env, PACKAGE_DIRTY: "1", ...env } });
  return { code: done.status, said: done.stdout, complained: done.stderr, archive: join(out, `${name}.tar.gz`) };
}

/** The same files and history in another directory. */
function twin(directory) {
  execFileSync("git", ["clone", "--quiet", "--no-checkout", checkout, directory]);
  for (const file of git(checkout, "ls-files", "-z").split("\0").filter((file) => file && existsSync(join(checkout, file)))) {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    cpSync(join(checkout, file), join(directory, file));
  }
  git(directory, "add", "--all");
}

const files = (directory, prefix = "") =>
  readdirSync(join(directory, prefix), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? files(directory, `${prefix}${entry.name}/`) : [`${prefix}${entry.name}`]));
const read = (file) => readFileSync(join(root, file));
const fixed = () => files(root).filter((file) => file.startsWith("static/"));

before(() => {
  work = mkdtempSync(join(tmpdir(), "package-"));
  first = packaged(checkout, join(work, "one"));
  assert.equal(first.code, 0, first.complained);
  execFileSync("tar", ["-xzf", first.archive, "-C", work]);
  root = join(work, name);
});
after(() => rmSync(work, { recursive: true, force: true }));

test("another directory, mask, time zone and language give the same bytes", () => {
  const directory = join(work, "an other", "checkout");
  twin(directory);
  second = packaged(directory, join(work, "two"), { mask: "077", TZ: "Asia/Tokyo", LC_ALL: "C.UTF-8", LANG: "tr_TR.UTF-8" });
  assert.equal(second.code, 0, second.complained);
  assert.ok(readFileSync(first.archive).equals(readFileSync(second.archive)), "the archives differ");
});

test("the archive's sha256 is printed as sha256sum does", () => {
  assert.equal(first.said, `${sha256(readFileSync(first.archive))}  ${name}.tar.gz\n`);
});

test("a checkout with changes is refused", () => {
  const directory = join(work, "dirty");
  execFileSync("git", ["clone", "--quiet", checkout, directory]);
  cpSync(join(checkout, "scripts"), join(directory, "scripts"), { recursive: true });
  writeFileSync(join(directory, "left-over.txt"), "");
  const refused = packaged(directory, join(work, "three"), { PACKAGE_DIRTY: "" });
  assert.equal(refused.code, 1);
  assert.match(refused.complained, /^package: the checkout has changes that are not committed.*\n$/);
  assert.equal(existsSync(refused.archive), false);
});

test("everything lies in one directory, belongs to nobody, and has the time of the commit", () => {
  const time = Number(git(checkout, "log", "-1", "--format=%ct"));
  const listed = execFileSync("tar", ["-tvzf", first.archive, "--numeric-owner", "--full-time", "--utc"], { encoding: "utf8" }).trim().split("\n");
  for (const line of listed) {
    const [mode, owner, , day, hour, path] = line.split(/\s+/);
    assert.match(mode, /^(drwxr-xr-x|-rw-r--r--|-rwxr-xr-x)$/, line);
    assert.equal(owner, "0/0", line);
    assert.equal(Date.parse(`${day}T${hour}Z`) / 1000, time, line);
    assert.ok(path.startsWith(`${name}/`), line);
  }
});

test("it holds what an installation needs", () => {
  const there = files(root);
  for (const file of ["CHANGELOG.md", "LICENSE", "README.md", "SHA256SUMS", "THIRD-PARTY-LICENSES.txt", "config.schema.json", "docs/configuration.md", "docs/releases.md", "sbom.cdx.json", "static/config.json", "static/index.html"]) {
    assert.ok(there.includes(file), file);
  }
  assert.equal(there.filter((file) => /^static\/boot-[0-9a-f]{8,16}\.js$/.test(file)).length, 1);
  const tracked = git(checkout, "ls-files", "deploy").split("\n").filter((file) => file && existsSync(join(checkout, file)));
  for (const file of tracked) assert.ok(there.includes(file), file);
  assert.ok(read("config.schema.json").equals(read("static/config.schema.json")));
});

test("SHA256SUMS is right, and about every file", () => {
  const sums = read("SHA256SUMS").toString().trim().split("\n").map((line) => line.split("  "));
  for (const [sum, file] of sums) assert.equal(sha256(read(file)), sum, file);
  assert.deepEqual(sums.map(([, file]) => file).sort(), files(root).filter((file) => file !== "SHA256SUMS").sort());
});

test("every static file but config.json has its compressed forms, which open to it", () => {
  const plain = fixed().filter((file) => !/\.(br|gz)$/.test(file));
  assert.ok(plain.some((file) => file.endsWith(".wasm")));
  const forms = [];
  for (const file of plain.filter((file) => file !== "static/config.json")) {
    assert.ok(brotliDecompressSync(read(`${file}.br`)).equals(read(file)), `${file}.br`);
    assert.ok(gunzipSync(read(`${file}.gz`)).equals(read(file)), `${file}.gz`);
    forms.push(`${file}.br`, `${file}.gz`);
  }
  assert.deepEqual(fixed().sort(), [...plain, ...forms].sort());
});

test("the release is what was built", () => {
  for (const file of readdirSync(dist).filter((file) => !file.startsWith("."))) assert.ok(read(`static/${file}`).equals(readFileSync(join(dist, file))), file);
});

test("no static file tells a directory of the machine that built it", () => {
  const places = new Set(["/root/", "/work/", "/tmp/", "/home/", "/Users/", "/var/folders/", "/builds/", checkout, homedir(), process.env.CARGO_HOME, process.env.CARGO_TARGET_DIR, process.env.RUSTUP_HOME]);
  for (const file of fixed().filter((file) => !/\.(br|gz)$/.test(file))) {
    const bytes = read(file);
    for (const place of places) {
      if (!place || place.length < 4) continue;
      const at = bytes.indexOf(place);
      assert.equal(at, -1, `${file}: ${bytes.subarray(Math.max(at, 0), at + 100).toString("latin1")}`);
    }
  }
});

const sbom = () => JSON.parse(read("sbom.cdx.json"));
const title = (part) => [part.name, part.version].filter(Boolean).join(" ");

test("the bill of materials and the licences name the same parts", () => {
  const lines = read("THIRD-PARTY-LICENSES.txt").toString().split("\n");
  const table = lines.slice(0, lines.findIndex((line) => line.startsWith("=")));
  const listed = table.filter((line) => / {2,}\S.* https:\/\//.test(line)).map((line) => line.split(/ {2,}/)[0]);
  const components = sbom().components;
  assert.ok(components.length > 50);
  assert.deepEqual(components.map(title).sort(), listed.sort());
  const rule = "=".repeat(78);
  const headings = read("THIRD-PARTY-LICENSES.txt").toString().split(`${rule}\n`).filter((_, index) => index % 2 === 1).join(", ").replace(/\n/g, " ").split(/, */).map((heading) => heading.trim());
  for (const part of components) assert.ok(headings.includes(title(part)), `no text for ${title(part)}`);
});

test("the bill of materials says of each crate what Cargo.lock says", () => {
  const lock = readFileSync(join(checkout, "Cargo.lock"), "utf8");
  for (const part of sbom().components.filter((part) => part.purl.startsWith("pkg:cargo/"))) {
    const entry = `name = "${part.name}"\nversion = "${part.version}"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "${part.hashes[0].content}"`;
    assert.ok(lock.includes(entry), title(part));
    assert.equal(part.purl, `pkg:cargo/${part.name}@${part.version.replace("+", "%2B")}`);
    assert.equal(part.hashes[0].alg, "SHA-256");
    const [license] = part.licenses;
    assert.match(license.expression ?? license.license.id, /^[A-Za-z0-9.() -]+$/, title(part));
  }
});

test("the bill of materials is CycloneDX, and the same each time", () => {
  const { bomFormat, specVersion, serialNumber, version: revision, metadata, components, dependencies } = sbom();
  assert.deepEqual([bomFormat, specVersion, revision], ["CycloneDX", "1.5", 1]);
  assert.match(serialNumber, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal("timestamp" in metadata, false);
  assert.deepEqual([metadata.component.name, metadata.component.version], ["service-token-console", version]);
  const refs = [metadata.component["bom-ref"], ...components.map((part) => part["bom-ref"])];
  assert.equal(new Set(refs).size, refs.length);
  assert.deepEqual(dependencies.map((one) => one.ref).sort(), [...refs].sort());
  // What nothing needs would not be in the program.
  const needed = new Set(dependencies.flatMap((one) => one.dependsOn));
  assert.deepEqual([...needed].sort(), refs.slice(1).sort());
});
