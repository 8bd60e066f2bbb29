// What somebody meets who is here for the first time: each page tells what to do next.
import { accessible, expect, test } from "../fixtures";

test("an organization without tokens offers the first one", async ({ page, sandbox }) => {
  await sandbox.reset({ tokens: 0 });
  await page.goto("/acme/tokens");
  await expect(page.getByText("No service tokens yet")).toBeVisible();
  await expect(page.getByText("0 of 0 tokens")).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "Create the first token" }).click();
  await expect(page.getByRole("dialog", { name: "New service token" })).toBeVisible();
});

test("a browser without WebAssembly is told what it needs", async ({ page }) => {
  await page.addInitScript(() => { delete (window as any).WebAssembly; });
  await page.goto("/acme/tokens");
  await expect(page.getByRole("alert")).toContainText("WebAssembly is not available");
  await expect(page.getByRole("alert")).toContainText("Use a current browser");
});
