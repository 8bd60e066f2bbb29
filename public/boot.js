// Starts the console. The content security policy allows no inline script, so this file does what a loader in the
// page would: it sets the appearance, asks the first questions, loads the program, and tells what is wrong when that
// cannot start. Its syntax is that of 2018, so that an old browser can read as far as being told that it is too old.

const RELOADED = "stc:reloaded";
const API = "stc:api";

const kept = (storage, key) => {
  try { return storage.getItem(key); } catch { return null; }
};
function localStorage_() {
  try { return window.localStorage; } catch { return { getItem: () => null, setItem: () => {} }; }
}

// The appearance is set before anything is drawn.
const theme = kept(localStorage_(), "stc:theme");
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
if (kept(localStorage_(), "stc:density") === "compact") document.documentElement.dataset.density = "compact";

// What the page asks for first. `UPDATE=1 cargo test -p console-core --test published` writes these lines from what
// the program's client asks for.
// <first-requests>
const ORGANIZATIONS = "organizations?page=1&per_page=100";
const PAGES = {
  "{org}/tokens": "organizations/{org}/service-tokens?page=1&per_page=100",
  "{org}/access": "organizations/{org}/service-tokens?page=1&per_page=100",
  "{org}/tokens/{id}": "organizations/{org}/service-tokens/{id}",
};
// </first-requests>

/** Answers by their addresses, each a promise of the answer and the bytes of its body; the program takes them. */
const answers = new Map();
window.takeEarlyAnswer = (address) => {
  const answer = answers.get(address);
  answers.delete(address);
  return answer;
};
function ask(address, cache) {
  const headers = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
  const answer = fetch(address, { headers, credentials: "same-origin", redirect: "manual", cache })
    .then((answer) => answer.arrayBuffer().then((body) => [answer, body]));
  answer.catch(() => {});
  answers.set(address, answer);
  return answer;
}
/** This page's address below the console's base. */
function below() {
  const base = new URL(document.baseURI).pathname;
  return location.pathname.startsWith(base) ? location.pathname.slice(base.length) : "";
}
/** The path of what this page asks for first, below the API's base; nothing if it asks for nothing of its own. */
function first() {
  const segments = below().split("/");
  for (const page of Object.keys(PAGES)) {
    const names = page.split("/");
    const isName = (name, at) => (name[0] === "{" ? /^[\w.-]+$/.test(segments[at]) : name === segments[at]);
    if (names.length === segments.length && names.every(isName)) {
      return PAGES[page].replace(/\{\w+\}/g, (name) => segments[names.indexOf(name)]);
    }
  }
  return undefined;
}
/** Asks at an API's base, for the organizations too unless they are configured. */
function askFirst(api, organizations) {
  const base = new URL(`${api}/`, document.baseURI);
  if (base.origin !== location.origin) return;
  const path = first();
  if (path) ask(new URL(path, base).href, "no-store");
  if (organizations) ask(new URL(ORGANIZATIONS, base).href, "no-store");
}
// The base of the API, and whether the organizations are asked for: as the configuration said at the last visit, else
// as it comes. It most likely says the same again.
let asked;
// The program gets the configuration once everything is asked for, so that it asks for nothing a second time.
const settings = new URL("config.json", document.baseURI).href;
const configured = ask(settings, "no-cache").then((both) => {
  // Whatever is wrong with it, the program tells.
  try {
    const config = both[0].ok ? JSON.parse(new TextDecoder().decode(both[1])) : {};
    const now = [typeof config.apiBase === "string" ? config.apiBase : "api/v1", !Array.isArray(config.organizations)];
    const told = JSON.stringify(now);
    if (asked === told) return both;
    askFirst(...now);
    localStorage_().setItem(API, told);
  } catch { /* Nothing is asked early then. */ }
  return both;
});
configured.catch(() => {});
answers.set(settings, configured);
try {
  asked = kept(localStorage_(), API) || '["api/v1",true]';
  askFirst(...JSON.parse(asked));
} catch { /* What was kept makes no sense. */ }

function tell(title, text, next) {
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
let isStarted = false;
let isBroken = false;
/** Whether it is the program's own: a trap, or what one of its scripts threw. Extensions of the browser fail too. */
function isOwn(error) {
  const own = new URL(".", document.baseURI).href;
  return error instanceof WebAssembly.RuntimeError
    || error instanceof Error && String(error.stack).includes(own) && !/^AbortError$/.test(error.name);
}
function broke(error) {
  if (isBroken || !isStarted || !isOwn(error)) return;
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
  keepTexts();
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
  const script = document.querySelector('link[rel="modulepreload"]:not([data-rest])');
  const wasm = document.querySelector('link[rel="preload"][as="fetch"]');
  if (!script || !wasm) {
    tell("This build is incomplete", "index.html does not name the program.", "Build it again and deploy all of its files.");
    return;
  }
  // A browser reads what it knows of the reader's language when that is first used, which takes a while; once the
  // page was painted there is mostly nothing else to do.
  const know = [
    () => new Intl.NumberFormat(navigator.language).format(1),
    () => new Intl.RelativeTimeFormat(navigator.language).format(-1, "day"),
  ];
  window.requestAnimationFrame(() => know.forEach((one) => window.setTimeout(() => {
    try { one(); } catch { /* The program does without. */ }
  })));
  // Both at once; each is told apart by what it fails with.
  const options = { credentials: "same-origin", redirect: "manual" };
  if (wasm.integrity) options.integrity = wasm.integrity;
  const fetched = fetch(wasm.href, options);
  fetched.catch(() => {});
  // Only the list of tokens does without the rest of the program, and the first address, which mostly leads there.
  const rest = document.querySelector("link[data-rest]");
  if (rest && !/^([^/]+\/tokens)?$/.test(below())) import(rest.href).then((module) => module.fetchRest()).catch(() => {});
  let program;
  try {
    program = await import(script.href);
  } catch {
    outdated("Its script could not be read.");
    return;
  }
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
    isStarted = true;
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

// A browser that translates the page takes its texts away and puts others, in FONT elements, in their place. The
// program goes on to change its own texts, which nobody would see: what it changes comes back into the page, and is
// then translated anew.
function keepTexts() {
  const stands = new WeakMap();
  const changes = new MutationObserver((records) => records.forEach(({ target }) => {
    const stand = stands.get(target);
    if (stand && stand.isConnected && !target.isConnected) stand.replaceWith(target);
  }));
  const isFont = (node) => node && node.nodeName === "FONT";
  new MutationObserver((records) => records.forEach((record) => {
    const [text] = record.removedNodes;
    if (!text || text.nodeType !== Node.TEXT_NODE || text.isConnected) return;
    const stand = [record.addedNodes[0], record.previousSibling, record.nextSibling].find(isFont);
    if (!stand) return;
    stands.set(text, stand);
    changes.observe(text, { characterData: true });
  })).observe(document.getElementById("app"), { childList: true, subtree: true });
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
