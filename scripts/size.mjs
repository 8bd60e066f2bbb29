// What a first visit downloads, compressed as a server would, against tests/size/budget.json.
import { readFileSync, readdirSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const budget = JSON.parse(readFileSync("tests/size/budget.json", "utf8"));
// Trunk writes a hash as a number, without zeros in front.
const kinds = {
  wasm: /_bg\.wasm$/,
  script: /^service-token-console-[0-9a-f]{8,16}\.js$/,
  link: /^service-token-console-link-[0-9a-f]{16}\.js$/,
  boot: /^boot-[0-9a-f]{8,16}\.js$/,
  styles: /\.css$/,
  page: /^index\.html$/,
  settings: /^config\.json$/,
  // Loaded later, or with the first page where the address names another one than the list.
  rest: /-rest-[0-9a-f]{16}\.wasm$/,
};
let total = 0;
let over = false;
const line = (name, bytes, limit) => {
  const bad = bytes > limit;
  over ||= bad;
  console.log(`${name.padEnd(12)}${String(bytes).padStart(8)} bytes of ${String(limit).padStart(8)}${bad ? "  over budget" : ""}`);
};
for (const [kind, pattern] of Object.entries(kinds)) {
  const files = readdirSync("dist").filter((name) => pattern.test(name));
  if (files.length !== 1) {
    console.error(`expected one ${kind} in dist, found ${files.length}: ${files.join(", ")}`);
    process.exit(1);
  }
  const bytes = brotliCompressSync(readFileSync(`dist/${files[0]}`), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  if (kind !== "rest") total += bytes;
  line(kind, bytes, budget[kind]);
}
line("first page", total, budget.total);
process.exit(over ? 1 : 0);
