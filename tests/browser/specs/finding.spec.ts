// Names that look equal are found, in the list and in every field with a list; and a page that the browser translates
// tells the truth.
import type { Page } from "@playwright/test";
import { expect, openToken, test } from "../fixtures";

const NAMES: [string, string][] = [
  ["й-бэкап".normalize("NFC"), "й-бэкап".normalize("NFD")],
  ["が-ci".normalize("NFD"), "が-ci".normalize("NFC")],
  ["ci-weekly", "ＣＩ－ｗｅｅｋｌｙ"],
  ["Việt Nam sync", "viet nam"],
];

test("a name is found however it is written", async ({ page, sandbox }) => {
  const tokens = await sandbox.tokens();
  for (const [at, [name]] of NAMES.entries()) {
    await sandbox.change({ do: "rename_token", token: tokens[at].id, name });
  }
  await page.goto("/acme/tokens");
  const search = page.getByRole("searchbox", { name: "Search tokens" });
  await expect(page.getByText(/^\d+ of 40 tokens$/)).toBeVisible();
  for (const [name, typed] of NAMES) {
    await search.fill(typed);
    await expect(page.getByRole("link", { name })).toBeVisible();
    await expect(page.getByText("1 of 40 tokens")).toBeVisible();
  }
  await search.fill("");
  await page.getByRole("button", { name: "New token" }).click();
  const form = page.getByRole("dialog", { name: "New service token" });
  const from = form.getByRole("combobox", { name: "Copy access from" });
  for (const [name, typed] of [...NAMES, ["ci-weekly", "weekly ci"]]) {
    await from.fill(typed);
    await expect(form.getByRole("listbox").getByRole("option")).toHaveCount(1);
    await page.keyboard.press("Enter");
    await expect(from).toHaveValue(name);
    await from.fill("");
  }
});

/** What a browser does that translates a page: each text goes, and another stands in its place. */
async function translate(page: Page) {
  await page.evaluate(() => {
    const texts: Text[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) {
      if (text.parentElement?.closest("[translate=no], script, style")) continue;
      const font = document.createElement("font");
      font.append(document.createElement("font"));
      font.firstElementChild!.textContent = text.data;
      text.replaceWith(font);
    }
  });
}

test("a translated page counts on", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0);
  await openToken(page, token.id);
  const organization = page.getByRole("group", { name: "Organization", exact: true });
  await expect(organization.getByRole("checkbox", { name: "read_invoices" })).toBeVisible();
  await translate(page);
  await organization.getByRole("checkbox", { name: "read_invoices" }).check();
  await expect(page.getByText("1 unsaved change")).toBeVisible();
  await expect(page.getByText("0 unsaved changes")).toHaveCount(0);
  await expect(organization).toContainText(/1 of \d+/);

  await page.goto("/acme/tokens");
  await expect(page.getByText("40 of 40 tokens")).toBeVisible();
  await translate(page);
  await page.getByRole("searchbox", { name: "Search tokens" }).fill(token.id);
  await expect(page.getByText("1 of 40 tokens")).toBeVisible();
  await expect(page.getByText("40 of 40 tokens")).toHaveCount(0);
});

test("ids, permissions, names and commands are not translated", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length > 0 && !!token.name);
  await openToken(page, token.id);
  const kept = (text: string) => page.getByText(text, { exact: true }).first()
    .evaluate((element) => !!element.closest("[translate=no]"));
  expect(await kept(token.id)).toBe(true);
  expect(await page.getByRole("heading", { level: 1 }).getAttribute("translate")).toBe("no");
  const label = page.getByRole("checkbox", { name: token.access[0][1] }).first();
  expect(await label.evaluate((box: HTMLInputElement) => !!box.labels![0].closest("[translate=no]"))).toBe(true);
  await page.goto("/acme/tokens");
  expect(await page.getByRole("link", { name: token.name!, exact: true }).first().getAttribute("translate")).toBe("no");
  expect(await kept(token.id)).toBe(true);
});
