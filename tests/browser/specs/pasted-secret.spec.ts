// Somebody pastes a secret where something else belongs: it is told, and is nowhere afterwards.
import type { Locator, Page } from "@playwright/test";
import { accessible, expect, openToken, openTokens, test } from "../fixtures";

const SECRET = "pscale_tkn_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0";
const TOLD = "That was a secret, so the field was emptied: it was not sent and not kept.";

/** Notes every address that the page ever has, and every text that it stores. */
async function watched(page: Page) {
  await page.addInitScript(() => {
    const noted: string[] = [];
    (window as any).seen = noted;
    for (const name of ["pushState", "replaceState"] as const) {
      const original = history[name].bind(history);
      history[name] = (...all: Parameters<typeof original>) => { noted.push(JSON.stringify(all)); original(...all); };
    }
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) { noted.push(key, value); set.call(this, key, value); };
  });
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.url(), request.postData() ?? ""));
  return sent;
}

async function isNowhere(page: Page, sent: string[], beginning = SECRET) {
  const left = await page.evaluate(() => JSON.stringify([document.documentElement.outerHTML, [...document.querySelectorAll("input")].map((input) => input.value), { ...localStorage }, { ...sessionStorage }, location.href, history.state, (window as any).seen]));
  expect(left).not.toContain(beginning);
  expect(sent.join(" ")).not.toContain(beginning);
}

/** Pastes as a person does: all at once, where the cursor stands. */
async function paste(page: Page, field: Locator, text: string) {
  await field.focus();
  await page.keyboard.insertText(text);
}

async function isRefused(page: Page, field: Locator, text: string) {
  await paste(page, field, text);
  await expect(page.getByText(TOLD).first()).toBeVisible();
  await expect(field).toHaveValue("");
  await expect(field).toHaveAccessibleDescription(/That was a secret/);
  await expect(field).toBeFocused();
}

test("a search takes no secret, alone or in a longer text, and goes on as a search", async ({ page }) => {
  const sent = await watched(page);
  await openTokens(page);
  const search = page.getByRole("searchbox", { name: "Search tokens" });
  for (const text of [SECRET, `export PLANETSCALE_SERVICE_TOKEN=${SECRET} # ci`, `abcdef123456:${SECRET.toUpperCase()}`]) {
    await isRefused(page, search, text);
  }
  await accessible(page);
  await search.focus();
  await page.keyboard.press("Control+z");
  await expect(search).not.toHaveValue(/pscale/i);
  await isNowhere(page, sent);
  await search.fill("deploy");
  await expect(page).toHaveURL(/q=deploy/);
  await expect(search).not.toHaveAccessibleDescription(/secret/);
  // What was searched for before is not mixed with it.
  await paste(page, search, SECRET);
  await expect(search).toHaveValue("");
  await expect(page).not.toHaveURL(/q=/);
  await isNowhere(page, sent);
});

test("an address with a secret loses it", async ({ page }) => {
  await page.goto(`/acme/tokens?q=${SECRET}`);
  await expect(page.getByText(TOLD).first()).toBeVisible();
  await expect(page).not.toHaveURL(/pscale/);
  await expect(page.getByText("40 of 40 tokens", { exact: true })).toBeVisible();
});

test("the searches of a token's page and of the report take no secret", async ({ page, sandbox }) => {
  const sent = await watched(page);
  const token = await sandbox.some((token) => token.access.length > 1);
  await openToken(page, token.id);
  await isRefused(page, page.getByRole("searchbox", { name: "Find a permission" }), SECRET);
  await isNowhere(page, sent);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Access report" }).click();
  const search = page.getByRole("main").getByRole("searchbox");
  await expect(search).toBeEnabled();
  await isRefused(page, search, SECRET);
  await isNowhere(page, sent);
});

test("a combobox and a name take no secret", async ({ page, sandbox }) => {
  const sent = await watched(page);
  await openTokens(page);
  await page.getByRole("button", { name: "New token" }).click();
  const form = page.getByRole("dialog", { name: "New service token" });
  const from = form.getByRole("combobox", { name: "Copy access from" });
  await isRefused(page, from, SECRET);
  await expect(form.getByRole("listbox", { name: "Copy access from" })).toBeHidden();
  await from.fill("a");
  await expect(from).not.toHaveAccessibleDescription(/secret/);
  await from.fill("");
  await isRefused(page, form.getByRole("textbox", { name: "Name" }), `ci ${SECRET}`);
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByRole("dialog", { name: "Token created" })).toBeVisible();
  await isNowhere(page, sent);
  expect(JSON.stringify(await sandbox.writes())).not.toContain(SECRET);
});
