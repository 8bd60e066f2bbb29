// The organization "northwind" of the sandbox: each rule of the findings has its example, and what is in order is not among them.
import { readFileSync } from "node:fs";
import { accessible, expect, startSandbox, test as base } from "../fixtures";

const test = base.extend<{}, { story: Awaited<ReturnType<typeof startSandbox>> }>({
  story: [async ({}, use) => {
    const started = await startSandbox("--story");
    await use(started);
    started.stop();
  }, { scope: "worker" }],
  sandbox: async ({ story }, use) => { await story.sandbox.reset(); await use(story.sandbox); },
});

const STORY = JSON.parse(readFileSync(`${import.meta.dirname}/../../sandbox/story.json`, "utf8"));

/** Each rule, and the tokens that tell of it. */
const TOLD: [RegExp, string[]][] = [
  [/^Leaked/, ["ci-branch-cleanup"]],
  [/^Can destroy production/, ["terraform-production"]],
  [/^Breaks an assertion/, ["metrics-datadog"]],
  [/^Approves its own changes/, ["schema-deploy-bot"]],
  [/^Grows by creating databases/, ["preview-environments"]],
  [/^Can destroy something else/, ["ci-branch-cleanup"]],
  [/^Expires within 30 days/, ["ci-branch-cleanup"]],
  [/^Expired/, ["audit-autumn"]],
  [/^No expiry/, ["warehouse-export"]],
  [/^Lives longer/, ["point-of-sale", "warehouse-export"]],
  [/^Never used/, ["incident-1407-debug"]],
  [/^Unused for 90 days/, ["warehouse-export"]],
  [/^Used before/, ["nightly-report"]],
  [/^Unknown permission/, ["search-indexer"]],
  [/^The console/, ["onboarding-bot"]],
  [/^Deleted databases/, ["orders-migration"]],
  [/^Redundant access/, ["backup-verifier", "backup-verifier"]],
  [/^Same access/, ["backup-verifier", "backup-verifier"]],
  [/^Unnamed/, ["Unnamed token"]],
  [/^Duplicate name/, ["backup-verifier", "backup-verifier"]],
];

test("each rule has an example that could be real, and what is in order is no finding", async ({ page, sandbox }) => {
  test.slow();
  await sandbox.config({ ...STORY, identityUrl: undefined, policy: { maxTtl: 400 * 86_400 } });
  await page.goto("/northwind/findings");
  const rows = page.getByRole("table", { name: "Findings" }).getByRole("rowgroup").last().getByRole("row");
  const status = page.getByRole("status").filter({ hasText: /^\d+ findings/ });
  await expect(status).toBeVisible();
  await expect(rows.first()).toContainText("critical");
  for (const name of ["catalog-sync", "metrics-grafana", "dr-restore"]) await expect(rows.filter({ hasText: name })).toHaveCount(0);
  await accessible(page);
  const rules = page.getByRole("group", { name: "Rules" });
  for (const [rule, tokens] of TOLD) {
    const button = rules.getByRole("button", { name: rule });
    await button.click();
    await expect(button).toHaveAttribute("aria-pressed", "true");
    await expect(rows).toHaveCount(tokens.length);
    for (const [place, token] of tokens.entries()) await expect(rows.nth(place), String(rule)).toContainText(token);
    await button.click();
    await expect(button).toHaveAttribute("aria-pressed", "false");
  }
  // Somebody has accepted that one token makes tokens.
  await rules.getByRole("button", { name: /^Can mint tokens/ }).click();
  await expect(rows).toHaveCount(0);
  await page.getByRole("button", { name: /^Accepted/ }).click();
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText("onboarding-bot");
});
