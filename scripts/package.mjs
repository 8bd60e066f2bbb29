// What of others is in the program: THIRD-PARTY-LICENSES.txt and sbom.cdx.json (CycloneDX 1.5), written to
// a directory: package.mjs DIRECTORY VERSION COMMIT. Only what the commit and its crates say goes in.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isc, mit } from "./package-texts.mjs";

const TARGET = "wasm32-unknown-unknown";
const PROGRAM = "service-token-console";
const [directory, version, commit] = process.argv.slice(2);
const stop = (message) => {
  console.error(`package: ${message}`);
  process.exit(1);
};
const cargo = (...words) => execFileSync("cargo", words, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] });
const byName = (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1);

/** The crates that are compiled into the program, as `name@version`, with those that each of them needs.
 *  `cargo tree` is asked because `cargo metadata` joins the features of all members of the workspace. */
function tree() {
  const needs = new Map();
  const above = [];
  const lines = cargo("tree", "--locked", "--package", PROGRAM, "--target", TARGET, "--edges", "normal,no-proc-macro", "--prefix", "depth", "--format", " {p}");
  for (const line of lines.split("\n").filter(Boolean)) {
    const found = /^(\d+) (\S+) v(\S+)/.exec(line);
    if (!found) stop(`cargo tree says what was not expected: ${line}`);
    const depth = Number(found[1]);
    const key = `${found[2]}@${found[3]}`;
    if (!needs.has(key)) needs.set(key, new Set());
    above.length = depth;
    if (depth > 0) needs.get(above[depth - 1]).add(key);
    above.push(key);
  }
  return needs;
}

/** The texts of a crate's own licence files; the standard text if it has none. */
function texts(crate) {
  const folder = dirname(crate.manifest_path);
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && (/^(licen[cs]e|copying|copyright|notice|unlicen[cs]e)/i.test(entry.name) || entry.name === crate.license_file))
    .map((entry) => entry.name)
    .sort();
  if (files.length > 0) {
    return files.map((file) => readFileSync(join(folder, file), "utf8").replace(/\r\n?/g, "\n").replace(/[ \t]+$/gm, "").replace(/^\n+|\s+$/g, ""));
  }
  if (!/\bMIT\b/.test(crate.license)) stop(`${crate.name} ${crate.version} (${crate.license}) holds no text of its licence: scripts/package-texts.mjs has to know one`);
  const holders = crate.authors.map((author) => author.replace(/\s*<.*>$/, "")).join(", ");
  return [mit(holders || `the contributors of ${crate.repository}`)];
}

const needs = tree();
const own = new Set();
const crates = [];
const checksums = new Map();
for (const entry of readFileSync("Cargo.lock", "utf8").split("[[package]]").slice(1)) {
  const value = (key) => new RegExp(`^${key} = "(.*)"$`, "m").exec(entry)?.[1];
  checksums.set(`${value("name")}@${value("version")}`, value("checksum"));
}
const metadata = JSON.parse(cargo("metadata", "--locked", "--format-version", "1", "--filter-platform", TARGET));
for (const found of metadata.packages) {
  const key = `${found.name}@${found.version}`;
  if (!needs.has(key)) continue;
  if (found.source === null) {
    own.add(key);
    continue;
  }
  if (!found.license) stop(`${found.name} ${found.version} names no licence`);
  // Older crates write "MIT/Apache-2.0" for a choice.
  const license = found.license.replace(/\s*\/\s*/g, " OR ");
  const purl = `pkg:cargo/${found.name}@${encodeURIComponent(found.version)}`;
  crates.push({ key, name: found.name, version: found.version, license, repository: found.repository, checksum: checksums.get(key), purl, texts: texts({ ...found, license }) });
}
const lost = [...needs.keys()].filter((key) => !own.has(key) && !crates.some((crate) => crate.key === key));
if (lost.length > 0) stop(`cargo metadata does not know ${lost.join(", ")}`);
crates.sort(byName);

const rust = /^channel = "(.*)"$/m.exec(readFileSync("rust-toolchain.toml", "utf8"))[1];
const others = [
  // Its tables of characters are made from those of Unicode, whose text stands among those of the crates.
  { name: "rust-std", version: rust, license: "(MIT OR Apache-2.0) AND Unicode-3.0", repository: "https://github.com/rust-lang/rust", purl: `pkg:generic/rust-std@${rust}`, texts: [mit("The Rust Project Developers (see https://thanks.rust-lang.org)")] },
  { name: "lucide", license: "ISC AND MIT", repository: "https://github.com/lucide-icons/lucide", purl: "pkg:github/lucide-icons/lucide", texts: [isc("2026 Lucide Icons and Contributors"), mit("2013-present Cole Bemis")] },
];
const parts = [...crates, ...others];
const title = (part) => [part.name, part.version].filter(Boolean).join(" ");

function licences() {
  const users = new Map();
  for (const part of parts) for (const text of part.texts) users.set(text, [...(users.get(text) ?? []), title(part)]);
  const rule = "=".repeat(78);
  const table = (rows) => rows.map((part) => `${title(part).padEnd(38)} ${part.license.padEnd(34)} ${part.repository ?? ""}`.trimEnd());
  return [
    `What of others is in ${PROGRAM} ${version}, and under which licence.`,
    "",
    "Crates",
    ...table(crates),
    "",
    "The standard library of Rust, and symbols of Lucide",
    ...table(others),
    "",
    "The texts are those of the crates' own files. Where a crate has none, it is the standard text",
    "with the authors that the crate names.",
    ...[...users].flatMap(([text, names]) => ["", rule, ...wrapped(names), rule, "", text]),
    "",
  ].join("\n");
}

function wrapped(names) {
  const lines = [""];
  for (const [index, name] of names.entries()) {
    const word = index < names.length - 1 ? `${name},` : name;
    const last = lines.length - 1;
    if (lines[last] && lines[last].length + word.length >= 78) lines.push(word);
    else lines[last] += lines[last] ? ` ${word}` : word;
  }
  return lines;
}

function bom() {
  const component = (part) => ({
    type: "library",
    "bom-ref": part.purl,
    name: part.name,
    ...(part.version && { version: part.version }),
    scope: "required",
    ...(part.checksum && { hashes: [{ alg: "SHA-256", content: part.checksum }] }),
    licenses: [/\s/.test(part.license) ? { expression: part.license } : { license: { id: part.license } }],
    purl: part.purl,
    ...(part.repository && { externalReferences: [{ type: "vcs", url: part.repository }] }),
  });
  const refs = new Map(crates.map((crate) => [crate.key, crate.purl]));
  // The members of the workspace are one program, so what any of them needs is what it needs.
  const ref = `${PROGRAM}@${version}`;
  const needed = (keys) => [...new Set(keys)].filter((key) => refs.has(key)).map((key) => refs.get(key)).sort();
  const direct = needed([...own].flatMap((key) => [...needs.get(key)]));
  const content = {
    metadata: {
      component: { type: "application", "bom-ref": ref, name: PROGRAM, version, licenses: [{ license: { id: "Apache-2.0" } }] },
      properties: [{ name: "git:commit", value: commit }],
    },
    components: parts.map(component),
    dependencies: [
      { ref, dependsOn: [...direct, ...others.map((part) => part.purl)] },
      ...crates.map((crate) => ({ ref: crate.purl, dependsOn: needed(needs.get(crate.key)) })),
      ...others.map((part) => ({ ref: part.purl, dependsOn: [] })),
    ],
  };
  return { $schema: "http://cyclonedx.org/schema/bom-1.5.schema.json", bomFormat: "CycloneDX", specVersion: "1.5", serialNumber: serial(JSON.stringify(content)), version: 1, ...content };
}

/** A UUID of version 5 in the namespace of addresses: another content, another number; never another one by chance. */
function serial(content) {
  const hash = createHash("sha1").update(Buffer.from("6ba7b8119dad11d180b400c04fd430c8", "hex")).update(content).digest();
  hash[6] = (hash[6] & 0x0f) | 0x50;
  hash[8] = (hash[8] & 0x3f) | 0x80;
  const hex = hash.toString("hex");
  return `urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-")}`;
}

writeFileSync(join(directory, "THIRD-PARTY-LICENSES.txt"), licences());
writeFileSync(join(directory, "sbom.cdx.json"), `${JSON.stringify(bom(), null, 2)}\n`);
