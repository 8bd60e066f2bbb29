import { defineConfig } from "@playwright/test";

export default defineConfig({
  projects: [
    { name: "console", testDir: "specs" },
    { name: "screenshots", testDir: "screenshots" },
    { name: "deployments", testDir: "deployments" },
    { name: "agreement", testDir: "agreement" },
  ],
  snapshotPathTemplate: "{testDir}/../trees/{arg}{ext}",
  updateSnapshots: "none",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 8_000 },
  reporter: [["./reporter.ts"]],
  use: {
    locale: "en-GB",
    timezoneId: "UTC",
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: process.env.CHROMIUM,
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
  },
});
