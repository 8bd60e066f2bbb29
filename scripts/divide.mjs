// Divides the program into what the first page needs and the rest, at the function that src/pages/rest.rs marks.
// Called by Trunk in place of wasm-bindgen, with its arguments; the rest is left in .run/parts, where a hook of
// Trunk's finds it.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Reader, block, number, section } from "./wasm.mjs";

// What the compiler uses; more would let the tools write what browsers do not read yet.
const features = ["bulk-memory", "bulk-memory-opt", "call-indirect-overlong", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"].map((one) => `--enable-${one}`);
const bindgen = process.env.CONSOLE_WASM_BINDGEN;
const args = process.argv.slice(2);
const run = (program, args) => execFileSync(program, args, { stdio: "inherit" });
const input = args.find((arg) => arg.endsWith(".wasm"));
if (!input) {
  run(bindgen, args);
  process.exit();
}
const option = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? args[args.indexOf(`--${name}`) + 1];
const [out, name] = [option("out-dir"), option("out-name")];
const parts = ".run/parts";
rmSync(parts, { recursive: true, force: true });
mkdirSync(parts, { recursive: true });
const divided = mkdtempSync(join(tmpdir(), "console-"));
run("wasm-split-cli", ["--target", "web", "--out-name", name, input, divided]);
run(bindgen, [...args.filter((arg) => arg !== input), "--keep-lld-exports", "--no-demangle", join(divided, `${name}.wasm`)]);

// What the linking module says, without its import of the program's own script, which it becomes a part of.
let link = readFileSync(join(divided, "__wasm_split.js"), "utf8").replace(/^import \{ initSync \}.*$/m, "");
for (const file of readdirSync(divided)) {
  if (!file.endsWith(".wasm") || file === `${name}.wasm` || !link.includes(`./${file}`)) continue;
  const small = join(parts, file);
  run("wasm-opt", ["-Oz", ...features, join(divided, file), "-o", small]);
  const bytes = readFileSync(small);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
  const integrity = `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
  const hashed = `${name}-rest-${hash}.wasm`;
  copyFileSync(small, join(parts, hashed));
  rmSync(small);
  const fetched = `fetch(new URL("./${file}", import.meta.url))`;
  if (!link.includes(fetched)) throw new Error(`the linking module does not fetch ${file}`);
  // One file, which the page may ask for before the program does.
  link = `${link.replaceAll(fetched, "rest()")}
let asked;
export function rest() {
    if (asked === undefined) {
        asked = fetch(new URL("./${hashed}", import.meta.url), { credentials: "same-origin", redirect: "error", integrity: "${integrity}" })
            .then((answer) => {
                if (!answer.ok) throw new Error(String(answer.status));
                return answer;
            });
        asked.catch(() => { asked = undefined; });
    }
    const answer = asked.then((answer) => answer.clone());
    answer.catch(() => {});
    return answer;
}
`;
}
const exported = [...link.matchAll(/^export const (\w+)/gm)].map((found) => found[1]);
link = link.replaceAll(/^export const/gm, "const");
const script = join(out, `${name}.js`);
const imported = /^import \* as (\w+) from "\.\/__wasm_split\.js"\s*;?$/m;
const whole = readFileSync(script, "utf8");
if (!imported.test(whole)) throw new Error("the program's script does not import the linking module");
const program = join(out, `${name}_bg.wasm`);
const [bytes, short] = shortened(readFileSync(program));
writeFileSync(program, bytes);
const joined = whole
  .replace(imported, (_, star) => `const ${star} = { ${exported.join(", ")} };`)
  .replace(/^export class IntoUnderlying/gm, "class IntoUnderlying")
  .replace(/\b__wb[\w$]+/g, (one) => short.get(one) ?? one);
writeFileSync(script, `${link}\n${joined}`);
run("esbuild", [script, "--minify", "--tree-shaking=true", "--format=esm", "--target=es2020", "--log-level=warning", `--outfile=${script}`, "--allow-overwrite"]);
rmSync(divided, { recursive: true });

/** The program with short names for what it imports (each carries a hash, twice), and those names by the long ones. */
function shortened(bytes) {
  const read = new Reader(bytes);
  while (bytes[read.at] !== 2) {
    read.byte();
    read.block();
  }
  const start = read.at;
  read.byte();
  const end = read.number() + read.at;
  const short = new Map();
  const imports = [number(read.number())];
  while (read.at < end) {
    const [from, what] = [read.text(), read.text()];
    if (what.startsWith("__wb") && !short.has(what)) short.set(what, `$${short.size.toString(36)}`);
    const described = read.at;
    if (read.byte() !== 0) throw new Error("the program imports something else than functions");
    read.number();
    imports.push(block(from), block(short.get(what) ?? what), bytes.subarray(described, read.at));
  }
  return [Buffer.concat([bytes.subarray(0, start), section(2, Buffer.concat(imports)), bytes.subarray(end)]), short];
}
