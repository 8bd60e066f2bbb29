// Sorting the tables of the whole organization: headers, addresses, and rows that are alike.
import { type Page } from "@playwright/test";
import { expect, test } from "../fixtures";

const header = (page: Page, name: string) => page.getByRole("columnheader", { name });

/** The texts of one column, as far as the rows are in the page. */
const column = (page: Page, table: string, at: number) => page.getByRole("table", { name: table }).getByRole("row").evaluateAll((rows, at) => rows.slice(1).map((row) => (row as HTMLTableRowElement).cells[at]?.textContent ?? "").filter(Boolean), at);

/** Whether the first words rise. What a mark says before a name is no part of it. */
function doRise(all: string[]) {
  const words = all.map((one) => /^[a-z]*/.exec(one.replace(/^destroys,\s*/, "").toLowerCase())![0]);
  return words.length > 1 && words.every((one, at) => at === 0 || words[at - 1]! <= one);
}

test("who can is sorted by last use and by name, and the address keeps it", async ({ page, sandbox }) => {
  const all = (await sandbox.tokens()).filter((token) => token.access.length === 0).slice(0, 3);
  for (const [at, name] of ["job 10", "job 9", "Job 1"].entries()) {
    await sandbox.change({ do: "rename_token", token: all[at].id, name });
    await sandbox.change({ do: "add_access", token: all[at].id, database: "ledger", access: ["demote_branch"] });
  }
  await page.goto("/acme/who?permission=demote_branch&on=db%3Aledger");
  const names = async () => (await column(page, "Tokens that can", 0)).filter((name) => /^job/i.test(name));
  await expect(header(page, "Token")).toHaveAttribute("aria-sort", "ascending");
  await expect.poll(names).toEqual(["Job 1", "job 9", "job 10"]);
  await header(page, "Token").getByRole("button").click();
  await expect(page).toHaveURL(/sort=-token$/);
  await expect.poll(names).toEqual(["job 10", "job 9", "Job 1"]);
  await header(page, "Last used").getByRole("button").click();
  await expect(page).toHaveURL(/permission=demote_branch&on=db%3Aledger&sort=used$/);
  await expect(header(page, "Last used")).toHaveAttribute("aria-sort", "ascending");
  const { data } = await (await fetch(`${sandbox.address}/api/v1/organizations/acme/service-tokens?per_page=100`)).json() as { data: { id: string; last_used_at: string | null }[] };
  const used = new Map(data.map((token) => [token.id, token.last_used_at ?? ""]));
  await expect.poll(async () => {
    const times = (await column(page, "Tokens that can", 1)).map((id) => used.get(id));
    return times.length > 2 && times.every((time, at) => time !== undefined && (at === 0 || times[at - 1]! <= time));
  }).toBe(true);
  await page.reload();
  await expect(header(page, "Last used")).toHaveAttribute("aria-sort", "ascending");
});

test("findings are the gravest first, and sorted by token on request", async ({ page }) => {
  await page.goto("/acme/findings");
  await expect(header(page, "Severity")).toHaveAttribute("aria-sort", "descending");
  await expect.poll(async () => (await column(page, "Findings", 0))[0]).toMatch(/critical/i);
  await header(page, "Severity").getByRole("button").click();
  await expect(page).toHaveURL(/sort=severity$/);
  await expect.poll(async () => (await column(page, "Findings", 0))[0]).toMatch(/low/i);
  await header(page, "Token").getByRole("button").click();
  await expect(page).toHaveURL(/sort=token$/);
  await expect(header(page, "Token")).toHaveAttribute("aria-sort", "ascending");
  await expect.poll(async () => doRise(await column(page, "Findings", 2))).toBe(true);
});

test("differences and operations are sorted, and come as they were without an order", async ({ page, sandbox }) => {
  const [first, second] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  await sandbox.change({ do: "add_access", token: first.id, database: "shop", access: ["read_branch", "delete_branch"] });
  await sandbox.change({ do: "add_access", token: second.id, database: "ledger", access: ["create_branch"] });
  await page.goto(`/acme/compare?a=${first.id}&b=${second.id}`);
  const resources = () => column(page, "Differences", 0);
  await expect(page.getByRole("table", { name: "Differences" }).getByRole("row")).toHaveCount(4);
  await header(page, "Resource").getByRole("button").click();
  await expect.poll(resources).toEqual(["ledger", "shop", "shop"]);
  await header(page, "Resource").getByRole("button").click();
  await expect(page).toHaveURL(/sort=-resource$/);
  await expect.poll(resources).toEqual(["shop", "shop", "ledger"]);
  await page.goto(`/acme/tokens/${first.id}/operations`);
  const operations = () => column(page, "Operations", 0);
  await expect.poll(async () => (await operations())[0]).toContain("Delete a branch");
  await expect(header(page, "Operation")).not.toHaveAttribute("aria-sort", /./);
  await header(page, "Operation").getByRole("button").click();
  await expect(page).toHaveURL(/operations\?sort=operation$/);
  await expect.poll(async () => doRise(await operations())).toBe(true);
  await header(page, "Operation").getByRole("button").click();
  await expect.poll(async () => doRise((await operations()).reverse())).toBe(true);
});
