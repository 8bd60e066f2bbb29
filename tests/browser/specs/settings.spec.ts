import { accessible, copied, expect, openTokens, test } from "../fixtures";

test("settings tell what the console talks to and what it sent", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  await openTokens(page);
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page).toHaveTitle("Settings · Service token console");
  await expect(page.getByRole("region", { name: "Connection" })).toContainText("api/v1");
  const log = page.getByRole("table", { name: "Request log" });
  await expect(log).toContainText("organizations/acme/service-tokens?page=1&per_page=100");
  await log.getByRole("button", { name: "Copy as curl" }).first().click();
  await expect.poll(() => copied(page)).toContain("curl --fail-with-body");
  await accessible(page);
});

test("who is signed in is told, and what the console's credential may read", async ({ page, sandbox, allowed }) => {
  allowed.console.push(/404/);
  await sandbox.config({ organizations: ["acme"], identityUrl: "/oauth2/userinfo", notice: "Sandbox" });
  await page.goto("/settings");
  await expect(page.getByRole("banner")).toContainText("ada@example.com");
  await expect(page.getByRole("banner")).toContainText("Sandbox");
  const facts = page.getByRole("region", { name: "Connection" });
  await expect(facts.getByText("yes")).toHaveCount(2);
});

test("what the console's token may do is told of the organization that is chosen", async ({ page, sandbox }) => {
  await sandbox.config({ organizations: ["acme", "globex"] });
  await page.goto("/globex/tokens");
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByRole("heading", { name: "The console's token in globex" })).toBeVisible();
});

test("exact times are in UTC or in the reader's zone", async ({ browser, sandbox }) => {
  const page = await browser.newPage({ timezoneId: "Asia/Tokyo", locale: "en-GB" });
  const first = () => page.getByRole("table").locator("time").first();
  await page.goto(`${sandbox.address}/acme/tokens`);
  await first().focus();
  await expect(page.getByRole("tooltip")).toHaveText(/UTC$/);
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("checkbox", { name: "Exact times in this computer's time zone" }).check();
  await page.goto(`${sandbox.address}/acme/tokens`);
  await first().focus();
  await expect(page.getByRole("tooltip")).toHaveText(/GMT\+9|JST/);
  await page.close();
});

test("settings and unknown addresses stay with the organization", async ({ page, sandbox, allowed }) => {
  // The sandbox has no organization "zeta", of which the settings ask what they may read.
  allowed.console.push(/404/);
  await sandbox.config({ organizations: ["zeta", "acme"] });
  await openTokens(page);
  const organization = page.getByRole("banner").getByRole("combobox", { name: "Organization" });
  const tokens = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Tokens" });
  for (const address of ["/settings", "/acme/nothing-like-it", "/nothing"]) {
    await page.goto(address);
    await expect(organization).toHaveValue("acme");
    await expect(tokens).toHaveAttribute("href", /acme\/tokens$/);
  }
});

test("a theme is kept", async ({ page }) => {
  await page.goto("/settings");
  await page.getByRole("combobox", { name: "Theme" }).selectOption("Dark");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.getByRole("combobox", { name: "Theme" })).toHaveValue("dark");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("a read-only console offers nothing that changes", async ({ page, sandbox }) => {
  await sandbox.config({ readOnly: true });
  await openTokens(page);
  await expect(page.getByRole("button", { name: "New token" })).toBeDisabled();
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByRole("button", { name: "Delete token" })).toBeDisabled();
  await page.getByRole("group", { name: "Show" }).getByRole("button", { name: "All" }).click();
  await expect(page.getByRole("checkbox", { name: "read_invoices" })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Set to" })).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Access", exact: true }).getByText("This console is read-only.")).toHaveCount(1);
  await accessible(page);
});

test("pages read well as a tree of roles and names", async ({ page }) => {
  await openTokens(page);
  await expect(page.locator("body")).toMatchAriaSnapshot(`
    - link "Skip to content"
    - banner:
      - link "Service token console"
      - combobox "Organization"
    - navigation "Main":
      - list:
        - listitem:
          - link "Tokens"
        - listitem:
          - link "Access report"
        - listitem:
          - link "Settings"
    - main:
      - heading "Service tokens" [level=1]
      - status: 40 of 40 tokens
      - button "Export"
      - button "New token"
      - searchbox "Search tokens"
      - group "Filters"
      - button "Refresh"
      - region "Service tokens, scrolls":
        - table "Service tokens"
  `);
});

test("at 320 pixels the page does not scroll sideways", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const pages = {
    "/acme/tokens": page.getByText("40 of 40 tokens", { exact: true }),
    "/acme/access": page.getByRole("table", { name: "Access report" }).getByRole("row").nth(9),
    "/settings": page.getByText("cannot be checked").first(),
  };
  for (const [path, whole] of Object.entries(pages)) {
    await page.goto(path);
    await expect(whole).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
  }
});

test("the token page reads as groups of checkboxes", async ({ page, sandbox }) => {
  const token = await sandbox.some((token) => token.access.length === 0 && !!token.name);
  await page.goto(`/acme/tokens/${token.id}`);
  await expect(page.getByRole("status").filter({ hasText: "0 unsaved changes" })).toBeVisible();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - link "Service tokens"
      - heading "${token.name}" [level=1]
      - button "Export"
      - button "Rotate token"
      - button "Delete token"
      - region "What this token can do":
        - heading "What this token can do" [level=2]
        - paragraph: "Nothing: it holds no permission."
      - region "Access":
        - heading "Permissions" [level=2]
        - group "Show":
          - button "Granted"
          - button "All" [pressed]
          - button "Changed"
        - searchbox "Find a permission"
        - combobox "Add a database"
        - group "Organization":
          - heading "Organization" [level=3]:
            - button "Organization" [expanded]
          - checkbox "All permissions on Organization"
          - button "Set to"
          - checkbox "read_organization"
        - group "All databases":
          - heading "All databases" [level=3]:
            - button "All databases" [expanded]
          - checkbox "read_database"
        - status: 0 unsaved changes
  `);
});

test("the access report and the settings read as tables and regions", async ({ page }) => {
  await page.goto("/acme/access");
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - heading "Access report" [level=1]
      - status
      - group "View"
      - button "Export"
      - searchbox "Search access"
      - group "Filters"
      - button "Refresh"
      - region "Access report, scrolls":
        - table "Access report"
  `);
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - heading "Settings" [level=1]
      - region "Connection"
      - region "Appearance":
        - combobox "Theme"
      - heading "Request log" [level=2]
      - button "Refresh log"
      - button "Export log"
      - region "Request log, scrolls":
        - table "Request log"
  `);
});
