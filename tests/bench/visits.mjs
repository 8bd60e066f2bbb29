// Visits of a page in a browser, and what is measured in them.
import { readFileSync } from "node:fs";
import { LETTER, REPORT_LETTER } from "./servers.mjs";

const PROBE = readFileSync(new URL("probe.js", import.meta.url), "utf8");
const PATIENCE = 300_000;

/** A line of 1.6 Mb/s whose answers take 150 ms. */
export const SLOW_LINE = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const TABLE = "Service tokens";
const REPORT = "Access report";

/** A browser that was never here before. */
export class Visitor {
  static async arrive(browser, server, { line, processor } = {}) {
    const context = await browser.newContext({ locale: "en-GB", timezoneId: "UTC", viewport: { width: 1280, height: 800 }, acceptDownloads: true });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    const visitor = new Visitor();
    Object.assign(visitor, { browser, server, context, page, said: [] });
    page.on("pageerror", (error) => visitor.said.push(String(error)));
    page.on("console", (message) => {
      // Chromium has no integrity for preloaded fetches yet, and says so at every start.
      if (message.type() === "error" && !/integrity.*preload/i.test(message.text())) visitor.said.push(message.text());
    });
    visitor.cdp = await context.newCDPSession(page);
    // The processor's time, which others that are busy on this machine do not add to.
    await visitor.cdp.send("Page.enable");
    await visitor.cdp.send("Performance.enable", { timeDomain: "threadTicks" });
    if (line) {
      await visitor.cdp.send("Network.enable");
      await visitor.cdp.send("Network.emulateNetworkConditions", line);
    }
    if (processor) await visitor.cdp.send("Emulation.setCPUThrottlingRate", { rate: processor });
    return visitor;
  }

  async leave() {
    await this.context.close();
    if (this.said.length > 0) throw new Error(`${this.server.name} said: ${this.said.join("\n")}`);
  }

  /** Goes to an address; when each of the wanted things was painted, in milliseconds since. */
  async go(path, wanted) {
    const source = `globalThis.benchWanted = ${JSON.stringify(wanted)};\n${PROBE}`;
    const { identifier } = await this.cdp.send("Page.addScriptToEvaluateOnNewDocument", { source });
    await this.page.goto(`${this.server.address}${path}`, { waitUntil: "commit" });
    await this.cdp.send("Page.removeScriptToEvaluateOnNewDocument", { identifier });
    return this.page.evaluate(async () => {
      const times = await Promise.all(Object.values(bench.arrivals));
      return Object.fromEntries(Object.keys(bench.arrivals).map((key, at) => [key, times[at]]));
    });
  }

  async busy() {
    const { metrics } = await this.cdp.send("Performance.getMetrics");
    return 1000 * metrics.find(({ name }) => name === "TaskDuration").value;
  }

  /** Input at a place of the page, and how long until what it leads to is painted. */
  async does(kind, wanted, input) {
    await this.browser.startTracing(this.page, { categories: ["devtools.timeline"] });
    try {
      await this.page.evaluate(([kind, wanted]) => (wanted ? bench.arm(kind, wanted) : bench.armSave()), [kind, wanted]);
      const before = await this.busy();
      await input();
      const result = await inTime(this.page.evaluate(() => bench.armed), `no ${kind} led to ${JSON.stringify(wanted)}`);
      const busy = (await this.busy()) - before - result.looked;
      const script = -result.looked + scripted(JSON.parse((await this.browser.stopTracing()).toString()).traceEvents, kind);
      return { ...result, ms: result.end - result.start, busy, script };
    } catch (error) {
      await this.browser.stopTracing().catch(() => {});
      throw error;
    }
  }

  /** A click where the control is, without looking for it in the meantime. */
  async clicks(locator, wanted) {
    // Nothing that stays at the window's edges may cover it.
    await locator.evaluate((element) => element.scrollIntoView({ block: "center" }));
    const box = await locator.boundingBox();
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await this.settled();
    return this.does("click", wanted, async () => {
      await this.page.mouse.down();
      await this.page.mouse.up();
    });
  }

  async types(name, key, wanted) {
    await this.page.getByRole("searchbox", { name }).focus();
    await this.settled();
    return this.does("keydown", wanted, () => this.page.keyboard.press(key));
  }

  async clears(name, wanted) {
    await this.page.getByRole("searchbox", { name }).fill("");
    await this.page.evaluate((wanted) => bench.when(wanted), wanted);
  }

  /** Scrolls a table with a real gesture, so many pixels at so many a second; the frames meanwhile. */
  async glides(name, distance, speed) {
    await this.settled();
    await this.page.evaluate(() => bench.watchFrames());
    await this.cdp.send("Input.synthesizeScrollGesture", { x: 640, y: 500, yDistance: -distance, speed, gestureSourceType: "mouse" });
    return this.page.evaluate((name) => bench.framesSeen(name), name);
  }

  /** Nothing is left to do. */
  settled() {
    return this.page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve, 50), { timeout: 3_000 })));
  }

  /** Memory once the garbage is gone: the page's own heaps, and what its process keeps to itself. */
  async memory() {
    await this.settled();
    for (let time = 0; time < 3; time += 1) await this.cdp.send("HeapProfiler.collectGarbage");
    await this.page.waitForTimeout(1_000);
    const { metrics } = await this.cdp.send("Performance.getMetrics");
    const heap = metrics.find(({ name }) => name === "JSHeapUsedSize").value + (await this.page.evaluate(() => bench.wasmBytes()));
    const session = await this.browser.newBrowserCDPSession();
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    await session.detach();
    const own = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => privateBytes(id));
    return { heap: heap / 1e6, process: Math.max(...own) / 1e6 };
  }
}

/** What is waited for, or what did not come. */
function inTime(what, problem) {
  let late;
  const limit = new Promise((_, reject) => { late = setTimeout(() => reject(new Error(problem)), PATIENCE); });
  return Promise.race([what, limit]).finally(() => clearTimeout(late));
}

function privateBytes(process) {
  try {
    const lines = readFileSync(`/proc/${process}/smaps_rollup`, "utf8").matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm);
    return [...lines].reduce((sum, [, kilobytes]) => sum + 1024 * Number(kilobytes), 0);
  } catch {
    // It ended in the meantime.
    return 0;
  }
}

const SCRIPT = new Set(["EvaluateScript", "FunctionCall", "RunMicrotasks", "FireAnimationFrame", "TimerFire", "EventDispatch", "FireIdleCallback", "v8.run", "v8.callFunction"]);

/** The processor's time that scripts took from the input on, in milliseconds; what runs within another counts once. */
function scripted(events, kind) {
  const input = events.find((event) => event.name === "EventDispatch" && event.args?.data?.type === kind);
  if (!input) throw new Error(`the trace holds no ${kind}`);
  const own = events.filter((event) => event.ph === "X" && SCRIPT.has(event.name) && event.pid === input.pid && event.tid === input.tid && event.ts >= input.ts);
  own.sort((a, b) => a.ts - b.ts);
  let [sum, until] = [0, 0];
  for (const { ts, dur = 0, tdur = dur } of own) {
    if (ts >= until) sum += tdur;
    until = Math.max(until, ts + dur);
  }
  return sum / 1000;
}

/** What is right for these tokens. */
export function expectations(tokens) {
  const total = tokens.length;
  const shown = (some, from = some) => ({ table: TABLE, status: `${some.length} of ${total} tokens`, rows: from.slice(0, 5).map(({ id }) => id) });
  const byName = [...tokens].sort((a, b) => (a.nameText < b.nameText ? -1 : a.nameText > b.nameText ? 1 : 0));
  const accesses = tokens.reduce((sum, { count }) => sum + count, 0);
  const lettered = tokens.reduce((sum, token) => sum + (token.nameText.includes(REPORT_LETTER) || token.id.includes(REPORT_LETTER) ? token.count : token.lettered), 0);
  // So many accesses that both show boxes at once: with more of them the console starts with all groups folded.
  const holder = tokens.slice(0, 20).find(({ count, databases }) => count >= 20 && databases >= 3 && databases <= 6);
  const named = byName.filter(({ count }) => count > 0);
  return {
    first: { table: TABLE },
    ready: { table: TABLE, search: true },
    all: shown(tokens),
    found: shown(tokens.filter(({ text }) => text.includes(LETTER))),
    sorted: shown(tokens, byName),
    unused: shown(tokens.filter(({ used }) => !used)),
    token: { heading: holder.display, status: "0 unsaved changes", box: true },
    ticked: [1, 2, 3, 4].map((changes) => ({ status: `${changes} unsaved change${changes === 1 ? "" : "s"}` })),
    report: { table: REPORT, digits: String(accesses), rows: named.slice(0, 1).map(({ display }) => display) },
    reportFound: { table: REPORT, digits: String(lettered) },
    holder,
  };
}

const tokensLink = (page) => page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Tokens", exact: true });
const reportLink = (page) => page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: REPORT });

/** What a first page costs. */
export async function arrival(visitor, right, take, { whole }) {
  const times = await visitor.go("/acme/tokens", { first: right.first, ready: right.ready, ...(whole && { all: right.all }) });
  const { noted, resources } = await visitor.page.evaluate(() => ({ noted: bench.noted, resources: bench.resources() }));
  const api = resources.filter(({ name }) => new URL(name).pathname.startsWith("/api/"));
  const files = resources.filter((one) => !api.includes(one) && one.responseEnd <= times.first && one.name.startsWith("http"));
  take({ times, noted, requests: api.length, bytes: files.reduce((sum, { name }) => sum + visitor.server.weight(name), 0), files: files.map(({ name }) => name) });
}

/** Everything that somebody does with all tokens there. */
export async function session(visitor, right, take) {
  const { page } = visitor;
  const took = (name, { ms, script, busy }, paint = "to paint") => {
    take(`${name}: ${paint}`, "ms", ms);
    take(`${name}: script`, "ms", script);
    take(`${name}: main thread`, "ms", busy);
  };
  const { all } = await visitor.go("/acme/tokens", { all: right.all });
  take("all rows", "ms", all);
  take("all rows: main thread", "ms", await visitor.busy());
  const { long, requests } = await page.evaluate(() => ({ long: bench.noted.long, requests: bench.resources().filter(({ name }) => new URL(name).pathname.startsWith("/api/")).length }));
  take("all rows: API requests", "", requests);
  take("all rows: long tasks", "", long.length);
  take("all rows: longest task", "ms", Math.max(0, ...long.map(({ duration }) => duration)));
  await visitor.settled();

  took("search", await visitor.types("Search tokens", LETTER, right.found));
  await visitor.clears("Search tokens", right.all);
  took("sort", await visitor.clicks(page.getByRole("columnheader", { name: "Name" }).getByRole("button"), right.sorted));
  const newest = page.getByRole("columnheader", { name: "Created", exact: true });
  while ((await newest.getAttribute("aria-sort")) !== "descending") await newest.getByRole("button").click();
  await page.evaluate((wanted) => bench.when(wanted), right.all);
  const unused = page.getByRole("group", { name: "Filters" }).getByRole("button", { name: "Never used" });
  took("filter", await visitor.clicks(unused, right.unused));
  await unused.click();
  await page.evaluate((wanted) => bench.when(wanted), right.all);

  await visitor.settled();
  const steps = 150;
  const before = await visitor.busy();
  const scrolled = await page.evaluate(([name, steps]) => bench.scroll(name, steps), ["Service tokens", steps]);
  take(`scroll through everything in ${steps} steps`, "ms", scrolled.ms);
  take("scroll: main thread a step", "ms", ((await visitor.busy()) - before) / steps);
  take("scroll: late frames", "", scrolled.late);
  take("scroll: blank steps", "", scrolled.blank);

  await page.evaluate(() => { for (const one of document.querySelectorAll("[role=region], .table-region")) one.scrollTop = 0; });
  await page.evaluate((wanted) => bench.when(wanted), right.all);
  const glided = await visitor.glides(TABLE, 20_000, 8_000);
  if (glided.way < 15_000) throw new Error(`${visitor.server.name} scrolled ${glided.way} pixels`);
  take("20,000 px by a gesture: dropped frames", "", glided.dropped);
  take("20,000 px by a gesture: longest frame", "ms", glided.worst);

  for (const format of ["CSV", "JSON"]) {
    const dialog = page.getByRole("dialog", { name: "Export" });
    if (!(await dialog.isVisible())) await page.getByRole("button", { name: "Export", exact: true }).click();
    await dialog.getByRole("radio", { name: "All rows" }).check({ force: true });
    await dialog.getByRole("radio", { name: format }).check({ force: true });
    const written = await visitor.clicks(dialog.getByRole("button", { name: "Download" }), null);
    if (written.tokens !== right.total) throw new Error(`${visitor.server.name} wrote ${written.tokens} tokens as ${format}`);
    took(`${format} export`, written, "to file");
    if (await dialog.isVisible()) await dialog.getByRole("button", { name: "Cancel" }).click();
  }

  await page.evaluate((name) => { for (const one of document.querySelectorAll("[role=region], .table-region")) one.scrollTop = 0; }, TABLE);
  await page.evaluate((wanted) => bench.when(wanted), right.all);
  took("open a token", await visitor.clicks(page.getByRole("row").filter({ hasText: right.holder.id }).getByRole("link"), right.token));
  await visitor.settled();
  // Where a page shows what is granted first, every box is one press away.
  const every = page.getByRole("group", { name: "Show" }).getByRole("button", { name: "All", exact: true });
  if (await every.isVisible()) await every.click();
  // One tick is too short to be told from what else a machine does.
  const box = page.getByRole("checkbox", { name: /^[a-z]+(_[a-z]+)+$/, checked: false, disabled: false }).first();
  for (const ticked of right.ticked) took("tick a checkbox", await visitor.clicks(box, ticked));
  await page.getByRole("button", { name: "Discard changes" }).click();

  took("access report", await visitor.clicks(reportLink(page), right.report));
  await visitor.settled();
  took("search the report", await visitor.types("Search access", REPORT_LETTER, right.reportFound));
}

/** Opens a token with access to many databases, from the list. */
export async function openWide(visitor, wide, take) {
  const { page } = visitor;
  await visitor.go("/acme/tokens", { ready: { table: TABLE, search: true } });
  await visitor.settled();
  const before = await page.evaluate(() => bench.noted.long.length);
  const opened = await visitor.clicks(page.getByRole("row").filter({ hasText: wide.id }).getByRole("link"), { heading: wide.display, status: "0 unsaved changes", group: true });
  await visitor.settled();
  await visitor.settled();
  const long = (await page.evaluate(() => bench.noted.long)).slice(before);
  take("to paint", "ms", opened.ms);
  take("main thread", "ms", opened.busy);
  take("long tasks, together", "ms", long.reduce((sum, { duration }) => sum + duration, 0));
  take("longest task", "ms", Math.max(0, ...long.map(({ duration }) => duration)));
}

/** What somebody takes who stays. */
export async function stay(visitor, right, take) {
  const { page } = visitor;
  await visitor.go("/acme/tokens", { all: right.all });
  let memory = await visitor.memory();
  take("memory after loading: heap", "MB", memory.heap);
  take("memory after loading: process", "MB", memory.process);
  const turns = [
    [() => page.getByRole("row").filter({ hasText: right.holder.id }).getByRole("link"), right.token],
    [() => reportLink(page), right.report],
    [() => tokensLink(page), right.all],
  ];
  for (let change = 0; change < 50; change += 1) {
    const [link, wanted] = turns[change % turns.length];
    await link().click();
    await page.evaluate((wanted) => bench.when(wanted), wanted);
    if (change === 9) {
      memory = await visitor.memory();
      take("memory after 10 page changes: heap", "MB", memory.heap);
      take("memory after 10 page changes: process", "MB", memory.process);
    }
  }
  memory = await visitor.memory();
  take("memory after 50 page changes: heap", "MB", memory.heap);
  take("memory after 50 page changes: process", "MB", memory.process);
}

/** How it grows with the number of tokens. */
export async function growth(visitor, right, take) {
  const { page } = visitor;
  const { first, all } = await visitor.go("/acme/tokens", { first: right.first, all: right.all });
  take("first row", "ms", first);
  take("all rows", "ms", all);
  take("main thread until then", "ms", await visitor.busy());
  const memory = await visitor.memory();
  take("heap", "MB", memory.heap);
  take("process", "MB", memory.process);
  take("search", "ms", (await visitor.types("Search tokens", LETTER, right.found)).ms);
  await visitor.clears("Search tokens", right.all);
  take("sort", "ms", (await visitor.clicks(page.getByRole("columnheader", { name: "Name" }).getByRole("button"), right.sorted)).ms);
  take("access report", "ms", (await visitor.clicks(reportLink(page), right.report)).ms);
  await visitor.settled();
  take("search the report", "ms", (await visitor.types("Search access", REPORT_LETTER, right.reportFound)).ms);
}
