// A spread of the matrix of flows and faults (crates/core/tests/matrix has the whole) as a person meets it. No picture
// is compared, but what has to hold under any fault: the page lives; what it says is what the API says; nothing is done
// twice; and there is a next step.
import { type Locator, type Page } from "@playwright/test";
import { type Sandbox, expect, openToken, openTokens, test } from "../fixtures";

const PAGE = "<!doctype html><title>Sign in</title><h1>Sign in</h1>";
const error = (code: string) => JSON.stringify({ code, message: "Words of the API" });

/** What may be answered in place of the right answer; `gateway` by the proxy in front, before anything was done. */
const FAULTS: Record<string, { gateway?: boolean; [more: string]: unknown }> = {
  "500 with JSON": { status: 500, body: error("internal") },
  "500 with a page": { status: 500, body: PAGE },
  "403 with a page": { status: 403, body: PAGE },
  "403 of the proxy": { gateway: true, status: 403, body: PAGE },
  "401 of the proxy": { gateway: true, status: 401, body: "{}" },
  "a redirect": { gateway: true, status: 302, headers: [["location", "/oauth2/sign_in"]] },
  "200 with a page": { status: 200, body: PAGE },
  "200 with another shape": { status: 200, body: '{"data":{}}' },
  "200 with nothing": { status: 200, body: "" },
  "429 with a pause": { status: 429, headers: [["retry-after", "1"]], body: error("rate_limited") },
  "a connection that breaks": { broken: true, status: 200, body: "{}" },
};

test.beforeEach(({ allowed }) => { allowed.console.push(/Failed to load resource|ERR_/); });

/** Waits until one of them is seen, the first in order where several are, and tells which. */
async function first(all: Record<string, Locator>): Promise<string> {
  const seen = async () => {
    for (const [name, locator] of Object.entries(all)) if (await locator.first().isVisible()) return name;
    return "";
  };
  let told = "";
  await expect.poll(async () => {
    // One is asked about after the other, and the page goes on meanwhile: what is seen now and again is what it shows.
    told = await seen();
    return told !== "" && told === await seen();
  }, { timeout: 40_000 }).toBe(true);
  return told;
}

/** Somebody who is told of a fault can do something about it. */
async function hasNextStep(place: Locator) {
  const steps = place.locator("button:enabled, a[href]").filter({ visible: true });
  expect(await steps.count(), "there is a next step").toBeGreaterThan(0);
}

/** After all, the page is alive, and the list is what the API has. */
async function isAlive(page: Page, sandbox: Sandbox) {
  await page.goto("/acme/tokens");
  const count = (await sandbox.tokens()).length;
  await expect(page.getByText(`${count} of ${count} tokens`, { exact: true })).toBeVisible({ timeout: 20_000 });
}

interface Change { method: string; wanted: string[]; tick: (box: Locator) => Promise<void> }

const CHANGES: Record<string, Change> = {
  adding: { method: "POST", wanted: [",read_invoices"], tick: (box) => box.check() },
  removing: { method: "DELETE", wanted: [], tick: (box) => box.uncheck() },
};

for (const [what, change] of Object.entries(CHANGES)) {
  for (const [name, fault] of Object.entries(FAULTS)) {
    for (const after of fault.gateway ? [false] : [false, true]) {
      test(`${what} access, ${name}, ${after ? "done" : "not done"}`, async ({ page, sandbox }) => {
        let token = await sandbox.some(({ access }) => access.length === 0);
        if (change.method === "DELETE") await sandbox.change({ do: "add_access", token: token.id, database: "", access: ["read_invoices"] });
        await openToken(page, token.id);
        await change.tick(page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "read_invoices" }));
        await page.getByRole("button", { name: "Review changes" }).click();
        const review = page.getByRole("dialog", { name: "Review changes" });
        await sandbox.fault({ method: change.method, path: "/access", ...fault, after });
        await review.getByRole("button", { name: "Apply changes" }).click();
        const told = await first({ failed: review.getByRole("alert"), done: page.getByRole("status").filter({ hasText: /applied/ }) });
        token = (await sandbox.token(token.id))!;
        const isDone = String(token.access.map(String)) === String(change.wanted);
        expect(isDone, `it is told as ${told}`).toBe(told === "done");
        if (told === "failed") {
          await hasNextStep(review);
          await expect(review.getByRole("alert"), "no source of a page is shown").not.toContainText("<");
          await sandbox.heal();
          await review.getByRole("button", { name: "Apply changes" }).click();
        }
        await expect(review).toBeHidden();
        await expect(page.getByText("0 unsaved changes")).toBeVisible();
        expect((await sandbox.token(token.id))!.access.map(String)).toEqual(change.wanted);
        await isAlive(page, sandbox);
      });
    }
  }
}

for (const [name, fault] of Object.entries(FAULTS)) {
  for (const after of fault.gateway ? [false] : [false, true]) {
    test(`deleting, ${name}, ${after ? "done" : "not done"}`, async ({ page, sandbox }) => {
      const [token] = await sandbox.tokens();
      await openToken(page, token.id);
      await page.getByRole("button", { name: "Delete token" }).click();
      const dialog = page.getByRole("alertdialog", { name: "Delete token" });
      await dialog.getByRole("textbox", { name: "Type the token ID to confirm" }).fill(token.id);
      await sandbox.fault({ method: "DELETE", path: `/service-tokens/${token.id}`, ...fault, after });
      await dialog.getByRole("button", { name: "Delete token" }).click();
      const told = await first({ failed: dialog.getByRole("alert"), done: page.getByRole("heading", { level: 1, name: "Service tokens" }) });
      expect(await sandbox.token(token.id) === undefined, `it is told as ${told}`).toBe(told === "done");
      if (told === "failed") {
        await hasNextStep(dialog);
        await sandbox.heal();
        await dialog.getByRole("button", { name: "Delete token" }).click();
        await expect(page.getByRole("heading", { level: 1, name: "Service tokens" })).toBeVisible();
      }
      await expect(page.getByText("39 of 39 tokens", { exact: true })).toBeVisible();
      expect((await sandbox.tokens()).length).toBe(39);
      await isAlive(page, sandbox);
    });
  }

  test(`reading the list, ${name}`, async ({ page, sandbox }) => {
    await sandbox.fault({ method: "GET", path: "/service-tokens?", ...fault });
    await page.goto("/acme/tokens");
    const told = await first({ done: page.getByText("40 of 40 tokens", { exact: true }), failed: page.getByRole("main").getByRole("alert") });
    if (told === "failed") {
      await hasNextStep(page.getByRole("main"));
      await expect(page.getByText("40 of 40 tokens", { exact: true })).toBeHidden();
      await sandbox.heal();
      await page.getByRole("button", { name: "Try again" }).first().click();
    }
    await expect(page.getByText("40 of 40 tokens", { exact: true })).toBeVisible({ timeout: 20_000 });
    await openTokens(page);
  });
}

for (const [name, fault] of Object.entries(FAULTS)) {
  for (const after of fault.gateway ? [false] : [false, true]) {
    test(`creating, ${name}, ${after ? "done" : "not done"}`, async ({ page, sandbox }) => {
      await openTokens(page);
      await page.getByRole("button", { name: "New token" }).click();
      const form = page.getByRole("dialog", { name: "New service token" });
      await form.getByRole("textbox", { name: "Name" }).fill("made once");
      await sandbox.fault({ method: "POST", path: "/service-tokens", ...fault, after });
      await form.getByRole("button", { name: "Create token" }).click();
      const secret = page.getByRole("dialog", { name: "Token created" });
      const told = await first({
        shown: secret,
        found: form.getByRole("link", { name: /made once/ }),
        // Where it may still come, it is looked for during a minute.
        ...(after ? {} : { searched: form.getByRole("button", { name: "Stop searching" }) }),
        // An alert beside a search that goes on is not the end.
        failed: form.filter({ hasNot: page.getByRole("button", { name: "Stop searching" }) }).getByRole("alert"),
      });
      const made = (await sandbox.tokens()).filter((token) => token.name === "made once");
      expect(made.length, `it is told as ${told}`).toBe(told === "shown" || told === "found" ? 1 : 0);
      if (told === "shown") {
        expect(await secret.getByRole("textbox", { name: "Token ID" }).inputValue()).toBe(made[0].id);
        expect(await secret.getByRole("textbox", { name: "Token secret" }).inputValue()).toMatch(/^pscale_tkn_/);
      } else if (told === "searched") {
        // Nothing calls it safe before that is known.
        await expect(async () => {
          // A press right after another one may be taken for a part of it.
          await form.getByRole("button", { name: "Stop searching" }).click({ timeout: 2_000 }).catch(() => {});
          await expect(form.getByRole("alert").first()).toBeVisible({ timeout: 2_000 });
        }).toPass({ timeout: 20_000 });
        await expect(form).not.toContainText("It was created");
      }
      if (told !== "shown") await hasNextStep(form);
      await isAlive(page, sandbox);
      expect((await sandbox.writes()).filter((call) => call.method === "POST").length, "how often it was sent").toBeLessThanOrEqual(name.startsWith("429") && !after ? 2 : 1);
    });
  }
}
