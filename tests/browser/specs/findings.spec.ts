// What deserves attention, what mends it, and what somebody accepted.
import { readFile } from "node:fs/promises";
import { accessible, expect, openToken, test } from "../fixtures";

const rows = (page: import("@playwright/test").Page) => page.getByRole("table", { name: "Findings" }).getByRole("row");
const status = (page: import("@playwright/test").Page) => page.getByRole("status").filter({ hasText: /findings?/ });

test("findings are ranked, narrowed by rules, and the address keeps it", async ({ page, sandbox }) => {
  const [token] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  await sandbox.change({ do: "add_access", token: token.id, database: "", access: ["write_service_tokens"] });
  await page.goto("/acme/tokens");
  const link = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Findings", exact: true });
  await expect(link).toHaveAccessibleDescription(/^\d+ findings$/);
  await expect(link).toHaveAttribute("data-tip", /^\d+ findings; leaks are looked for on the page$/);
  await expect(link).toContainText(/\d\+$/);
  const described = /^\d+/.exec((await link.evaluate((own) => document.getElementById(own.getAttribute("aria-describedby")!)!.textContent))!)![0];
  await link.click();
  await expect(page.getByRole("heading", { level: 1, name: "Findings" })).toBeFocused();
  await expect(status(page)).toHaveText(`${described} findings`);
  await expect(link).toContainText(/\d$/);
  await expect(rows(page).nth(1)).toContainText("critical");
  for (const name of [/^Expired/, /^Expires within 30 days/, /^No expiry/, /^Never used/, /^Unused for 90 days/, /^Can destroy production/, /^Can mint tokens/, /^Approves its own changes/, /^Grows by creating databases/, /^Deleted databases/, /^Redundant access/, /^Unknown permission/, /^Unnamed/, /^Duplicate name/, /^Same access/]) {
    await expect(page.getByRole("group", { name: "Rules" }).getByRole("button", { name })).toBeVisible();
  }
  await page.getByRole("button", { name: /^Can mint tokens/ }).click();
  await expect(page).toHaveURL(/findings\?rules=mints_tokens$/);
  await expect(rows(page).filter({ hasText: token.name || "Unnamed token" }).first()).toContainText("write_service_tokens on Organization");
  const minting = (await sandbox.tokens()).filter((token) => token.access.some(([, permission]) => permission === "write_service_tokens"));
  await expect.poll(() => rows(page).count()).toBeLessThanOrEqual(minting.length + 1);
  await accessible(page);
  await page.reload();
  await expect(page.getByRole("button", { name: /^Can mint tokens/ })).toHaveAttribute("aria-pressed", "true");
  await expect(rows(page).nth(1)).toContainText("Can mint tokens");
});

test("a fix is staged on the token's page, and nothing is sent", async ({ page, sandbox }) => {
  const [token] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  await sandbox.change({ do: "rename_token", token: token.id, name: "minting-bot" });
  await sandbox.change({ do: "add_access", token: token.id, database: "", access: ["write_service_tokens"] });
  await page.goto("/acme/findings?rules=mints_tokens");
  await rows(page).filter({ hasText: "minting-bot" }).getByRole("button", { name: "Fix: remove 1 permission" }).click();
  await expect(page).toHaveURL(new RegExp(`/acme/tokens/${token.id}`));
  await expect(page.getByText("1 unsaved change")).toBeVisible();
  await page.getByRole("button", { name: "Review changes" }).click();
  await expect(page.getByRole("dialog", { name: "Review changes" }).getByRole("list", { name: "Removals" }).getByRole("listitem")).toHaveText(["write_service_tokens on Organization"]);
  expect(await sandbox.writes()).toEqual([]);
});

test("deleting begins with its question, rotating with its form", async ({ page, sandbox }) => {
  const [token] = await sandbox.tokens();
  await sandbox.change({ do: "rename_token", token: token.id, name: "" });
  await page.goto("/acme/findings?rules=expired");
  await page.getByRole("button", { name: /^Fix: delete/ }).first().click();
  await expect(page.getByRole("alertdialog", { name: "Delete token" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.goto("/acme/findings?rules=unnamed");
  await page.getByRole("button", { name: /^Fix: rotate/ }).first().click();
  await expect(page.getByRole("dialog", { name: "Rotate token" })).toBeVisible();
  expect(await sandbox.writes()).toEqual([]);
});

test("what was not read is not told as no finding", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/404/);
  await sandbox.fault({ method: "GET", path: "/service-tokens", status: 404, times: 50, body: '{"code":"not_found","message":"Not Found"}' });
  await page.goto("/acme/findings");
  await expect(page.getByRole("status").filter({ hasText: "Findings not known: read_service_tokens is missing" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "No findings" })).toHaveCount(0);
});

test("an accepted finding is counted and listed, and comes back after its day", async ({ page, sandbox }) => {
  const [token, other] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  for (const { id } of [token, other]) await sandbox.change({ do: "add_access", token: id, database: "", access: ["write_service_tokens"] });
  await sandbox.config({ findings: { accepted: [
    { rule: "mints_tokens", token: token.id, reason: "It rotates the others", owner: "Ada", until: "2026-12-31" },
    { rule: "mints_tokens", token: other.id, reason: "Until it is replaced", until: "2026-11-01" },
  ] } });
  await page.goto("/acme/findings?rules=mints_tokens");
  await expect(status(page)).toContainText(/\d+ findings · 1 accepted$/);
  await expect(page.getByText(/^1 acceptance has come to an end/)).toBeVisible();
  const before = await rows(page).count();
  await page.getByRole("button", { name: "Accepted", exact: true }).click();
  await expect(rows(page)).toHaveCount(before + 1);
  await expect(rows(page).filter({ hasText: "It rotates the others" })).toContainText("accepted");
  await page.getByRole("button", { name: "Accept…" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Accept a finding" });
  // Lines without a reason would be refused: there are none to copy.
  await expect(dialog.getByRole("code")).toHaveCount(0);
  await expect(dialog.getByRole("textbox", { name: "Reason" })).toBeFocused();
  await dialog.getByRole("textbox", { name: "Reason" }).fill('It says "why"');
  await dialog.getByRole("textbox", { name: "Who answers for it" }).fill("Grace");
  const lines = JSON.parse((await dialog.getByRole("code").textContent())!);
  expect(lines).toMatchObject({ rule: "mints_tokens", reason: 'It says "why"', owner: "Grace", until: "2027-02-18" });
  await accessible(page);
  await sandbox.config({ findings: { accepted: [lines] } });
  await page.reload();
  await expect(status(page)).toContainText(/1 accepted$/);
});

test("an acceptance without a reason is told by its place and its key", async ({ page, sandbox }) => {
  await sandbox.config({ findings: { accepted: [{ rule: "expired", token: "abc", reason: "kept" }, { rule: "expired", token: "abc", reason: "" }] } });
  await page.goto("/acme/findings");
  await expect(page.getByRole("alert")).toContainText('"findings.accepted[1].reason" is "".');
});

test("namesakes are told apart by their IDs, and a filter of the same name says what it counts", async ({ page, sandbox }) => {
  const [first, second] = await sandbox.tokens();
  for (const { id } of [first, second]) await sandbox.change({ do: "rename_token", token: id, name: "twin" });
  await page.goto("/acme/findings?rules=duplicate_name");
  for (const { id } of [first, second]) await expect(rows(page).filter({ hasText: id }).getByRole("link", { name: "twin" })).toBeVisible();
  const found = page.getByRole("button", { name: /^Never used/ });
  await expect(found).toHaveAccessibleDescription("Created more than 7 days ago, and never used; tokens that have expired are left out");
  await page.goto("/acme/tokens");
  await expect(page.getByRole("group", { name: "Filters" }).getByRole("button", { name: "Never used" })).toHaveAccessibleDescription(/^\d+\. No use was ever reported, new and expired tokens included$/);
});

test("Tab goes to one control of all findings, arrows to every other one", async ({ page }) => {
  await page.goto("/acme/findings");
  const first = rows(page).nth(1);
  await expect(first).toBeVisible();
  const link = first.getByRole("rowheader").getByRole("link");
  await page.getByRole("button", { name: "Since" }).focus();
  await page.keyboard.press("Tab");
  await expect(link).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(first.getByRole("button", { name: /^Fix/ }).or(first.getByRole("link", { name: /^Fix/ }))).toBeFocused();
  await page.keyboard.press("ArrowRight");
  const accept = first.getByRole("button", { name: "Accept…" });
  await expect(accept).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(rows(page).nth(2).getByRole("button", { name: /^Fix/ }).or(rows(page).nth(2).getByRole("link", { name: /^Fix/ }))).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Accept a finding" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(accept).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByText(/^Expiry calendar/)).toBeFocused();
});

test("a mistyped rule stops the page instead of finding less", async ({ page, sandbox }) => {
  await sandbox.config({ findings: { leaveOut: ["expirred"] } });
  await page.goto("/acme/findings");
  await expect(page.getByRole("alert")).toContainText('"findings.leaveOut" is');
  await expect(page.getByRole("table", { name: "Findings" })).toHaveCount(0);
});

test("findings and ends are saved as files", async ({ page, sandbox }) => {
  await page.goto("/acme/findings");
  await expect(rows(page).nth(1)).toBeVisible();
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Calendar file" }).click();
  const calendar = await saving;
  expect(calendar.suggestedFilename()).toMatch(/^acme-ends-.*\.ics$/);
  const text = await readFile((await calendar.path())!, "utf8");
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
  const uids = [...text.matchAll(/^UID:(.*)\r$/gm)].map((match) => match[1]);
  expect(new Set(uids).size).toBe(uids.length);
  expect(uids.length).toBeGreaterThan(0);
  const calendarTitle = page.getByText(/^Expiry calendar \(\d+ in the next 90 days\)$/);
  await calendarTitle.click();
  const shown = Number(/\((\d+)/.exec((await calendarTitle.textContent())!)![1]);
  await expect(page.getByRole("table", { name: "Expiry calendar" }).getByRole("row")).toHaveCount(shown + 1);
  const later = uids.length - shown;
  await expect(page.getByText(`${later} ${later === 1 ? "token ends later: the calendar file has it" : "tokens end later: the calendar file has them"}, too.`)).toHaveCount(later > 0 ? 1 : 0);
  await expect(page.getByRole("img", { name: /^Ends of tokens/ })).toBeVisible();
  await page.getByRole("button", { name: "Export" }).click();
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.getByRole("radio", { name: "JSON" }).check({ force: true });
  const exporting = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download" }).click();
  const file = await exporting;
  expect(file.suggestedFilename()).toMatch(/^acme-findings-.*\.json$/);
  const told = JSON.parse(await readFile((await file.path())!, "utf8"));
  expect(told.schema).toBe("service-token-console/findings/1");
  expect(told.complete).toBe(true);
  expect(told.rows.length).toBe(told.count);
  expect((await sandbox.tokens()).map((token) => token.id)).toContain(told.rows[0].token_id);
});

const backups = { name: "Only dr-* deletes backups", tokens: "dr-*", aloneMay: ["delete_production_branch_backups"] };

test("an assertion that a token breaks is a finding of its own, with its fix", async ({ page, sandbox }) => {
  await sandbox.config({ findings: { assertions: [backups, { name: "All end within a year", tokens: "*", endWithinDays: 365 }] } });
  const [token] = (await sandbox.tokens()).filter((token) => token.access.length === 0 && token.name);
  await sandbox.change({ do: "add_access", token: token.id, database: "shop", access: ["delete_production_branch_backups"] });
  await page.goto("/acme/findings?rules=breaks_assertion");
  await expect(page.getByRole("group", { name: "Rules" }).getByRole("button", { name: /^Breaks an assertion \(\d+\)$/ })).toHaveAttribute("aria-pressed", "true");
  const row = rows(page).filter({ hasText: "Only dr-* deletes backups: delete_production_branch_backups on shop" }).filter({ hasText: token.name });
  await expect(row).toBeVisible();
  await expect(rows(page).filter({ hasText: "All end within a year: It never expires." }).first()).toBeVisible();
  await row.getByRole("button", { name: "Fix: remove 1 permission" }).click();
  await expect(page).toHaveURL(new RegExp(`/acme/tokens/${token.id}`));
  await expect(page.getByText("1 unsaved change")).toBeVisible();
  // What it changes is seen, though nothing is left there.
  await expect(page.getByRole("group", { name: "shop", exact: true }).getByRole("checkbox", { name: "delete_production_branch_backups", exact: true })).toBeVisible();
});

test("a change that would break an assertion says so, and is not applied where that blocks", async ({ page, sandbox }) => {
  const [token] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  for (const blocks of [false, true]) {
    await sandbox.config({ findings: { assertions: [{ ...backups, blocks }] } });
    await openToken(page, token.id);
    await page.getByRole("group", { name: "All databases", exact: true }).getByRole("checkbox", { name: "delete_production_branch_backups", exact: true }).check();
    await page.getByRole("button", { name: "Review changes" }).click();
    const review = page.getByRole("dialog", { name: "Review changes" });
    await expect(review.getByRole("alert")).toContainText('"Only dr-* deletes backups": delete_production_branch_backups on All databases.');
    const apply = review.getByRole("button", { name: "Apply changes" });
    if (blocks) {
      await expect(apply).toHaveAttribute("aria-disabled", "true");
      await expect(apply).toHaveAccessibleDescription(/It would break the assertion/);
      await accessible(page);
    } else {
      await expect(apply).not.toHaveAttribute("aria-disabled", "true");
    }
    await review.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Discard changes" }).click();
  }
  expect(await sandbox.writes()).toEqual([]);
});

test("while the assertions make no sense, nothing is applied", async ({ page, sandbox }) => {
  await sandbox.config({ findings: { assertions: [{ ...backups, aloneMay: ["delete_brunch"] }] } });
  const [token] = (await sandbox.tokens()).filter((token) => token.access.length === 0);
  await openToken(page, token.id);
  await page.getByRole("group", { name: "Organization", exact: true }).getByRole("checkbox", { name: "read_invoices" }).check();
  await page.getByRole("button", { name: "Review changes" }).click();
  const review = page.getByRole("dialog", { name: "Review changes" });
  await expect(review.getByRole("alert")).toContainText("findings.assertions[0].aloneMay");
  await expect(review.getByRole("button", { name: "Apply changes" })).toHaveAttribute("aria-disabled", "true");
});

test("the console's own token is a finding where it is named, and what cannot be told is said", async ({ page, sandbox }) => {
  const [token] = (await sandbox.tokens()).filter((token) => token.access.length === 0 && token.name);
  await sandbox.change({ do: "add_access", token: token.id, database: "", access: ["write_service_tokens"] });
  await page.goto("/acme/findings");
  await page.getByText("What cannot be told").click();
  await expect(page.getByText(/the API does not tell which one it is/)).toBeVisible();
  await expect(page.getByText(/Whether a token leaked more than 15 days ago/)).toBeVisible();
  await sandbox.config({ findings: { consoleToken: token.id } });
  await page.goto("/acme/findings?rules=own_credential");
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).nth(1)).toContainText("1 permission; it can create service tokens");
  await expect(rows(page).nth(1)).toContainText(token.name);
});

test("a leak that the audit log tells is a finding whose fix deletes first", async ({ page, sandbox }) => {
  const token = await sandbox.some((one) => !!one.name && one.access.length > 0);
  await sandbox.change({ do: "leak_token", token: token.id });
  await page.goto("/acme/findings?rules=token_leaked");
  const row = page.getByRole("table", { name: "Findings" }).getByRole("row").nth(1);
  await expect(row).toContainText("critical");
  await expect(row).toContainText("The audit log tells that its secret leaked, first 20 Nov 2026");
  await expect(page.getByRole("group", { name: "Rules" }).getByRole("button", { name: "Leaked (1)" })).toHaveAttribute("aria-pressed", "true");
  await expect(status(page)).toHaveText(/^1 of \d+ findings$/);
  await expect(row.getByRole("link", { name: "Leaked" })).toHaveAttribute("href", `acme/activity?token=${token.id}`);
  await row.getByRole("button", { name: "Fix: delete, then replace" }).click();
  await expect(page.getByRole("alertdialog", { name: "Leaked: delete it first" })).toBeVisible();
  expect(await sandbox.writes()).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("alert").filter({ hasText: "This token leaked" })).toBeVisible();
});

test("a leak is a finding also where the tokens were read before the log", async ({ page, sandbox }) => {
  const token = await sandbox.some((one) => !!one.name && one.access.length > 0);
  await sandbox.change({ do: "leak_token", token: token.id });
  await page.goto(`/acme/tokens?q=${token.id}`);
  await page.getByRole("table").getByRole("link", { name: token.name! }).click();
  await expect(page.getByText("This token leaked")).toBeVisible();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Findings" }).click();
  await expect(page.getByRole("group", { name: "Rules" }).getByRole("button", { name: "Leaked (1)" })).toBeVisible();
  await expect(rows(page).nth(1)).toContainText("The audit log tells that its secret leaked");
});

test("leaks that could not be looked for are not called none", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/404/);
  await sandbox.change({ do: "credential", is: "without-audit-log" });
  await page.goto("/acme/findings");
  await expect(status(page)).toHaveText(/^\d+ findings · leaks not checked$/);
  await expect(page.getByRole("heading", { name: "Leaks were not checked" })).toBeVisible();
  await expect(page.getByText("read_audit_logs is missing")).toBeVisible();
  await expect(page.getByRole("group", { name: "Rules" }).getByRole("button", { name: "Leaked" })).toHaveText("Leaked");
  await sandbox.reset({ tokens: 0 });
  await sandbox.change({ do: "credential", is: "without-audit-log" });
  await page.reload();
  await expect(page.getByRole("heading", { name: "No findings by the other rules" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "No findings", exact: true })).toHaveCount(0);
  // Who does not want to know is not told.
  await sandbox.config({ findings: { leaveOut: ["token_leaked"] } });
  const asked = (await sandbox.log()).filter((call) => call.path.includes("audit-log")).length;
  await page.reload();
  await expect(page.getByRole("heading", { name: "No findings", exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Leaks were not checked" })).toHaveCount(0);
  expect((await sandbox.log()).filter((call) => call.path.includes("audit-log")).length).toBe(asked);
});

for (const width of [320, 390, 1280]) {
  test(`the count of findings is a part of their link at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 700 });
    await page.goto("/acme/tokens");
    const link = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Findings", exact: true });
    await expect(link).toHaveAccessibleDescription(/^\d+ findings$/);
    const count = link.locator(".nav-count");
    await count.scrollIntoViewIfNeeded();
    await count.click();
    await expect(page.getByRole("heading", { level: 1, name: "Findings" })).toBeVisible();
    // Nothing of it stands outside.
    const [outer, inner] = await Promise.all([link.boundingBox(), count.boundingBox()]);
    expect(inner!.x + inner!.width).toBeLessThanOrEqual(outer!.x + outer!.width);
  });
}
