// The whole organization: 10,000 tokens with 400,000 accesses, page by page, as somebody works with them. What is
// measured of each thing done: how long until the answer, and how long the page did not listen meanwhile.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { BROWSER_ARGS, Server } from "./servers.mjs";
import { Visitor } from "./visits.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../../..");
const { values: given } = parseArgs({
  options: {
    runs: { type: "string", default: "3" },
    tokens: { type: "string", default: "10000" },
    only: { type: "string", default: "" },
    why: { type: "boolean", default: false },
    out: { type: "string", default: `${root}/.run/organization.json` },
  },
});
const PATIENCE = 600_000;
/** What nobody notices, in milliseconds. */
const LIMIT = 50;

/** What somebody sees of an answer: the title, what the page says, and the first of what it lists; whether it comes. */
const seen = () => {
  const text = (element) => (element?.textContent ?? "").trim();
  const heading = text(document.querySelector("h1"));
  // A report of a million elements is not to be searched through each time: what tells of it comes first in the page.
  const laid = document.querySelector("[role=progressbar], .sheet-status, .sheets");
  if (laid && laid.className !== "sheets") return { shown: `${heading}\n${text(laid)}`, comes: laid.role === "progressbar" };
  const said = [...document.querySelectorAll("main [role=status], dialog [role=status]")].map(text);
  const rows = [...(document.querySelector("main table")?.rows ?? [])].slice(0, 12).map(text);
  const listed = text(document.querySelector("main pre")).slice(0, 500);
  const options = [...document.querySelectorAll("[role=listbox]")].filter((one) => one.offsetParent).map((one) => text(one).slice(0, 200));
  return { shown: [heading, ...said, ...rows, listed, ...options].join("\n"), comes: said.some((one) => /Loading|…$/.test(one)) };
};

/** Does one thing after the other in one page. */
class Person {
  constructor(visitor, take) {
    Object.assign(this, { visitor, take, page: visitor.page });
  }

  link(name) {
    return this.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name, exact: true });
  }

  toggle(group, name) {
    return this.page.getByRole("group", { name: group, exact: true }).getByRole("button", { name });
  }

  /** Sorts, opens or presses something; the answer is there when the page says something else, and not that it comes. */
  async does(name, input, { says } = {}) {
    await this.rests();
    const before = await this.page.evaluate(() => benchSeen().shown);
    await this.measured(name, async () => {
      await input();
      await this.page.waitForFunction(
        ([before, says]) => {
          const { shown, comes } = benchSeen();
          return shown !== before && !comes && (!says || new RegExp(says, "m").test(shown));
        },
        [before, says],
        { polling: 100, timeout: PATIENCE },
      );
    });
  }

  /** Parts that are measured alone begin on the page that they belong to. */
  async opens(name) {
    const isThere = () => this.page.getByRole("heading", { level: 1, name }).count();
    if ((await isThere()) === 0) await this.link(name).click();
    await this.page.getByRole("heading", { level: 1, name }).waitFor();
  }

  async scrolls(name, table) {
    await this.rests();
    await this.measured(name, () => this.page.evaluate((table) => bench.scroll(table, 60), table));
  }

  /** Nothing is left to do. */
  async rests() {
    for (let time = 0; time < 3; time += 1) await this.visitor.settled();
  }

  async measured(name, work) {
    const { page, visitor } = this;
    const categories = ["disabled-by-default-devtools.timeline", ...(given.why ? ["devtools.timeline"] : [])];
    await visitor.browser.startTracing(page, { categories });
    const from = await page.evaluate(() => bench.noted.long.length).catch(() => 0);
    const began = performance.now();
    await work();
    const ms = performance.now() - began;
    await this.rests();
    const long = (await page.evaluate(() => bench.noted.long)).slice(from).map(({ duration }) => duration);
    const own = ofMainThread(JSON.parse((await visitor.browser.stopTracing()).toString()).traceEvents);
    const all = tasks(own);
    const busy = all.map(({ tdur }) => tdur / 1000);
    if (given.why && all.length > 0) process.stderr.write(`${name}: ${why(own, all[0])}\n`);
    this.take(name, { ms, clock: Math.max(0, ...long), sum: long.reduce((sum, one) => sum + one, 0), processor: Math.max(0, ...busy), over: busy.filter((one) => one > LIMIT).length });
  }
}

function ofMainThread(events) {
  const main = events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(({ pid, tid }) => `${pid} ${tid}`);
  return events.filter(({ ph, pid, tid }) => ph === "X" && main.includes(`${pid} ${tid}`));
}

/** The tasks of the page's main thread, the longest by the processor first. */
const tasks = (events) => events.filter(({ name, tdur }) => name === "RunTask" && tdur).sort((one, other) => other.tdur - one.tdur);

/** What the browser did in a task, in milliseconds; what is within another counts for both. */
function why(events, task) {
  const inside = events.filter((one) => one !== task && one.tdur > 500 && one.ts >= task.ts && one.ts + one.dur <= task.ts + task.dur);
  const sums = new Map();
  for (const { name, tdur } of inside) sums.set(name, (sums.get(name) ?? 0) + tdur / 1000);
  const parts = [...sums].sort(([, one], [, other]) => other - one).map(([name, ms]) => `${name} ${ms.toFixed(0)}`);
  return `${(task.tdur / 1000).toFixed(0)} ms: ${parts.join(", ")}`;
}

const TABLES = { report: "Access report", matrix: "Permission matrix", who: "Tokens that can", findings: "Findings" };

/** The parts of a session, in their order: each begins where the one before it ended. */
const PARTS = {
  async reading(person) {
    const { page, visitor } = person;
    await person.measured("list: read", () => visitor.go("/acme/tokens", { all: { table: "Service tokens", status: `${given.tokens} of ${given.tokens} tokens` } }));
    await person.measured("list: findings counted", () => page.locator("#findings-count").waitFor({ timeout: PATIENCE }));
    await person.does("list: a key in the search", () => page.getByRole("searchbox", { name: "Search tokens" }).pressSequentially("x"));
    await person.does("list: the search emptied", () => page.getByRole("searchbox", { name: "Search tokens" }).fill(""));
    await person.does("list: sorted by name", () => page.getByRole("columnheader", { name: "Name" }).getByRole("button").click());
    await person.does("list: filtered", () => person.toggle("Filters", /^Can destroy/).click());
    await person.does("list: the filter off", () => person.toggle("Filters", /^Can destroy/).click());
    await person.scrolls("list: scrolled", "Service tokens");
  },
  async report(person) {
    const { page } = person;
    const search = page.getByRole("searchbox", { name: "Search access" });
    const head = (name) => page.getByRole("columnheader", { name }).getByRole("button");
    await person.does("report: opened", () => person.link("Access report").click(), { says: "^Access report" });
    await person.does("report: a key in the search", () => search.pressSequentially("q"));
    await person.does("report: another key", () => search.press("Backspace").then(() => search.pressSequentially("a")));
    await person.does("report: the search emptied", () => search.fill(""));
    await person.does("report: filtered", () => person.toggle("Filters", "Destroys").click());
    await person.does("report: the filter off", () => person.toggle("Filters", "Destroys").click());
    await person.does("report: sorted by permission", () => head("Permission").click());
    await person.does("report: sorted by effect", () => head("Effect").click());
    await person.does("report: sorted by resource", () => head("Resource").click());
    await person.does("report: sorted by token", () => head("Token").click());
    await person.scrolls("report: scrolled", TABLES.report);
    await person.does("report: a token opened", () => page.getByRole("table", { name: TABLES.report }).getByRole("row").last().getByRole("link").first().click());
    await person.does("report: back", () => page.goBack(), { says: "^Access report" });
  },
  async grouped(person) {
    const { page } = person;
    const search = page.getByRole("searchbox", { name: "Search access" });
    await person.opens("Access report");
    await person.does("grouped: opened", () => person.toggle("View", "Grouped").click());
    await person.does("grouped: by resource", () => person.toggle("Group by", "Resource").click());
    await person.does("grouped: by permission", () => person.toggle("Group by", "Permission").click());
    await person.does("grouped: by token", () => person.toggle("Group by", "Token").click());
    await person.does("grouped: a key in the search", () => search.pressSequentially("q"));
    await person.does("grouped: the search emptied", () => search.fill(""));
  },
  async matrix(person) {
    const { page } = person;
    const search = page.getByRole("searchbox", { name: "Search access" });
    const grid = page.getByRole("grid", { name: TABLES.matrix });
    await person.opens("Access report");
    await person.does("matrix: opened", () => person.toggle("View", "Matrix").click());
    await person.does("matrix: databases", () => person.toggle("Columns", "Databases").click());
    await person.does("matrix: powers", () => person.toggle("Columns", "Powers").click());
    await person.does("matrix: permissions", () => person.toggle("Columns", "Permissions").click());
    await person.does("matrix: a key in the search", () => search.pressSequentially("q"));
    await person.does("matrix: the search emptied", () => search.fill(""));
    await person.does("matrix: narrowed to a column", () => grid.getByRole("button").nth(2).click());
    await person.does("matrix: not narrowed", () => grid.getByRole("button").nth(2).click());
    await person.scrolls("matrix: scrolled", TABLES.matrix);
    await person.does("matrix: a token opened", () => grid.getByRole("rowheader").last().getByRole("link").click());
    await person.does("matrix: back", () => page.goBack(), { says: "^Access report" });
  },
  async who(person) {
    const { page } = person;
    const what = page.getByRole("combobox", { name: "Permission, risk or operation" });
    const where = page.getByRole("combobox", { name: "Resource" });
    const head = (name) => page.getByRole("columnheader", { name, exact: true }).getByRole("button");
    await person.does("who can: opened", () => person.link("Who can").click(), { says: "^Who can" });
    await person.does("who can: choices typed into", () => what.pressSequentially("Do somethi"));
    await person.does("who can: do something, anywhere", () => what.press("Enter"), { says: "tokens can" });
    for (const name of ["Through", "Last used", "Expires", "Created by"]) await person.does(`who can: sorted by ${name.toLowerCase()}`, () => head(name).click());
    await person.scrolls("who can: scrolled", TABLES.who);
    await person.does("who can: a token opened", () => page.getByRole("table", { name: TABLES.who }).getByRole("row").last().getByRole("link").first().click());
    await person.does("who can: back", () => page.goBack(), { says: "^Who can" });
    await person.does("who can: on all databases", async () => {
      await where.fill("All databases");
      await where.press("Enter");
    }, { says: "on .*All databases" });
    const dialog = page.getByRole("dialog", { name: "Why is it refused?" });
    await person.does("why refused: opened", () => page.getByRole("button", { name: "Why is it refused?" }).click());
    await person.does("why refused: a call", () => dialog.getByRole("textbox", { name: "Call" }).fill("DELETE /v1/organizations/acme/databases/shop"));
    await person.does("why refused: tokens listed", () => dialog.getByRole("combobox", { name: "Token" }).click());
    await person.does("why refused: a token looked for", () => dialog.getByRole("combobox", { name: "Token" }).pressSequentially("q"));
    await dialog.getByRole("button", { name: "Cancel" }).click();
  },
  async findings(person) {
    const { page } = person;
    const head = (name) => page.getByRole("columnheader", { name, exact: true }).getByRole("button");
    await person.does("findings: opened", () => person.link("Findings").click(), { says: "findings" });
    for (const name of ["Finding", "Token", "Since"]) await person.does(`findings: sorted by ${name.toLowerCase()}`, () => head(name).click());
    await person.does("findings: one rule", () => person.toggle("Rules", /^No expiry/).click());
    await person.does("findings: every rule", () => person.toggle("Rules", /^No expiry/).click());
    await person.scrolls("findings: scrolled", TABLES.findings);
    await person.does("findings: a token opened", () => page.getByRole("table", { name: TABLES.findings }).getByRole("row").last().getByRole("link").first().click());
    await person.does("findings: back", () => page.goBack(), { says: "findings" });
  },
  async compare(person) {
    const { page } = person;
    const choice = (name) => page.getByRole("combobox", { name });
    await person.does("compare: opened", () => person.link("Compare").click(), { says: "^Compare" });
    for (const [name, letter] of [["First token", "q"], ["Second token", "w"]]) {
      await person.does(`compare: ${name.toLowerCase()} listed`, () => choice(name).click());
      await person.does(`compare: ${name.toLowerCase()} looked for`, () => choice(name).pressSequentially(letter));
      await choice(name).press("ArrowDown");
      await person.does(`compare: ${name.toLowerCase()} chosen`, () => choice(name).press("Enter"));
    }
    await person.does("compare: turned round", () => page.getByRole("button", { name: "Swap" }).click());
  },
  async printed(person) {
    const { page } = person;
    await person.does("printed: opened", async () => {
      await person.link("Access report").click();
      await page.getByRole("link", { name: "Printable report" }).click();
    }, { says: "Ready to print" });
    await person.does("printed: back", () => page.goBack(), { says: "^Access report" });
  },
  async again(person) {
    await person.does("list: opened again", () => person.link("Tokens").click(), { says: "^Service tokens" });
    await person.does("list: read anew", () => person.page.getByRole("button", { name: "Refresh" }).click());
  },
};

const taken = new Map();
const take = (name, measures) => taken.set(name, [...(taken.get(name) ?? []), measures]);
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];

function report(about) {
  const rows = [...taken].map(([name, all]) => {
    const of = (key) => median(all.map((one) => one[key]));
    const most = (key) => Math.max(...all.map((one) => one[key]));
    return { name, answer: of("ms"), processor: of("processor"), processorMost: most("processor"), clock: of("clock"), clockMost: most("clock"), sum: of("sum"), over: of("over") };
  });
  mkdirSync(`${root}/.run`, { recursive: true });
  writeFileSync(given.out, `${JSON.stringify({ about, rows }, null, 1)}\n`);
  const whole = (value) => Math.round(value).toLocaleString("en");
  console.log("| what is done | to the answer, ms | longest task, processor [most] | by the clock [most] | long tasks together | tasks over 50 ms of the processor |\n| --- | ---: | ---: | ---: | ---: | ---: |");
  for (const one of rows) console.log(`| ${one.name} | ${whole(one.answer)} | ${whole(one.processor)} [${whole(one.processorMost)}] | ${whole(one.clock)} [${whole(one.clockMost)}] | ${whole(one.sum)} | ${one.over} |`);
  console.log(`\nMedians of ${about.runs} runs, Chromium ${about.chromium}, ${about.cores} × ${about.processor}, load ${about.load.toFixed(1)} to ${loadavg()[0].toFixed(1)}, ${about.commit}`);
}

mkdirSync(`${root}/.run/bench`, { recursive: true });
const server = await Server.start("console", process.env.SANDBOX, process.env.CONSOLE, `${root}/.run/bench/organization`);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: BROWSER_ARGS });
const about = {
  at: new Date().toISOString(), load: loadavg()[0], commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root }).toString().trim(), runs: Number(given.runs),
  tokens: Number(given.tokens), chromium: browser.version(), processor: cpus()[0].model.trim(), cores: cpus().length,
};
try {
  await server.control("POST", "reset", { tokens: about.tokens });
  for (let run = 0; run < about.runs; run += 1) {
    const visitor = await Visitor.arrive(browser, server);
    try {
      await visitor.context.addInitScript(`globalThis.benchSeen = ${seen}`);
      const person = new Person(visitor, take);
      for (const [name, part] of Object.entries(PARTS)) {
        // Every other page stands on the list that was read.
        if (name !== "reading" && !name.includes(given.only)) continue;
        process.stderr.write(`${name}, run ${run + 1} of ${about.runs}\n`);
        await part(person);
      }
    } finally {
      await visitor.leave();
    }
  }
} finally {
  if (taken.size > 0) report(about);
  await browser.close();
  server.stop();
}
