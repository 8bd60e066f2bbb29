// The benchmark: the console and a peer side by side in one browser, each measurement by turns.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { Figures, SIDES } from "./figures.mjs";
import { BROWSER_ARGS, DATABASES, Server } from "./servers.mjs";
import { SLOW_LINE, Visitor, arrival, expectations, growth, openWide, session, stay } from "./visits.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../../..");
const { values: given } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    tokens: { type: "string", default: "10000" },
    only: { type: "string", default: "" },
    curve: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    out: { type: "string", default: `${root}/.run/bench.json` },
  },
});
const runs = given.quick ? 1 : Number(given.runs);
const tokens = Number(given.tokens);
const wanted = (name) => name.includes(given.only);
const started = { at: new Date().toISOString(), load: loadavg()[0] };

mkdirSync(`${root}/.run/bench`, { recursive: true });
const servers = {};
const start = (name, directory) => Server.start(name, process.env.SANDBOX, directory, `${root}/.run/bench/${name}`);
servers.console = await start("console", process.env.CONSOLE);
servers.peer = await start("peer", process.env.PEER);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.once(signal, () => {
    for (const server of Object.values(servers)) server.stop();
    process.exit(1);
  });
}
const browser = await chromium.launch({
  handleSIGINT: false,
  handleSIGTERM: false,
  handleSIGHUP: false,
  executablePath: process.env.CHROMIUM,
  args: BROWSER_ARGS,
});
const figures = new Figures();
const note = (text) => process.stderr.write(`${text}\n`);

/** The same data for both, and what is right for it. */
async function fill(count) {
  const [all] = await Promise.all(SIDES.map((side) => servers[side].fill(count)));
  return { ...expectations(all), total: count };
}

/** Each side in turn, the one that begins changing with each run. */
async function byTurns(name, visit, times = runs) {
  if (!wanted(name)) return;
  for (let run = 0; run < times; run += 1) {
    for (const side of run % 2 === 0 ? SIDES : [...SIDES].reverse()) {
      note(`${name}, run ${run + 1} of ${times}: ${side}`);
      await visit(servers[side], (what, unit, value) => figures.take(side, what, unit, value));
    }
    keep();
  }
}

async function visiting(server, circumstances, work) {
  const visitor = await Visitor.arrive(browser, server, circumstances);
  try {
    await work(visitor);
  } catch (error) {
    throw new Error(`${server.name}: ${error.message}${visitor.said.length > 0 ? `\nit said: ${visitor.said.join("\n")}` : ""}`, { cause: error });
  } finally {
    await visitor.leave();
  }
}

const number = (count) => count.toLocaleString("en");

async function arrivals() {
  const right = await fill(2_000);
  await byTurns("arrive", (server, take) =>
    visiting(server, {}, async (visitor) => {
      await arrival(visitor, right, ({ times, noted, requests, bytes }) => {
        take("first page: bytes on the wire, brotli 11", "", bytes);
        take("first page: skeleton painted", "ms", noted.painted);
        take("first page: first row, cold", "ms", times.first);
        take("first page: of use, cold", "ms", times.ready);
        take("first page: layout shift", "", noted.shifts);
        take("2,000 tokens: all rows", "ms", times.all);
        take("2,000 tokens: API requests", "", requests);
        take("2,000 tokens: long tasks", "", noted.long.length);
        take("2,000 tokens: longest task", "ms", Math.max(0, ...noted.long.map(({ duration }) => duration)));
      }, { whole: true });
      await visitor.settled();
      await arrival(visitor, right, ({ times }) => {
        take("first page: first row, warm", "ms", times.first);
        take("first page: of use, warm", "ms", times.ready);
      }, { whole: true });
      await visitor.settled();
      await visitor.go("/acme/tokens", { all: right.all });
      await visitor.settled();
      // Compiled code is kept once a page came back a few times.
      await arrival(visitor, right, ({ times }) => take("first page: first row, 4th visit", "ms", times.first), { whole: false });
    }));
  // Pages of an earlier visit that are still on their way would be in the way of the later one.
  const few = await fill(100);
  for (const [name, circumstances] of [["slow line", { line: SLOW_LINE }], ["slow processor", { processor: 4 }], ["slow line and processor", { line: SLOW_LINE, processor: 4 }]]) {
    await byTurns(name, (server, take) =>
      visiting(server, circumstances, async (visitor) => {
        await arrival(visitor, few, ({ times, noted }) => {
          take(`${name}: skeleton painted`, "ms", noted.painted);
          take(`${name}: first row, cold`, "ms", times.first);
          take(`${name}: of use, cold`, "ms", times.ready);
        }, { whole: false });
        await visitor.page.waitForTimeout(1_500);
        await arrival(visitor, few, ({ times }) => {
          take(`${name}: first row, warm`, "ms", times.first);
          take(`${name}: of use, warm`, "ms", times.ready);
        }, { whole: false });
      }));
  }
}

async function sessions() {
  const right = await fill(tokens);
  const prefixed = (take) => (what, unit, value) => take(`${number(tokens)} tokens: ${what}`, unit, value);
  await byTurns("session", (server, take) => visiting(server, {}, (visitor) => session(visitor, right, prefixed(take))));
  await byTurns("token page", (server, take) =>
    visiting(server, {}, async (visitor) => {
      const { ready } = await visitor.go(`/acme/tokens/${right.holder.id}`, { ready: right.token });
      take(`token page by its address, ${DATABASES} databases`, "ms", ready);
      await visitor.settled();
      const requests = await visitor.page.evaluate(() => bench.resources().filter(({ name }) => new URL(name).pathname.startsWith("/api/")).length);
      take("token page by its address: API requests", "", requests);
    }));
  for (const databases of [200, 1_000]) {
    const name = `wide token, ${number(databases)} databases`;
    if (!wanted(name)) continue;
    const [wide] = await Promise.all(SIDES.map((side) => servers[side].widen(databases)));
    await byTurns(name, (server, take) => visiting(server, {}, (visitor) => openWide(visitor, wide, (what, unit, value) => take(`open a token with ${number(databases)} databases: ${what}`, unit, value))));
  }
  await fill(tokens);
  // It takes long and varies little.
  await byTurns("memory", (server, take) => visiting(server, {}, (visitor) => stay(visitor, right, prefixed(take))), Math.min(runs, 3));
}

async function curve() {
  for (const count of given.quick ? [500, 2_000] : [500, 2_000, 10_000, 50_000]) {
    const right = await fill(count);
    await byTurns(`curve ${count}`, (server, take) => visiting(server, {}, (visitor) => growth(visitor, right, (what, unit, value) => take(`${what}, ${number(count)} tokens`, unit, value))));
  }
  // One measurement after the other, each growing.
  const order = ["first row", "all rows", "main thread until then", "search", "sort", "access report", "search the report", "heap", "process"];
  figures.all = new Map([...figures.all].sort(([a], [b]) => order.indexOf(a.split(", ")[0]) - order.indexOf(b.split(", ")[0])));
}

async function work() {
  if (given.curve) {
    await curve();
  } else {
    await arrivals();
    await sessions();
  }
  for (const side of SIDES) {
    const violations = await servers[side].control("GET", "violations");
    if (violations.length > 0) throw new Error(`${side} sent what the API does not understand: ${violations[0]}`);
  }
}

/** What was measured so far, for whoever looks before the end, or if there is none. */
function keep() {
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root }).toString().trim();
  const about = {
    ...started, ended: new Date().toISOString(), loadAtEnd: loadavg()[0], commit, runs, chromium: browser.version(),
    processor: cpus()[0].model.trim(), cores: cpus().length, memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
  };
  writeFileSync(given.out, `${JSON.stringify({ about, measures: figures.summary() }, null, 1)}\n`);
  return about;
}

function report() {
  const about = keep();
  console.log(figures.table());
  console.log(`\nMedians of ${runs} runs [${runs >= 10 ? "10th to 90th in a hundred" : "least to most"}], Chromium ${about.chromium}, ${about.cores} × ${about.processor}, load ${about.load.toFixed(1)} to ${about.loadAtEnd.toFixed(1)}`);
}

try {
  await work();
} finally {
  report();
  await browser.close();
  for (const server of Object.values(servers)) server.stop();
}
