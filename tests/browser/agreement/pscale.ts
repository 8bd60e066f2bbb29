// The real command line, run against the sandbox as somebody who is signed in, in a home of its own.
import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Page } from "@playwright/test";
import { type Sandbox, expect, test as base } from "../fixtures";

export interface Printed { out: string; error: string; code: number }

export type Format = "human" | "json" | "csv";

export interface Group { resource_name: string; resource_type: string; accesses: string[] }

export class Pscale {
  /** Where it runs: its configuration of a project would be here. */
  readonly home = mkdtempSync(join(tmpdir(), "pscale-"));
  private readonly options: string[];

  constructor(address: string) {
    if (!process.env.PSCALE) throw new Error("PSCALE has to be the path of the pscale program");
    this.options = ["--api-url", address, "--no-color"];
    const shim = join(this.home, "pscale");
    writeFileSync(shim, `#!/bin/bash\nexec "$PSCALE" ${this.options.join(" ")} --api-token sandbox-user-token "$@"\n`);
    chmodSync(shim, 0o755);
  }

  private start(program: string, given: string[], more: Record<string, string>): Promise<Printed> {
    const env = {
      HOME: this.home,
      PATH: `${this.home}:${process.env.PATH}`,
      PSCALE: process.env.PSCALE!,
      PSCALE_DISABLE_DEV_WARNING: "true",
      PSCALE_NO_UPDATE_NOTIFIER: "true",
      ...more,
    };
    return new Promise((resolve, reject) => {
      execFile(program, given, { cwd: this.home, env, maxBuffer: 1 << 26 }, (failed, out, error) => {
        const code = failed ? failed.code : 0;
        if (typeof code === "number") resolve({ out, error, code });
        else reject(failed);
      });
    });
  }

  /** `pscale service-token …` in the first organization. */
  run(...given: string[]) {
    return this.start("pscale", ["service-token", ...given, "--org", "acme"], {});
  }

  /** The same, signed in with a service token in place of a person. */
  asToken(id: string, secret: string, ...given: string[]) {
    const credential = ["--service-token-id", id, "--service-token", secret];
    return this.start(process.env.PSCALE!, [...this.options, ...credential, "service-token", ...given, "--org", "acme"], {});
  }

  /** `pscale api …`, signed in with a service token. */
  api(id: string, secret: string, ...given: string[]) {
    const credential = ["--service-token-id", id, "--service-token", secret];
    return this.start(process.env.PSCALE!, [...this.options, ...credential, "api", ...given], {});
  }

  /** What it prints if nothing went wrong. */
  async prints(...given: string[]) {
    const { out, error, code } = await this.run(...given);
    expect({ code, error }, given.join(" ")).toEqual({ code: 0, error: "" });
    return out;
  }

  /** Runs a script in which `pscale` is the program. */
  script(shell: "bash" | "sh", text: string, more: Record<string, string> = {}) {
    // Without a terminal, bash takes itself for a remote shell and would read its configuration.
    const options = shell === "bash" ? ["--norc", "-e", "-u"] : ["-e", "-u"];
    return this.start(shell, [...options, "-c", text], more);
  }

  forget() { rmSync(this.home, { recursive: true }); }
}

export const test = base.extend<{ pscale: Pscale }>({
  pscale: async ({ sandbox }, use) => {
    const pscale = new Pscale(sandbox.address);
    await use(pscale);
    pscale.forget();
  },
});

export { expect };

/** Access in the sandbox's pairs, in an order that can be compared. */
export const sorted = (access: [string, string][]) => access.map((pair) => JSON.stringify(pair)).sort();

/** Access in the command line's groups, in the sandbox's pairs. */
export const pairs = (groups: Group[]) => sorted(groups.flatMap((group) => group.accesses.map((access): [string, string] => [
  group.resource_type === "Organization" ? "" : group.resource_name, access,
])));

/** The bytes of an export, in the command line's layout if not told otherwise. */
export async function exported(page: Page, format: "json" | "csv", { rows = "All rows", layout = "pscale" } = {}) {
  await page.getByRole("button", { name: "Export" }).click();
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.getByRole("radio", { name: format.toUpperCase() }).check();
  await dialog.getByRole("radio", { name: layout }).check();
  await dialog.getByRole("radio", { name: rows }).check();
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Download" }).click()]);
  await expect(dialog).toBeHidden();
  return readFileSync((await download.path())!, "utf8");
}

/** Which token has that name. */
export async function named(sandbox: Sandbox, name: string) {
  return sandbox.some((token) => token.name === name);
}
