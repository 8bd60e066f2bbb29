// Runs wasm-opt with its own arguments, then puts each function of what it wrote beside the one that is most like it.
// What is alike and near is packed smaller: brotli makes a program of 380 kB 3 % smaller so.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { Reader, block, number, section } from "./wasm.mjs";

const [CUSTOM, IMPORTS, CODE] = [0, 2, 10];

/** So long are the pieces by which functions are compared, in bytes. */
const LENGTHS = [3, 4, 5, 6, 7];

const optimizer = process.env.CONSOLE_WASM_OPT;
const args = process.argv.slice(2);
const run = (...args) => execFileSync(optimizer, args, { stdio: "inherit" });
run(...args);
const place = args.findIndex((arg) => arg === "-o" || arg === "--output");
const out = place >= 0 ? args[place + 1] : args.find((arg) => arg.startsWith("--output="))?.slice("--output=".length);
if (out) {
  const features = args.filter((arg) => arg.startsWith("--enable-"));
  const bytes = readFileSync(out);
  const program = parts(bytes);
  // How well an order packs is not quite to be foreseen, so a few are tried.
  const tried = LENGTHS.map((length) => {
    writeFileSync(out, Buffer.concat([bytes.subarray(0, 8), ...program.sections, names(program, length)]));
    run(...features, "--reorder-functions-by-name", "--strip-debug", out, "-o", out);
    const ordered = readFileSync(out);
    return [brotliCompressSync(ordered, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length, ordered];
  });
  writeFileSync(out, tried.reduce((best, one) => (one[0] < best[0] ? one : best))[1]);
}

/** A name for each function, by which they are then sorted. */
function names({ functions, imports }, length) {
  const ranks = [];
  order(functions, length).forEach((index, rank) => { ranks[index] = rank; });
  const all = [number(imports + functions.length)];
  for (let at = 0; at < imports; at += 1) all.push(number(at), block(`a${at}`));
  ranks.forEach((rank, index) => all.push(number(imports + index), block(`f${String(rank).padStart(6, "0")}`)));
  return section(CUSTOM, Buffer.concat([block("name"), section(1, Buffer.concat(all))]));
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
function parts(bytes) {
  const read = new Reader(bytes);
  const [functions, sections] = [[], []];
  let imports = 0;
  while (read.at < bytes.length) {
    const start = read.at;
    const kind = read.byte();
    const end = read.number() + read.at;
    if (kind === IMPORTS) {
      for (let left = read.number(); left > 0; left -= 1) imports += imported(read);
    }
    if (kind === CODE) {
      for (let left = read.number(); left > 0; left -= 1) functions.push(read.block());
    }
    // Of what is for tools, only what they are told the used features by.
    if (kind !== CUSTOM || bytes.toString("latin1", start, start + 24).includes("target_features")) sections.push(bytes.subarray(start, end));
    read.at = end;
  }
  return { functions, imports, sections };
}

/** Whether what is imported is a function. */
function imported(read) {
  read.block();
  read.block();
  const limits = () => {
    const has = read.number();
    read.number();
    if (has & 1) read.number();
  };
  const kind = read.byte();
  if (kind === 0) read.number();
  else if (kind === 1) {
    read.byte();
    limits();
  } else if (kind === 2) limits();
  else if (kind === 3) read.at += 2;
  else throw new Error(`an import of kind ${kind}`);
  return kind === 0;
}
