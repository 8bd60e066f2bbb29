// WebKit, as Debian builds it with GTK, by plain WebDriver (https://www.w3.org/TR/webdriver2/).
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../deployments/servers";
import type { Engine } from "./engine";
import { FIND, PLACE, type Sought, WATCH, plain, settled } from "./finder";

/** What WebDriver calls a reference to an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const KEYS: Record<string, string> = { Enter: "\uE007", Escape: "\uE00C", Tab: "\uE004" };

/** The browser that the driver starts; its directory is named for the version of its interface. */
function miniBrowser(): string {
  for (const root of ["/usr/lib", "/usr/libexec"]) {
    const places = [root, ...readdirSync(root).filter((name) => name.includes("-linux-gnu")).map((name) => join(root, name))];
    for (const place of places) {
      for (const name of readdirSync(place).filter((name) => name.startsWith("webkit2gtk-") || name.startsWith("webkitgtk-")).sort()) {
        const found = join(place, name, "MiniBrowser");
        if (existsSync(found)) return found;
      }
    }
  }
  throw new Error("MiniBrowser is not installed");
}

function start(command: string, args: string[], env: Record<string, string>): ChildProcess {
  return spawn(command, args, { env: { ...process.env, ...env }, stdio: process.env.ENGINE_LOG ? "inherit" : "ignore" });
}

/** A screen that nobody sees. */
async function screen(): Promise<{ display: string; stop: () => void }> {
  const child = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"], { stdio: ["ignore", "pipe", "ignore"] });
  const display = await new Promise<string>((settle, fail) => {
    let told = "";
    child.stdout.on("data", (data) => { told += data; if (told.includes("\n")) settle(`:${told.trim()}`); });
    child.once("exit", (code) => fail(new Error(`Xvfb ended with ${code}`)));
  });
  return { display, stop: () => { child.kill(); } };
}

export async function webkit(): Promise<Engine> {
  const kept = mkdtempSync(join(tmpdir(), "webkit-"));
  const { display, stop } = await screen();
  const port = await freePort();
  const driver = start("WebKitWebDriver", [`--port=${port}`], {
    DISPLAY: display, HOME: kept, XDG_RUNTIME_DIR: kept, XDG_DOWNLOAD_DIR: kept, LANG: "en_US.UTF-8", LC_ALL: "en_US.UTF-8", TZ: "UTC",
    GDK_BACKEND: "x11", LIBGL_ALWAYS_SOFTWARE: "1", WEBKIT_DISABLE_COMPOSITING_MODE: "1", NO_AT_BRIDGE: "1",
    // Its own sandbox needs namespaces of users, which containers and root do not have.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1", WEBKIT_FORCE_SANDBOX: "0",
  });
  const send = async (method: string, path: string, body?: object): Promise<any> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body), headers: { "content-type": "application/json" } });
    const { value } = await answer.json() as { value: any };
    if (!answer.ok) throw new Error(`${method} ${path}: ${value?.error} ${value?.message}`);
    return value;
  };
  for (let tries = 0; ; tries += 1) {
    try { await send("GET", "/status"); break; } catch (error) {
      if (tries > 100) throw error;
      await new Promise((next) => setTimeout(next, 100));
    }
  }
  const session = await send("POST", "/session", {
    capabilities: { alwaysMatch: { "webkitgtk:browserOptions": { binary: miniBrowser(), args: ["--automation", "--geometry=1280x800"] }, unhandledPromptBehavior: "accept" } },
  });
  const at = (what: string) => `/session/${session.sessionId}${what}`;
  const call = (work: string, given: unknown[]) => send("POST", at("/execute/sync"), { script: `return (${work}).apply(null, arguments)`, args: given });
  // As wide as in the other browsers: a scrollbar that lies over a row of a table takes the pointer in its place.
  await send("POST", at("/window/rect"), { x: 0, y: 0, width: 1300, height: 900 });
  const element = async (sought: Sought): Promise<string> => {
    const found = await call(FIND.toString(), [plain(sought)]);
    if (!found) throw new Error(`not found: ${JSON.stringify(plain(sought))}`);
    return found[ELEMENT];
  };
  const going = async (path: string, body: object) => {
    await send("POST", at(path), body);
    await call(WATCH.toString(), []);
  };
  return {
    version: `${session.capabilities.browserName} ${session.capabilities.browserVersion}`,
    // Whether to leave is answered by the driver, as WebDriver wants it.
    asked: () => undefined,
    open: (address) => going("/url", { url: address }),
    evaluate: (work, ...given) => call(work.toString(), given),
    // With the pointer, at what a pointer meets.
    click: (sought) => settled(async () => {
      const place = await call(PLACE.toString(), [{ [ELEMENT]: await element(sought) }]);
      if (!place) throw new Error(`covered: ${JSON.stringify(plain(sought))}`);
      await send("POST", at("/actions"), { actions: [{
        type: "pointer", id: "mouse", parameters: { pointerType: "mouse" },
        actions: [{ type: "pointerMove", duration: 0, ...place }, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }],
      }] });
    }),
    write: async (sought, text) => {
      const field = await element(sought);
      await send("POST", at(`/element/${field}/clear`), {});
      await send("POST", at(`/element/${field}/value`), { text });
    },
    press: async (key) => {
      const value = KEYS[key];
      await send("POST", at("/actions"), { actions: [{ type: "key", id: "keys", actions: [{ type: "keyDown", value }, { type: "keyUp", value }] }] });
    },
    reload: () => going("/refresh", {}),
    back: () => going("/back", {}),
    close: async () => {
      await send("DELETE", at("")).catch(() => {});
      driver.kill();
      stop();
      rmSync(kept, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
