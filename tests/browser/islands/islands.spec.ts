// The two parts whose elements are made by hand: the rows of tables, and the boxes of permissions.
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures";

test.beforeEach(async ({ page }) => {
  await page.goto("/_gallery");
  await expect(page.getByRole("heading", { level: 1, name: "Gallery" })).toBeVisible();
});

test.describe("rows that are recycled", () => {
  const table = (page: Page) => page.getByRole("table", { name: "Recycled rows" });
  const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
  /** What stands in the page by now, row by row: place, key, and each cell. */
  const rows = (page: Page) => table(page).evaluate((table) => [...table.querySelectorAll("tbody tr[data-key]")].map((row) => ({
    at: Number(row.getAttribute("aria-rowindex")) - 2,
    key: row.getAttribute("data-key"),
    cells: [...row.children].map((cell) => cell.querySelector("input")?.getAttribute("aria-label") ?? cell.textContent),
    chosen: [row.querySelector("input")!.checked, row.hasAttribute("data-chosen")],
  })));
  /** As rows are that nobody recycled. */
  const right = (number: number) => [`Choose ${number}`, `Row ${number}`, String(number * number), `Part ${number}`];
  const scroll = (page: Page, to: number) => table(page).evaluate((table, to) => { table.closest("[role=region]")!.scrollTop = to; }, to);
  const is = async (page: Page, number: (at: number) => number, place: number) => {
    await expect.poll(async () => (await rows(page)).map(({ at }) => at)).toContain(place);
    for (const { at, key, cells } of await rows(page)) {
      expect(key).toBe(String(number(at)));
      expect(cells).toEqual(right(number(at)));
    }
  };
  const living = async (page: Page) => Number((await page.getByText(/^Living: /).textContent())!.slice(8));

  test("show what a new row would show, wherever one scrolls and whatever becomes of the list", async ({ page }) => {
    await is(page, (at) => at, 0);
    await scroll(page, 20_000);
    await expect.poll(async () => (await rows(page)).some(({ at }) => at > 300)).toBe(true);
    await is(page, (at) => at, (await rows(page)).at(-1)!.at);
    await press(page, "Downwards");
    await expect.poll(async () => { const [first] = await rows(page); return Number(first.key) === 1_999 - first.at; }).toBe(true);
    await is(page, (at) => 1_999 - at, (await rows(page)).at(-1)!.at);
    await press(page, "Every other one");
    await expect(table(page)).toHaveAttribute("aria-rowcount", "1001");
    await scroll(page, 0);
    await is(page, (at) => 2 * at, 0);
  });

  test("stay the same elements as long as they are there", async ({ page }) => {
    await is(page, (at) => at, 0);
    await table(page).evaluate((table) => { for (const row of table.querySelectorAll("tbody tr[data-key]")) (row as any).was = row.getAttribute("data-key"); });
    await scroll(page, 120);
    await expect.poll(async () => (await rows(page)).length).toBeGreaterThan(10);
    const kept = await table(page).evaluate((table) => [...table.querySelectorAll("tbody tr[data-key]")].filter((row) => "was" in row).map((row) => [(row as any).was, row.getAttribute("data-key")]));
    expect(kept.length).toBeGreaterThan(8);
    for (const [was, now] of kept) expect(now).toBe(was);
  });

  test("are chosen by key, not by place", async ({ page }) => {
    await page.getByRole("checkbox", { name: "Choose 3", exact: true }).check();
    await press(page, "Downwards");
    await expect(page.getByRole("checkbox", { name: "Choose 1999", exact: true })).toBeVisible();
    for (const { chosen } of await rows(page)) expect(chosen).toEqual([false, false]);
    await press(page, "Upwards");
    await expect(page.getByRole("checkbox", { name: "Choose 3", exact: true })).toBeChecked();
    expect((await rows(page)).filter(({ chosen: [box, row] }) => box || row).map(({ key, chosen }) => [key, ...chosen])).toEqual([["3", true, true]]);
  });

  test("keep the focus while they are out of sight", async ({ page }) => {
    const link = page.getByRole("link", { name: "Row 4", exact: true });
    await link.focus();
    await scroll(page, 20_000);
    await expect.poll(async () => (await rows(page)).some(({ at }) => at > 300)).toBe(true);
    await expect(link).toBeFocused();
    await scroll(page, 0);
    await is(page, (at) => at, 0);
    await expect(link).toBeFocused();
  });

  test("let go of what lives in them", async ({ page }) => {
    await is(page, (at) => at, 0);
    for (const to of [5_000, 20_000, 100, 30_000, 0]) {
      await scroll(page, to);
      await expect.poll(async () => (await rows(page)).some(({ at }) => Math.abs(at - to / 40) < 80)).toBe(true);
    }
    await expect.poll(async () => (await living(page)) - (await rows(page)).length).toBe(0);
    await press(page, "There or not");
    await expect(table(page)).toHaveCount(0);
    await expect.poll(() => living(page)).toBe(0);
    await press(page, "There or not");
    await is(page, (at) => at, 0);
    await expect.poll(async () => (await living(page)) - (await rows(page)).length).toBe(0);
  });
});

test.describe("boxes that are made by hand", () => {
  const group = (page: Page) => page.getByRole("group", { name: "Made boxes" });
  const box = (page: Page, name: string) => group(page).getByRole("checkbox", { name, exact: true });
  const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

  test("are touched only where something differs", async ({ page }) => {
    await group(page).evaluate((group) => {
      (window as any).touched = new Set();
      new MutationObserver((all) => {
        for (const { target } of all) (window as any).touched.add((target as Element).closest(".check")?.querySelector("input")?.getAttribute("data-name"));
      }).observe(group, { subtree: true, attributes: true, childList: true, characterData: true });
    });
    await box(page, "read_two").check();
    await expect(box(page, "read_two")).toHaveAccessibleDescription("Changed, not saved. What it means.");
    expect(await page.evaluate(() => [...(window as any).touched])).toEqual(["read_two"]);
  });

  test("fall back where the change is not taken, and tell nobody where they are locked", async ({ page }) => {
    await press(page, "Refuse changes or not");
    await box(page, "read_one").click();
    await expect(page.getByText("Told: 1")).toBeVisible();
    await expect(box(page, "read_one")).not.toBeChecked();
    await press(page, "Lock the first or not");
    await expect(box(page, "read_one")).toBeDisabled();
    await expect(box(page, "read_one")).toHaveAccessibleDescription(/It says why\. What it means\.$/);
    await box(page, "read_one").click({ force: true });
    await expect(page.getByText("Told: 1")).toBeVisible();
    await press(page, "Lock the first or not");
    await expect(box(page, "read_one")).toBeEnabled();
    await expect(box(page, "read_one")).toHaveAccessibleDescription("What it means.");
  });

  test("leave nothing behind, however often they change or are replaced", async ({ page }) => {
    const size = () => group(page).evaluate((group) => group.querySelectorAll("*").length);
    const before = await size();
    for (let time = 0; time < 10; time += 1) {
      await box(page, "write_one").check();
      await press(page, "Lock the first or not");
      await press(page, "Other boxes or not");
      await expect(group(page).getByRole("checkbox")).toHaveCount(2);
      await press(page, "Other boxes or not");
      await expect(group(page).getByRole("checkbox")).toHaveCount(6);
      await press(page, "Lock the first or not");
      await box(page, "write_one").uncheck();
    }
    await expect.poll(size).toBe(before);
  });
});
