// What the program is made of: the licences' texts and an SBOM (CycloneDX 1.5), from cargo's own data.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [root, version] = process.argv.slice(2);
const metadata = JSON.parse(execFileSync("cargo", ["metadata", "--format-version", "1", "--locked", "--filter-platform", "wasm32-unknown-unknown"], { maxBuffer: 1 << 28 }));
const packages = new Map(metadata.packages.map((one) => [one.id, one]));
const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));

// What ends up in the program: dependencies of the ordinary kind, from the console on.
const start = metadata.packages.find((one) => one.name === "service-token-console").id;
const used = new Set([start]);
for (const id of used) {
  for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) if (kinds.some(({ kind }) => kind === null)) used.add(pkg);
}
const crates = [...used].map((id) => packages.get(id)).filter((one) => one.source !== null)
  .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));

const locked = new Map();
for (const block of readFileSync("Cargo.lock", "utf8").split("[[package]]")) {
  const value = (key) => block.match(new RegExp(`^${key} = "(.*)"$`, "m"))?.[1];
  if (value("checksum")) locked.set(`${value("name")} ${value("version")}`, value("checksum"));
}

const texts = crates.map((one) => {
  const directory = dirname(one.manifest_path);
  const files = readdirSync(directory).filter((name) => /^(licen[cs]e|copying|unlicense|notice)/i.test(name)).sort();
  const said = files.map((name) => readFileSync(join(directory, name), "utf8").trim());
  return `${"=".repeat(80)}\n${one.name} ${one.version}\n${one.license ?? "licence in its file"}\n${one.repository ?? ""}\n${"=".repeat(80)}\n\n${said.join("\n\n") || `Its package names the licence and has no text of it: ${one.license}`}\n`;
});
writeFileSync(join(root, "LICENSES-OF-DEPENDENCIES.txt"), texts.join("\n"));

const reference = (one) => `pkg:cargo/${one.name}@${one.version}`;
const components = crates.map((one) => ({
  type: "library", "bom-ref": reference(one), name: one.name, version: one.version, purl: reference(one),
  ...(one.license ? { licenses: [{ expression: one.license.replaceAll("/", " OR ") }] } : {}),
  ...(locked.has(`${one.name} ${one.version}`) ? { hashes: [{ alg: "SHA-256", content: locked.get(`${one.name} ${one.version}`) }] } : {}),
}));
const digest = createHash("sha256").update(JSON.stringify([version, components])).digest("hex");
// A name that follows from the content (RFC 9562, version 8), so that the same commit has the same one.
const serial = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
const own = `pkg:generic/service-token-console@${version}`;
const inside = new Set(crates.map((one) => one.id));
writeFileSync(join(root, "sbom.cdx.json"), `${JSON.stringify({
  bomFormat: "CycloneDX", specVersion: "1.5", serialNumber: `urn:uuid:${serial}`, version: 1,
  metadata: { component: { type: "application", "bom-ref": own, name: "service-token-console", version, licenses: [{ expression: packages.get(start).license ?? "MIT" }] } },
  components,
  dependencies: [
    { ref: own, dependsOn: components.map((one) => one["bom-ref"]) },
    ...crates.map((one) => ({ ref: reference(one), dependsOn: nodes.get(one.id).deps.filter(({ pkg, dep_kinds: kinds }) => inside.has(pkg) && kinds.some(({ kind }) => kind === null)).map(({ pkg }) => reference(packages.get(pkg))).sort() })),
  ],
}, null, 1)}\n`);
