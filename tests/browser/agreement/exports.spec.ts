// Exports in the "pscale" layout are the program's bytes.
import { type Page } from "@playwright/test";
import { type Sandbox, openToken } from "../fixtures";
import { type Group, type Pscale, expect, exported, pairs, test } from "./pscale";

const FORMATS = ["json", "csv"] as const;

/** Names that printers treat in different ways. */
const NAMES = [
  null, "", " ", " leading", "trailing ", "\u00a0no-break", "\u3000wide", "\\.", "\\", "tab\there", "back\bspace\fform",
  "line\nfeed", "carriage\rreturn", "both\r\nof them", "\"", "a \"quoted\" word", "comma,comma", "<b>&amp;'", "\u2028\u2029",
  "\u0001\u001f\u007f\u0085", "é e\u0301 👩‍👩‍👧‍👦 \u202e", "=1+1", "-x", "'", "%41\u{fffd}\ufeff",
];

async function openAll(page: Page, count: number) {
  await page.goto("/acme/tokens");
  await expect(page.getByText(`${count} of ${count} tokens`)).toBeVisible();
}

async function agreesOn(page: Page, pscale: Pscale, id: string) {
  await openToken(page, id);
  for (const format of FORMATS) {
    expect(await exported(page, format), `${id} as ${format}`).toBe(await pscale.prints("show-access", id, "--format", format));
  }
}

async function give(sandbox: Sandbox, token: string, database: string, ...access: string[]) {
  await sandbox.change({ do: "add_access", token, database, access });
}

for (const format of FORMATS) {
  test(`the list of tokens as ${format}`, async ({ page, pscale, sandbox }) => {
    await sandbox.reset({ tokens: 25, nasty: true });
    await openAll(page, 25);
    const printed = await pscale.prints("list", "--format", format);
    expect(printed).toContain("1-800");
    expect(await exported(page, format)).toBe(printed);
    expect(await exported(page, format, { rows: "Shown rows" }), "unfiltered").toBe(printed);
  });

  test(`names that printers stumble over, as ${format}`, async ({ page, pscale, sandbox }) => {
    await sandbox.reset({ tokens: NAMES.length });
    const tokens = await sandbox.tokens();
    for (const [place, name] of NAMES.entries()) {
      await sandbox.change({ do: "rename_token", token: tokens[place].id, name });
    }
    await openAll(page, NAMES.length);
    const printed = await pscale.prints("list", "--format", format);
    expect(await exported(page, format)).toBe(printed);
    if (format === "json") {
      expect(JSON.parse(printed).map((token: { name: string | null }) => token.name)).toEqual(NAMES);
    }
  });

  test(`times with and without a fraction, as ${format}`, async ({ page, pscale, sandbox }) => {
    for (const now of ["2026-11-20T12:00:00Z", "2026-11-20T12:00:00.1Z", "2026-11-20T12:00:00.05Z", "2026-11-20T12:00:00.999Z"]) {
      await sandbox.reset({ tokens: 0, now });
      await pscale.prints("create", "--ttl", "1", "--format", "json");
      await openAll(page, 1);
      expect(await exported(page, format), now).toBe(await pscale.prints("list", "--format", format));
    }
  });

  test(`the access of every token is what show-access prints for one after the other, as ${format}`, async ({ page, pscale, sandbox }) => {
    await sandbox.reset({ nasty: true });
    const tokens = (await sandbox.tokens()).filter((token) => token.access.length > 0);
    await page.goto("/acme/access");
    await expect(page.getByText(`${tokens.flatMap((token) => token.access).length} accesses`)).toBeVisible();
    // The report has an order of its own.
    const report = JSON.parse(await exported(page, "json", { layout: "Report" }));
    const ids = new Set<string>(report.rows.map((row: { token_id: string }) => row.token_id));
    expect([...ids].sort()).toEqual(tokens.map((token) => token.id).sort());
    const printed: string[] = [];
    for (const id of ids) printed.push(await pscale.prints("show-access", id, "--format", format));
    const all = await exported(page, format);
    if (format === "json") {
      const wanted: Group[] = printed.flatMap((one) => JSON.parse(one));
      expect(all).toBe(`${JSON.stringify(wanted, null, 2)}\n`);
    } else {
      const header = "ResourceName,ResourceType,Accesses\n";
      expect(all).toBe(`${header}${printed.map((one) => one.slice(header.length, -1)).join("")}\n`);
    }
  });
}

test("a token's access, whatever it is on", async ({ page, pscale, sandbox }) => {
  await sandbox.reset({ nasty: true });
  const tokens = await sandbox.tokens();
  const fits: ((access: string[]) => boolean)[] = [
    (access) => access.length === 0,
    (access) => access.length > 15,
    (access) => access.some((one) => one.startsWith("blue,")),
    (access) => access.some((one) => one.startsWith("shop,")),
  ];
  for (const fit of fits) {
    const token = tokens.find(({ access }) => fit(access.map(String)));
    expect(token, String(fit)).toBeDefined();
    await agreesOn(page, pscale, token!.id);
  }
});

test("namesakes are groups of their own, and so is a database named like the organization", async ({ page, pscale, sandbox }) => {
  const { id } = await sandbox.some(({ access }) => access.length === 0);
  await sandbox.change({ do: "add_database", name: "acme" });
  await sandbox.change({ do: "add_database", name: "twice" });
  await give(sandbox, id, "acme", "read_branch");
  await give(sandbox, id, "", "read_branch", "read_invoices");
  await give(sandbox, id, "twice", "read_branch", "create_branch");
  await sandbox.change({ do: "delete_database", name: "twice" });
  await sandbox.change({ do: "add_database", name: "twice" });
  await give(sandbox, id, "twice", "read_branch");
  await agreesOn(page, pscale, id);
  const groups: Group[] = JSON.parse(await pscale.prints("show-access", id, "--format", "json"));
  expect(groups.map((group) => `${group.resource_name} ${group.resource_type}`)).toEqual(["acme Database", "acme Organization", "twice Database", "twice Database"]);
});

test("access is in the API's order, which is neither the alphabet's nor the catalog's", async ({ page, pscale, sandbox }) => {
  const { id } = await sandbox.some(({ access }) => access.length === 0);
  const mingled: [string, string][] = [
    ["shop", "write_backups"], ["", "read_invoices"], ["ledger", "read_branch"], ["shop", "connect_branch"],
    ["", "approve_deploy_request"], ["", "create_databases"], ["ledger", "create_branch"], ["shop", "read_branch"],
  ];
  for (const [database, access] of mingled) await give(sandbox, id, database, access);
  await agreesOn(page, pscale, id);
  const groups: Group[] = JSON.parse(await pscale.prints("show-access", id, "--format", "json"));
  expect(groups.map((group) => group.accesses)).toEqual([
    ["write_backups", "connect_branch", "read_branch"], ["read_invoices", "approve_deploy_request", "create_databases"], ["read_branch", "create_branch"],
  ]);
});

test("databases and permissions with names that printers stumble over", async ({ page, pscale, sandbox }) => {
  const { id } = await sandbox.some(({ access }) => access.length === 0);
  for (const name of NAMES) {
    if (!name) continue;
    await sandbox.change({ do: "add_database", name });
    await give(sandbox, id, name, "read_branch", `can ${name}`);
    await give(sandbox, id, "", `may ${name}`);
  }
  await agreesOn(page, pscale, id);
});

test("right after a change it is the same access, and as soon as it is read again the same bytes", async ({ page, pscale, sandbox }) => {
  const { id } = await sandbox.some(({ access }) => access.length === 0);
  await give(sandbox, id, "ledger", "read_branch");
  await give(sandbox, id, "", "read_organization");
  await openToken(page, id);
  const group = page.getByRole("group", { name: "Organization", exact: true });
  for (const permission of ["write_teams", "read_invoices", "create_databases"]) {
    await group.getByRole("checkbox", { name: permission, exact: true }).check();
  }
  await page.getByRole("button", { name: "Review changes" }).click();
  const review = page.getByRole("dialog", { name: "Review changes" });
  await review.getByRole("button", { name: "Apply changes" }).click();
  await expect(review).toBeHidden();
  const printed = pairs(JSON.parse(await pscale.prints("show-access", id, "--format", "json")));
  expect(printed.length).toBe(5);
  expect(pairs(JSON.parse(await exported(page, "json")))).toEqual(printed);
  await page.reload();
  await agreesOn(page, pscale, id);
});

test("where the list tells no access, the report has the same access in an order of its own", async ({ page, pscale, sandbox }) => {
  await sandbox.change({ do: "accesses_in_list", are: "null" });
  const tokens = await sandbox.tokens();
  await page.goto("/acme/access");
  await expect(page.getByText(`${tokens.flatMap((token) => token.access).length} accesses`, { exact: true })).toBeVisible();
  const printed: Group[] = [];
  for (const { id } of tokens) printed.push(...JSON.parse(await pscale.prints("show-access", id, "--format", "json")));
  const all: Group[] = JSON.parse(await exported(page, "json"));
  expect(all.length).toBe(printed.length);
  expect(pairs(all)).toEqual(pairs(printed));
});

test("without tokens", async ({ page, pscale, sandbox }) => {
  await sandbox.change({ do: "clear" });
  await openAll(page, 0);
  for (const format of FORMATS) {
    expect(await exported(page, format)).toBe(await pscale.prints("list", "--format", format));
  }
});
