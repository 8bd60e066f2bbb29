// Starts the console: no inline script is allowed, so this file does what a loader in the page would.
// It also tells what is wrong when the console cannot start, as there is nobody else to tell it. Its syntax is that
// of 2018, so that an old browser can read as far as being told that it is too old.
import * as early from "./early.js";

const RELOADED = "stc:reloaded";
const API = "stc:api";
/** Where nothing was to be seen for so long, in milliseconds, what is known is shown without the program. */
const SLOW = 300;
/** For how much of the time since it was asked for, and at least for how long, the program waits for what it will show. */
const SOON = [1 / 4, 50];
/** For how long it waits at most until that is painted: a page that is hidden has no frames. */
const FRAMES = 500;

const later = (millis) => new Promise((resolve) => window.setTimeout(resolve, millis));
const slow = later(SLOW - performance.now());

const kept = (storage, key) => {
  try { return storage.getItem(key); } catch { return null; }
};
// The appearance is set before anything is drawn.
const theme = kept(localStorage_(), "stc:theme");
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
if (kept(localStorage_(), "stc:density") === "compact") document.documentElement.dataset.density = "compact";

function localStorage_() {
  try { return window.localStorage; } catch { return { getItem: () => null, setItem: () => {} }; }
}

// What the first page asks for is asked for while the program is on its way, which takes the answers over by
// their addresses: the answer and the bytes of its body, which come in meanwhile. Of the list of tokens it may also
// have the beginning, as text, as long as the rest is on its way.
const answers = new Map();
const beginnings = new Map();
const take = (all) => (address) => {
  const one = all.get(address);
  all.delete(address);
  return one;
};
window.consoleEarly = take(answers);
window.consoleBeginning = (address) => {
  const begin = take(beginnings)(address);
  return begin && begin();
};
function ask(address, cache, read = (answer) => answer.arrayBuffer()) {
  const headers = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
  const answer = fetch(address, { headers, credentials: "same-origin", redirect: "manual", cache })
    .then((answer) => read(answer).then((body) => [answer, body]));
  answer.catch(() => {});
  answers.set(address, answer);
  return answer;
}
/** The address below the console's own. */
function below() {
  const base = new URL(document.baseURI).pathname;
  return location.pathname.startsWith(base) ? location.pathname.slice(base.length) : "";
}
const [, org, page, token] = /^([\w.-]+)\/(access|tokens(?:\/([\w-]+))?)$/.exec(below()) || [];
// The base of the API, and whether the organizations are asked for or configured: as it was kept.
let asked;
/** What gives the first tokens as text, once they are there; nothing if nothing can be said of them. */
let first;
function askTokens(address) {
  let tell;
  first = new Promise((resolve) => { tell = resolve; });
  let head;
  const whole = ask(address, "no-store", (answer) => {
    head = answer;
    return answer.ok && answer.body ? early.read(answer, slow, tell) : answer.arrayBuffer();
  });
  beginnings.set(address, () => first.then((list) => [head, list && list()]));
  // Who has the whole has no use for its beginning, and who has nothing waits no longer for it.
  const over = () => { beginnings.delete(address); tell(); };
  whole.then(over, over);
}
function askEarly(api, organizations) {
  const base = new URL(`${api}/`, document.baseURI);
  if (base.origin !== location.origin) return;
  const at = (path) => new URL(`organizations${path}`, base).href;
  const list = "?page=1&per_page=100";
  const tokens = `/${org}/service-tokens`;
  if (token) ask(at(`${tokens}/${token}`), "no-store");
  else if (page === "tokens") askTokens(at(tokens + list));
  else if (page) ask(at(tokens + list), "no-store");
  if (organizations) ask(at(list), "no-store");
}
// The program gets the configuration when the rest is asked for, so that it asks nothing a second time.
const settings = new URL("config.json", document.baseURI).href;
const configured = ask(settings, "no-cache").then((both) => {
  // Whatever is wrong with it, the program says so.
  try {
    const config = both[0].ok ? JSON.parse(new TextDecoder().decode(both[1])) : {};
    const now = [typeof config.apiBase === "string" ? config.apiBase : "api/v1", !Array.isArray(config.organizations)];
    const told = JSON.stringify(now);
    if (asked === told) return both;
    askEarly(...now);
    localStorage_().setItem(API, told);
  } catch { /* Nothing is asked early then. */ }
  return both;
});
configured.catch(() => {});
answers.set(settings, configured);
// What the configuration said at the last visit, it most likely says again; at the first it is most likely as it comes.
try {
  asked = kept(localStorage_(), API) || '["api/v1",true]';
  askEarly(...JSON.parse(asked));
} catch { /* What was kept makes no sense. */ }

/** Whether the page is the program's by now, or tells what is wrong: nothing is shown early any more. */
let isTaken = false;

function tell(title, text, next) {
  isTaken = true;
  const place = document.getElementById("starting") || document.body;
  place.removeAttribute("aria-busy");
  const add = (parent, name, className, words) => {
    const element = document.createElement(name);
    element.className = className;
    if (words) element.textContent = words;
    parent.append(element);
    return element;
  };
  place.replaceChildren();
  const problem = add(place, "div", "problem");
  problem.dataset.tone = "danger";
  problem.setAttribute("role", "alert");
  const body = add(problem, "div", "problem-text");
  add(body, "h1", "problem-title", title);
  add(body, "p", "problem-happened", text);
  add(body, "p", "problem-next", next);
}

// What ends the program in the middle of its work: whatever it says itself, and whether it can say anything at all, its
// reader is told here.
const TRAPPED = "Something went wrong in the console";
let isBroken = false;
/** Whether it is the program's own: a trap, or what one of its scripts threw. Extensions of the browser fail too. */
function isOwn(error) {
  const own = new URL(".", document.baseURI).href;
  return error instanceof WebAssembly.RuntimeError
    || error instanceof Error && String(error.stack).includes(own) && !/^AbortError$/.test(error.name);
}
function broke(error) {
  if (isBroken || !isTaken || !isOwn(error)) return;
  isBroken = true;
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("role", "alertdialog");
  dialog.setAttribute("aria-labelledby", "broken-title");
  dialog.setAttribute("aria-describedby", "broken-text");
  const add = (parent, name, className, words) => {
    const element = document.createElement(name);
    element.className = className;
    if (words) element.textContent = words;
    parent.append(element);
    return element;
  };
  const frame = add(dialog, "div", "dialog-frame");
  add(add(frame, "div", "dialog-header"), "h2", "", TRAPPED).id = "broken-title";
  const body = add(frame, "div", "dialog-body");
  const text = add(body, "div", "");
  text.id = "broken-text";
  add(text, "p", "", "It stopped in the middle of its work. What it was sending to PlanetScale may have been done: look before you repeat it.");
  add(text, "p", "", "Unsaved changes are kept in this tab: reload to go on with them. If a secret is shown behind this, close this first and copy it.");
  const actions = add(frame, "div", "dialog-actions");
  const button = (words, className, act) => {
    const made = add(actions, "button", className, words);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  };
  button("Close", "button", () => dialog.close());
  const reload = button("Reload", "button primary", () => {
    // The program that would ask has stopped, and this is the answer.
    window.addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), true);
    window.location.reload();
  });
  dialog.addEventListener("close", () => { dialog.remove(); isBroken = false; });
  document.body.append(dialog);
  dialog.showModal();
  reload.focus();
}
window.addEventListener("error", (event) => broke(event.error));
window.addEventListener("unhandledrejection", (event) => broke(event.reason));

// Old pages may name files that a newer version replaced: one reload, never a loop.
function outdated(what) {
  const last = Number(kept(window.sessionStorage, RELOADED) || 0);
  if (Date.now() - last > 60000) {
    try {
      window.sessionStorage.setItem(RELOADED, String(Date.now()));
      window.location.reload();
      return;
    } catch { /* Without storage a loop could not be told from a first try. */ }
  }
  tell("The console could not be loaded", what,
    "A new version may have been deployed, or the sign-in has ended: reload the page. If that does not help, tell whoever runs it.");
}

// What the looks and the dialogs are made of; the youngest of it is from April 2024.
function isCurrent() {
  return "noModule" in HTMLScriptElement.prototype && "showPopover" in HTMLElement.prototype
    && typeof CSS === "object" && CSS.supports("color", "light-dark(red, red)") && CSS.supports("selector(:has(a))");
}

async function start() {
  if (!isCurrent()) {
    tell("This browser is too old", "The console needs Chrome or Edge 123, Firefox 125, Safari 17.5, or a later version.",
      "Update the browser or use another one, then open this page again.");
    return;
  }
  if (typeof WebAssembly !== "object") {
    tell("WebAssembly is not available", "This browser is too old, or a policy switched WebAssembly off.",
      "Use a current browser, or allow WebAssembly for this address.");
    return;
  }
  const script = document.querySelector('link[rel="modulepreload"]');
  const wasm = document.querySelector('link[rel="preload"][as="fetch"]');
  if (!script || !wasm) {
    tell("The console is not built whole", "index.html does not name the program.", "Build it again and deploy all of its files.");
    return;
  }
  let compiled;
  let painted;
  const isQuick = Promise.race([
    new Promise((resolve) => { compiled = () => resolve(performance.now() < SLOW); }),
    slow.then(() => false),
  ]);
  // It may have been asked for at a wrong address before the configuration was there.
  const drawn = configured.then(() => first).then(async (list) => {
    if (await isQuick) return;
    // Not if the reader wants to see others, or other columns.
    const isPlain = !location.search && !kept(localStorage_(), "stc:columns:tokens");
    if (!list || !isPlain || isTaken) return;
    early.show(org, list());
    const frame = () => new Promise((resolve) => window.requestAnimationFrame(resolve));
    painted = frame().then(frame).then(() => later(0));
  }).catch(() => {});
  // A browser reads what it knows of the reader's language when that is first used, which takes a while; once the
  // page was painted there is mostly nothing else to do.
  const know = [
    () => new Intl.NumberFormat(navigator.language).format(1),
    () => new Intl.RelativeTimeFormat(navigator.language).format(-1, "day"),
  ];
  const next = (one) => (performance.now() > SLOW && window.requestIdleCallback || window.setTimeout)(one);
  window.requestAnimationFrame(() => know.forEach((one) => next(() => {
    try { one(); } catch { /* The program does without. */ }
  })));
  // Both at once; each is told apart by what it fails with.
  const options = { credentials: "same-origin", redirect: "manual" };
  if (wasm.integrity) options.integrity = wasm.integrity;
  const fetched = fetch(wasm.href, options);
  fetched.catch(() => {});
  let program;
  try {
    program = await import(script.href);
  } catch {
    outdated("Its script could not be read.");
    return;
  }
  // Only the list of tokens does without the rest of the program, and the first address, which mostly leads there.
  if (below() && page !== "tokens" && program.rest) program.rest();
  let answer;
  try {
    answer = await fetched;
  } catch {
    outdated("Its program could not be read.");
    return;
  }
  if (!answer.ok || !(answer.headers.get("content-type") || "").startsWith("application/wasm")) {
    outdated(answer.type === "opaqueredirect" ? "Its program was redirected to a sign-in page." : `Its program was answered with status ${answer.status}.`);
    return;
  }
  try {
    const module = await WebAssembly.compileStreaming(answer);
    // What is about to come is shown at once: without it, the program would draw an empty page first.
    compiled();
    await Promise.race([drawn, later(Math.max(SOON[0] * performance.now(), SOON[1]))]);
    isTaken = true;
    if (painted) await Promise.race([painted, later(FRAMES)]);
    early.leave();
    await program.default({ module_or_path: module });
    // What nobody took by now would be old news later.
    window.setTimeout(() => answers.clear(), 2_000);
  } catch (error) {
    console.error(error);
    const policy = error instanceof WebAssembly.CompileError && /polic|unsafe-eval/i.test(String(error.message));
    tell("The console could not be started",
      policy ? "The content security policy of this server forbids WebAssembly." : "The browser refused the program.",
      policy ? "It has to allow 'wasm-unsafe-eval' in script-src." : "Reload the page; if that does not help, use a current browser.");
  }
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
