// A browser as the flows need it, whichever it is.
import { type Sandbox, expect, startSandbox } from "../fixtures";
import { test as base } from "@playwright/test";
import { FIND, type Sought, plain } from "./finder";
import { firefox } from "./firefox";
import { webkit } from "./webkit";

export interface Engine {
  version: string;
  /** How often the browser asked whether to leave the page; nothing where its driver answers by itself. */
  asked: () => number | undefined;
  open: (address: string) => Promise<void>;
  evaluate: <T>(work: (...given: any[]) => T, ...given: unknown[]) => Promise<Awaited<T>>;
  click: (sought: Sought) => Promise<void>;
  /** Replaces the text of a field, key by key. */
  write: (sought: Sought, text: string) => Promise<void>;
  press: (key: "Enter" | "Escape" | "Tab") => Promise<void>;
  reload: () => Promise<void>;
  back: () => Promise<void>;
  close: () => Promise<void>;
}

/** Work in the page with what was found there, as an expression. */
const withFound = (expression: string) => new Function("sought", `const found = (${FIND.toString()})(sought); return ${expression};`) as (sought: object) => any;

/** What a person does with it. */
export class Person {
  constructor(readonly engine: Engine, readonly sandbox: Sandbox) {}

  is(sought: Sought): Promise<boolean> {
    return this.engine.evaluate(withFound("found !== null"), plain(sought));
  }

  async sees(role: string, name?: string | RegExp, within?: Sought) {
    const sought = { role, name, within };
    await expect.poll(() => this.is(sought), { message: `sees ${JSON.stringify(plain(sought))}`, timeout: 20_000 }).toBe(true);
  }

  async seesNo(role: string, name?: string | RegExp) {
    await expect.poll(() => this.is({ role, name }), { message: `sees no ${role} ${name}`, timeout: 20_000 }).toBe(false);
  }

  async clicks(role: string, name: string | RegExp, within?: Sought) {
    await this.sees(role, name, within);
    await this.engine.click({ role, name, within });
  }

  async writes(role: string, name: string, text: string, within?: Sought) {
    await this.sees(role, name, within);
    await this.engine.write({ role, name, within }, text);
  }

  async opens(path: string) {
    await this.engine.open(`${this.sandbox.address}${path}`);
  }

  /** Reloads, and waits for the document that comes: a driver can return while the one that goes is still there. */
  async reloads() {
    await this.engine.evaluate(() => { (window as any).goes = true; });
    await this.engine.reload();
    const came = () => this.engine.evaluate(() => (window as any).goes === undefined && document.readyState === "complete").catch(() => false);
    await expect.poll(came, { message: "another document", timeout: 20_000 }).toBe(true);
  }

  /** The value of a field. */
  async value(role: string, name: string): Promise<string> {
    await this.sees(role, name);
    return this.engine.evaluate(withFound("found.value"), plain({ role, name }));
  }

  async isChecked(name: string, group: string): Promise<boolean> {
    const sought = { role: "checkbox", name, within: { role: "group", name: group } };
    await this.sees(sought.role, sought.name, sought.within);
    return this.engine.evaluate(withFound("found.checked"), plain(sought));
  }
}

export const test = base.extend<{ person: Person }, { engine: "firefox" | "webkit"; started: { engine: Engine; sandbox: Sandbox } }>({
  engine: ["firefox", { option: true, scope: "worker" }],
  started: [async ({ engine }, use) => {
    const { sandbox, stop } = await startSandbox();
    const started = await (engine === "firefox" ? firefox() : webkit());
    await use({ engine: started, sandbox });
    await started.close();
    stop();
  }, { scope: "worker", timeout: 90_000 }],
  person: async ({ started }, use) => {
    await started.sandbox.reset();
    await started.engine.open("about:blank");
    const person = new Person(started.engine, started.sandbox);
    await use(person);
    expect(await started.engine.evaluate(() => (window as any).watched), "what the browser complained about").toEqual([]);
    expect(await started.sandbox.violations(), "calls that the API would not understand").toEqual([]);
  },
});

export { expect };
