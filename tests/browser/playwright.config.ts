import { defineConfig } from "@playwright/test";

const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const launch = (...more: string[]) => ({ executablePath: process.env.CHROMIUM, args: [...ARGS, ...more] });

export default defineConfig<{}, { engine: "firefox" | "webkit" }>({
  projects: [
    { name: "console", testDir: "specs" },
    // What is drawn in parts, or by several threads, has edges that are not the same at every run.
    { name: "screenshots", testDir: "screenshots", use: { launchOptions: launch("--disable-partial-raster", "--num-raster-threads=1", "--disable-skia-runtime-opts") } },
    // Parts by themselves, on the gallery of a development build.
    { name: "islands", testDir: "islands" },
    { name: "deployments", testDir: "deployments" },
    { name: "agreement", testDir: "agreement" },
    // Other browsers, with drivers of their own.
    { name: "firefox", testDir: "engines", fullyParallel: false, use: { engine: "firefox" } },
    { name: "webkit", testDir: "engines", fullyParallel: false, use: { engine: "webkit" } },
  ],
  snapshotPathTemplate: "{testDir}/../trees/{arg}{ext}",
  updateSnapshots: "none",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // Where nobody watches, a test that fails gets a second try; the reporter tells of each that needed it.
  retries: process.env.CI ? 1 : 0,
  // A machine that builds has few cores, and does other work beside.
  timeout: process.env.CI ? 120_000 : 60_000,
  expect: { timeout: process.env.CI ? 20_000 : 8_000 },
  reporter: [["./reporter.ts"]],
  use: {
    locale: "en-GB",
    timezoneId: "UTC",
    viewport: { width: 1280, height: 800 },
    launchOptions: launch(),
  },
});
