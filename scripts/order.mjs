// Runs wasm-opt with its own arguments, then puts each function of what it wrote beside the one that is most like it.
// What is alike and near is packed smaller: brotli makes a program of 380 kB 3 % smaller so.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

/** So long are the pieces by which functions are compared, in bytes. */
const LENGTHS = [3, 4, 5, 6, 7];

const program = process.env.CONSOLE_WASM_OPT;
const args = process.argv.slice(2);
const run = (...args) => execFileSync(program, args, { stdio: "inherit" });
run(...args);
const place = args.findIndex((arg) => arg === "-o" || arg === "--output");
const out = place >= 0 ? args[place + 1] : args.find((arg) => arg.startsWith("--output="))?.slice("--output=".length);
if (out) {
  const features = args.filter((arg) => arg.startsWith("--enable-"));
  const bytes = readFileSync(out);
  // How well an order packs is not quite to be foreseen, so a few are tried.
  const tried = LENGTHS.map((length) => {
    writeFileSync(out, named(bytes, length));
    run(...features, "--reorder-functions-by-name", "--strip-debug", out, "-o", out);
    const ordered = readFileSync(out);
    return [brotliCompressSync(ordered, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length, ordered];
  });
  writeFileSync(out, tried.reduce((best, one) => (one[0] < best[0] ? one : best))[1]);
}

/** The program with a name for each function, by which it is sorted. */
function named(bytes, length) {
  const { functions, imports, sections } = read(bytes);
  const entries = [];
  for (let at = 0; at < imports; at += 1) entries.push(leb(at), text(`a${at}`));
  order(functions, length).forEach((index, rank) => entries.push([leb(imports + index), text(`f${String(rank).padStart(6, "0")}`), index]));
  const own = entries.slice(2 * imports).sort((a, b) => a[2] - b[2]).flatMap(([index, name]) => [index, name]);
  const names = Buffer.concat([leb(imports + functions.length), ...entries.slice(0, 2 * imports), ...own]);
  const body = Buffer.concat([text("name"), Buffer.from([1]), leb(names.length), names]);
  return Buffer.concat([bytes.subarray(0, 8), ...sections, Buffer.from([0]), leb(body.length), body]);
}

/** From each function on to the one that has most pieces of that length in common with it, of those that are left. */
function order(functions, length) {
  const COMMON = 400;
  const pieces = functions.map((code) => {
    const all = new Set();
    for (let at = 0; at + length <= code.length; at += 1) all.add(code.toString("latin1", at, at + length));
    return all;
  });
  const holders = new Map();
  pieces.forEach((all, index) => {
    for (const piece of all) {
      if (!holders.has(piece)) holders.set(piece, []);
      holders.get(piece).push(index);
    }
  });
  const longest = [...functions.keys()].sort((a, b) => functions[b].length - functions[a].length || a - b);
  const placed = new Set();
  const sorted = [];
  let next = 0;
  let current;
  while (sorted.length < functions.length) {
    const common = new Map();
    for (const piece of current === undefined ? [] : pieces[current]) {
      const own = holders.get(piece);
      // What is everywhere tells nothing.
      if (own.length >= COMMON) continue;
      for (const other of own) if (!placed.has(other)) common.set(other, (common.get(other) ?? 0) + 1 / Math.sqrt(own.length));
    }
    let [best, most] = [undefined, 0];
    for (const [other, much] of common) if (much > most) [best, most] = [other, much];
    while (best === undefined && placed.has(longest[next])) next += 1;
    current = best ?? longest[next];
    placed.add(current);
    sorted.push(current);
  }
  return sorted;
}

/** The bodies of its functions, how many functions it imports, and all sections that the browser reads. */
function read(bytes) {
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  const skip = () => {
    const length = number();
    at += length;
  };
  const [functions, sections] = [[], []];
  let imports = 0;
  while (at < bytes.length) {
    const start = at;
    const kind = bytes[at++];
    const end = number() + at;
    if (kind === 2) {
      for (let left = number(); left > 0; left -= 1) {
        skip();
        skip();
        const what = bytes[at++];
        const limited = () => { if (number() & 1) { number(); } number(); };
        if (what === 0) { imports += 1; number(); }
        else if (what === 1) { at += 1; limited(); }
        else if (what === 2) limited();
        else if (what === 3) at += 2;
        else throw new Error(`an import of kind ${what}`);
      }
    }
    if (kind === 10) {
      for (let left = number(); left > 0; left -= 1) {
        const length = number();
        functions.push(bytes.subarray(at, at + length));
        at += length;
      }
    }
    if (kind !== 0 || keeps(bytes, start)) sections.push(bytes.subarray(start, end));
    at = end;
  }
  return { functions, imports, sections };
}

/** Of what is for tools, only what they are told the used features by. */
function keeps(bytes, start) {
  return bytes.toString("latin1", start, start + 24).includes("target_features");
}

function leb(value) {
  const all = [];
  do {
    all.push((value & 127) | (value > 127 ? 128 : 0));
    value = Math.floor(value / 128);
  } while (value > 0);
  return Buffer.from(all);
}

function text(words) {
  return Buffer.concat([leb(Buffer.byteLength(words)), Buffer.from(words)]);
}
