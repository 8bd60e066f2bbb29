// Rows of a table become others while somebody scrolls, searches and sorts; they have to show what new ones would.
import { type Page, copied, expect, openTokens, test } from "../fixtures";

/** What each row in the page holds, but for its place in memory. */
const rows = (page: Page) => page.locator("tbody tr[data-key]").evaluateAll((rows) => rows.map((row) => [
  row.getAttribute("aria-rowindex"),
  (row as HTMLElement).querySelector<HTMLInputElement>("input")?.checked,
  row.innerHTML.replace(/ (style|data-tip|tabindex)="[^"]*"/g, ""),
]));

const settled = (page: Page) => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50)))));

async function scroll(page: Page, name: string, share: number) {
  await page.getByRole("region", { name: `${name}, scrolls` }).evaluate((region, share) => { region.scrollTop = share * region.scrollHeight; }, share);
  await settled(page);
}

test("after a way through the list its rows are those of a fresh page", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 700 });
  await page.goto("/acme/tokens");
  await expect(page.getByText("700 of 700 tokens")).toBeVisible();
  const fresh = await rows(page);
  expect(fresh.length).toBeGreaterThan(8);
  const never = page.getByRole("button", { name: "Never used" });
  for (const share of [0.5, 1, 0.02, 0.7]) await scroll(page, "Service tokens", share);
  await page.getByRole("searchbox", { name: "Search tokens" }).fill("ci");
  await never.click();
  await scroll(page, "Service tokens", 0.3);
  await page.getByRole("columnheader", { name: "Expires" }).getByRole("button").click();
  await scroll(page, "Service tokens", 1);
  const turned = await rows(page);
  await page.reload();
  await expect(page.getByText(/of 700 tokens/)).toBeVisible();
  await scroll(page, "Service tokens", 1);
  await expect.poll(() => rows(page)).toEqual(turned);
  await page.goto("/acme/tokens");
  await expect.poll(() => rows(page)).toEqual(fresh);
});

test("what is ticked stays with its token, whichever row shows it", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 700 });
  await page.goto("/acme/tokens");
  await expect(page.getByText("700 of 700 tokens")).toBeVisible();
  const row = page.locator("tbody tr[data-key]").nth(2);
  const name = await row.getByRole("checkbox").getAttribute("aria-label");
  await row.getByRole("checkbox").check();
  await page.getByRole("heading", { level: 1 }).click();
  await scroll(page, "Service tokens", 1);
  await expect(page.locator("tbody input:checked")).toHaveCount(0);
  await scroll(page, "Service tokens", 0);
  await expect(page.locator("tbody input:checked")).toHaveCount(1);
  await expect(page.locator("tbody input:checked")).toHaveAttribute("aria-label", name!);
});

test("the rows of the report are those of a fresh page too", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 200 });
  await page.goto("/acme/access");
  await expect(page.getByRole("table", { name: "Access report" })).toBeVisible();
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await settled(page);
  const fresh = await rows(page);
  expect(fresh.length).toBeGreaterThan(8);
  for (const share of [0.5, 1, 0.3]) await scroll(page, "Access report", share);
  const search = page.getByRole("searchbox", { name: "Search access" });
  await search.fill("delete");
  await settled(page);
  await scroll(page, "Access report", 0.5);
  await search.fill("");
  await scroll(page, "Access report", 0);
  await expect.poll(() => rows(page)).toEqual(fresh);
});

test("a row that has the focus becomes no other one: without it, the table has the focus", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 60 });
  await page.goto("/acme/tokens");
  await expect(page.getByText("60 of 60 tokens")).toBeVisible();
  const link = page.locator("tbody tr[data-key]").nth(3).getByRole("rowheader").getByRole("link");
  const id = (await link.getAttribute("href"))!.split("/").pop()!;
  await link.focus();
  await sandbox.change({ do: "delete_token", token: id });
  // Pressed without the focus going there, as when the list is read anew by itself.
  await page.getByRole("button", { name: "Refresh" }).evaluate((button: HTMLElement) => button.click());
  await expect(page.getByText("59 of 59 tokens")).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("region");
});

test("the tip of what was under the pointer goes with it", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 400 });
  await page.goto("/acme/tokens");
  await expect(page.getByText("400 of 400 tokens")).toBeVisible();
  const header = page.getByRole("columnheader", { name: "ID" });
  await header.getByRole("button").focus();
  await page.locator("tbody tr[data-key]").nth(4).locator("time").last().hover();
  const tip = page.getByRole("tooltip");
  await expect(tip).toBeVisible();
  const before = await tip.innerText();
  await page.keyboard.press("Enter");
  await expect(header).toHaveAttribute("aria-sort", /./);
  // Something else may be there now, with a tip of its own.
  await expect(tip.filter({ hasText: before })).toHaveCount(0);
});

test("a button in a row lives on when the row's times are told otherwise", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  await openTokens(page);
  await page.getByRole("link", { name: "Settings" }).click();
  const log = page.getByRole("table", { name: "Request log" });
  await expect(log.getByRole("cell", { name: /UTC$/ }).first()).toBeVisible();
  await page.getByRole("checkbox", { name: "Exact times in this computer's time zone" }).check();
  await page.getByRole("checkbox", { name: "Exact times in this computer's time zone" }).uncheck();
  await log.getByRole("button", { name: "Copy as curl" }).first().click();
  await expect.poll(() => copied(page)).toContain("curl --fail-with-body");
});

// Rows come a few at a time: whatever is seen in between, a row is one token's as a whole, and the screen never jumps.
test("no frame shows a row that is of two tokens, and few rows come with each", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 1_200 });
  await page.goto("/acme/tokens");
  await expect(page.getByText(/^1,?200 of 1,?200 tokens$/)).toBeVisible({ timeout: 30_000 });
  await settled(page);
  await page.evaluate(() => {
    const seen = { mixed: [] as string[], most: 0, heights: new Set<number>(), frames: 0 };
    Object.assign(globalThis, { seen });
    const body = document.querySelector("tbody")!;
    let before = new Set<string>();
    const look = () => {
      const now = new Set<string>();
      for (const row of body.querySelectorAll<HTMLElement>("tr[data-key]")) {
        const key = row.dataset.key!;
        now.add(key);
        const own = [row.querySelector("th a")!.getAttribute("href")!.split("/").pop(), row.querySelector("[data-column=id]")!.textContent];
        if (own.some((one) => one !== key)) seen.mixed.push(`${key}: ${own}`);
      }
      seen.most = Math.max(seen.most, [...now].filter((key) => !before.has(key)).length);
      seen.heights.add(body.parentElement!.offsetHeight);
      seen.frames += 1;
      before = now;
      requestAnimationFrame(look);
    };
    look();
    seen.most = 0;
  });
  for (const share of [0.5, 1, 0.1]) await scroll(page, "Service tokens", share);
  await page.getByRole("columnheader", { name: "Name" }).getByRole("button").click();
  await settled(page);
  await page.getByRole("columnheader", { name: "Name" }).getByRole("button").click();
  await expect.poll(() => page.locator("tbody tr[data-key]").count()).toBeGreaterThan(20);
  const seen = await page.evaluate(() => {
    const { seen } = globalThis as unknown as { seen: { mixed: string[]; most: number; heights: Set<number>; frames: number } };
    return { ...seen, heights: [...seen.heights] };
  });
  expect(seen.frames).toBeGreaterThan(5);
  expect(seen.mixed).toEqual([]);
  expect(seen.most).toBeGreaterThan(0);
  // A scroll and the rows that were still to come may fall into one frame.
  expect(seen.most).toBeLessThanOrEqual(32);
  expect(seen.heights).toHaveLength(1);
});

test("keys reach the last and the first of many rows, and Tab leads to the one that had the focus", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 10_000 });
  await page.goto("/acme/tokens");
  await expect(page.getByText("10000 of 10000 tokens")).toBeVisible({ timeout: 60_000 });
  const at = () => page.evaluate(() => document.activeElement?.closest("tr")?.getAttribute("aria-rowindex"));
  await page.locator("tbody tr[data-key] th a").nth(2).focus();
  for (const [key, row] of [["End", "10001"], ["PageUp", /^99[6-9]\d$/], ["End", "10001"], ["ArrowUp", "10000"], ["Home", "2"], ["PageDown", /^1\d$|^2\d$/], ["Home", "2"]] as const) {
    await page.keyboard.press(key);
    await expect.poll(at, key).toMatch(row);
    await expect.poll(() => page.locator("tbody [tabindex='0']").evaluateAll((all) => all.map((one) => one === document.activeElement)), key).toEqual([true]);
  }
});

// The report is in the order of names, so that its rows make place for what comes; what is around them stays.
for (const [path, name, free] of [["tokens", "Service tokens", ":not(*)"], ["access", "Access report", "tbody *"]] as const) {
  test(`nothing moves while the list is read: ${name}`, async ({ page, sandbox }) => {
    await sandbox.reset({ tokens: 1_200 });
    await page.addInitScript((free) => {
      const moved: string[] = [];
      Object.assign(globalThis, { moved });
      const stands = (node?: Node) => !(node instanceof Element ? node : node?.parentElement)?.matches(free);
      new PerformanceObserver((list) => list.getEntries().forEach((entry: any) => {
        const nodes: Node[] = entry.sources.map(({ node }: { node?: Node }) => node).filter(stands);
        moved.push(...nodes.map((node) => `${entry.value}: ${node.textContent?.slice(0, 40)}`));
      })).observe({ type: "layout-shift", buffered: true });
    }, free);
    await page.goto(`/acme/${path}`);
    await expect(page.getByRole("table", { name })).toBeVisible();
    await expect(page.getByRole("progressbar")).toHaveCount(0);
    await settled(page);
    expect(await page.evaluate(() => (globalThis as unknown as { moved: string[] }).moved)).toEqual([]);
  });
}
